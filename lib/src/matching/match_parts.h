// The parts of requests, responses and messages, each compared on its own.
#pragma once

#include <string>
#include <vector>

#include "matching/match.h"
#include "model/http_parts.h"

namespace tally::matching {

Mismatches match_query(const model::Request& expected, const model::Request& actual,
                       const Settings& settings);

// The words that differ where name and values are not those of a query.
struct ParameterWords {
    MismatchKind kind;
    std::string_view noun;  // "query parameter", "form post parameter"
    bool location_is_path;  // "$.name" instead of the name
};
Mismatches match_parameters(const std::vector<model::QueryParameter>& expected,
                            const std::vector<model::QueryParameter>& actual,
                            const std::vector<model::KeyedRules>& rules, const ParameterWords& words,
                            const Settings& settings);

Mismatches match_headers(const std::vector<model::HeaderField>& expected,
                         const std::vector<model::HeaderField>& actual,
                         const std::vector<model::KeyedRules>& rules, const Settings& settings);

// As Content-Type and Accept are compared: the first piece exactly, every expected parameter present and
// equal ignoring case, further ones allowed.
bool parameterised_values_agree(std::string_view expected, std::string_view actual);

// There is a rule for the Content-Type and both values satisfy it, so that bodies of different types may be
// compared.
bool content_types_agree_by_rule(const std::vector<model::HeaderField>& expected,
                                 const std::vector<model::HeaderField>& actual,
                                 const std::vector<model::KeyedRules>& rules, const Settings& settings);

}  // namespace tally::matching
