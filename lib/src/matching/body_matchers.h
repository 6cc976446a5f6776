// One function for each media type that bodies are compared as.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/content_type.h"
#include "matching/differences.h"
#include "matching/match.h"
#include "model/matching_rule.h"

namespace tally::matching {

struct BodyComparison {
    std::string_view expected;  // decoded bytes
    std::string_view actual;
    http::ContentType expected_type;
    http::ContentType actual_type;
    const std::vector<model::KeyedRules>& rules;
    bool strict;  // nothing unexpected may come: requests
    const Settings& settings;
};

using BodyMatcher = void (*)(const BodyComparison&, Differences&);

void match_json_body(const BodyComparison& bodies, Differences& differences);
void match_xml_body(const BodyComparison& bodies, Differences& differences);
void match_form_body(const BodyComparison& bodies, Differences& differences);
void match_text_body(const BodyComparison& bodies, Differences& differences);
void match_binary_body(const BodyComparison& bodies, Differences& differences);

}  // namespace tally::matching
