// Generators in contract files (V3 and later).
#pragma once

#include <optional>
#include <vector>

#include "base/json.h"
#include "format/reading.h"
#include "model/generator.h"

namespace tally::format {

model::Generators read_generators(const Node& node, Reading& reading);
json::Object generators_to_json(const model::Generators& generators);

// One generator: {"type": "RandomInt", "min": 1}. Nothing, and a warning, when it has no type.
std::optional<model::Generator> read_generator(const Node& node, Reading& reading);
json::Object generator_to_json(const model::Generator& generator);

// "$.a" -> generator, as variants of arrayContains hold them.
std::vector<model::KeyedGenerator> read_keyed_generators(const Node& node, Reading& reading);
json::Object keyed_generators_to_json(const std::vector<model::KeyedGenerator>& generators);

}  // namespace tally::format
