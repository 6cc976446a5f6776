// What a written value means: an example, and rules and generators with their paths.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/generator.h"
#include "model/matching_rule.h"
#include "model/path_expression.h"
#include "recording/value_node.h"
#include "tally/value.h"

namespace tally::recording {

// A value as a JSON document.
struct DocumentParts {
    json::Value example;
    std::vector<model::KeyedRules> rules;
    std::vector<model::KeyedGenerator> generators;
};

// Mistakes are added with `place` where they have none of their own. Paths start with `root`.
DocumentParts document_parts(const Value& value, Place place, std::vector<Mistake>& mistakes,
                             model::PathExpression root = {});

// Notes a mistake where a contract has no words for the place: a member "" can be in a document, but in
// no path, and one with a quote in none that every verifier reads.
void check_path_of_matcher(const model::PathExpression& path, Place place, std::vector<Mistake>& mistakes);

// A value in a path, query, header, form or XML: texts, with one list of rules for all of them.
struct TextParts {
    std::vector<std::optional<std::string>> values;  // nothing: null
    model::RuleList rules;
    std::optional<model::Generator> generator;
};

TextParts text_parts(const Value& value, Place place, std::vector<Mistake>& mistakes);

// The same where there is one text only.
struct SingleText {
    std::string text;
    model::RuleList rules;
    std::optional<model::Generator> generator;
};

SingleText single_text(const Value& value, Place place, std::vector<Mistake>& mistakes);

}  // namespace tally::recording
