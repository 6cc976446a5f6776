// Bodies with rules, and what came instead of them.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/random.h"
#include "model/spec_version.h"

namespace tally::pairs {

// One rule as { "match": ... } for the place of a path, as "$.a[0]".
struct PlacedRules {
    std::string path;
    json::Array matchers;
    bool any = false;  // combined with OR
};

struct Content {
    std::string type;      // of the media; empty: nothing was said
    json::Value expected;  // JSON, or a text
    std::vector<PlacedRules> rules;
    std::string came;
};

Content any_content(Random& random, model::SpecVersion version);

// Rules for one text that is compared on its own: a header, a parameter.
json::Array rules_of_text(Random& random, const std::string& text, model::SpecVersion version);
std::string any_word(Random& random);
std::string changed_word(Random& random, const std::string& word);

}  // namespace tally::pairs
