// Interactions of every version in the notation of contract files.
#pragma once

#include <cstddef>
#include <optional>

#include "base/json.h"
#include "format/reading.h"
#include "model/interaction.h"
#include "model/spec_version.h"
#include "tally/result.h"

namespace tally::format {

// `position` names interactions without a description. Nothing, and a warning, for V4 types we do not know.
std::optional<model::Interaction> read_interaction(const Node& node, model::SpecVersion version,
                                                   std::size_t position, Reading& reading);
// An entry of the "messages" of a V3 contract.
model::Interaction read_v3_message(const Node& node, std::size_t position, Reading& reading);

// An Error where the version cannot express the interaction.
Result<json::Object> interaction_to_json(const model::Interaction& interaction, model::SpecVersion version);

}  // namespace tally::format
