// Contract parts in one form, whatever version and spelling the core wrote them in.
#pragma once

#include "base/json.h"
#include "model/interaction.h"
#include "model/spec_version.h"

namespace tally::conformance {

model::SpecVersion version_of(const json::Value& recorded);  // of its "spec": "V3"

// As we would write it, in canonical spelling. For V2 reduced to what V2 can hold, in the notation of V3.
json::Value written_form(model::Request request, model::SpecVersion version);
json::Value written_form(model::Response response, model::SpecVersion version);
json::Value written_form(model::Interaction interaction, model::SpecVersion version);

// What the core wrote, in the same form. Unreadable text stays as it is.
json::Value recorded_form(const json::Value& recorded);

}  // namespace tally::conformance
