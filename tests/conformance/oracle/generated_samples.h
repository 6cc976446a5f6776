// What a generator makes for the example "example", against five samples of the core.
#pragma once

#include "conformance/oracle/verdict.h"
#include "model/generator.h"

namespace tally::conformance {

// Random values cannot be equal: both must have the form that the generator describes. Samples that are null
// failed; without any list they depended on the clock.
Verdict check_samples(const model::Generator& generator, const json::Value& recorded);

// Ours for a context like {"mockServer": {"url": ...}} or one with the values of provider states. null:
// failed.
json::Value generated_text(const model::Generator& generator, const json::Value& context);

}  // namespace tally::conformance
