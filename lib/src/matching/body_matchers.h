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
    int depth = 0;  // of bodies inside of bodies
};

void match_json_body(const BodyComparison& bodies, Differences& differences);
void match_xml_body(const BodyComparison& bodies, Differences& differences);
void match_form_body(const BodyComparison& bodies, Differences& differences);
void match_multipart_body(const BodyComparison& bodies, Differences& differences);
void match_text_body(const BodyComparison& bodies, Differences& differences);
void match_binary_body(const BodyComparison& bodies, Differences& differences);

// The one of these functions that the expected type calls for.
void match_contents(const BodyComparison& bodies, Differences& differences);
// Whether contents of these types are compared at all.
bool types_may_be_compared(const http::ContentType& expected, const http::ContentType& actual);

// "Failed to parse the actual body: ...", at the root.
void add_unreadable_body(std::string_view side, const BodyComparison& bodies, const Error& error,
                         Differences& differences);

}  // namespace tally::matching
