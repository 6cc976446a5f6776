// What a written body means: bytes, content type, rules and generators.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/body.h"
#include "model/generator.h"
#include "model/matching_rule.h"
#include "recording/draft.h"
#include "recording/value_node.h"

namespace tally::recording {

struct BodyParts {
    model::Body body;  // with the type as it was written
    std::vector<model::KeyedRules> rules;
    std::vector<model::KeyedGenerator> generators;
    std::optional<std::string> content_type_pattern;  // for the header, where its value cannot be known beforehand
};

BodyParts body_parts(const BodyDraft& draft, std::vector<Mistake>& mistakes);

}  // namespace tally::recording
