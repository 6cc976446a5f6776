// Which bodies are compared at all, and as what.
#pragma once

#include <string_view>

#include "matching/differences.h"
#include "matching/match.h"
#include "model/body.h"
#include "model/matching_rule.h"

namespace tally::matching {

// A body with what the headers or the metadata beside it say about its type.
struct TypedBody {
    const model::Body& body;
    std::string_view declared_type;
};

struct BodyRules {
    const std::vector<model::KeyedRules>& body;
    // A rule on the Content-Type header that both values satisfy: then different types may be compared.
    bool types_agree_by_rule = false;
};

Mismatches match_bodies(const TypedBody& expected, const TypedBody& actual, const BodyRules& rules,
                        bool strict, const Settings& settings);

}  // namespace tally::matching
