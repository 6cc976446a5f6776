// Every kind of matching rule: name, fields, since when, how it is read and written. One row a name.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "format/reading.h"
#include "model/matching_rule.h"
#include "model/spec_version.h"

namespace tally::format {

struct RuleKind {
    std::string_view name;                  // as written, and as model::rule_name() says it
    std::vector<std::string_view> aliases;  // also read
    std::vector<std::string_view> fields;   // beside "match"
    model::SpecVersion since;
    model::MatchingRule (*read)(const Node& node, Reading& reading);
    void (*write)(const model::MatchingRule& rule, json::Object& members);
};

std::span<const RuleKind> rule_kinds();
const RuleKind* find_rule_kind(std::string_view name);  // by name or alias; null when unknown

}  // namespace tally::format
