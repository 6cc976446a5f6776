// One generator applied to one example.
#pragma once

#include "base/json.h"
#include "generation/generate.h"
#include "model/generator.h"
#include "tally/result.h"

namespace tally::generation {

// Whether a generator does anything in that mode: provider states are for verifying, server addresses for
// mocking.
bool is_active(const model::Generator& generator, Mode mode);

// What to put in place of the example. An Error says why there is nothing; the example is then kept.
Result<json::Value> generate_value(const model::Generator& generator, const json::Value& example,
                                   Context& context);

}  // namespace tally::generation
