// Matching rules that fit a document.
#pragma once

#include "base/json.h"
#include "base/random.h"

namespace tally::property {

// Rules at some of the places of `document`, in the notation of V3 and V4, each of which the document itself
// satisfies. Up to V3: without the kinds that came with V4.
json::Object rules_that_fit(Random& random, const json::Value& document, bool v4);

// Whether arrayContains stands beside another rule. The reference core asks it of the elements too then,
// which need not satisfy it.
bool holds_array_contains_beside_others(const json::Object& rules);

// Only "type", which loosens values but no structure.
json::Object type_rules(Random& random, const json::Value& document);

}  // namespace tally::property
