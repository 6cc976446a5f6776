// Documents of the integration JSON: any value may be an object with "pact:matcher:type" in its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "format/reading.h"
#include "model/generator.h"
#include "model/matching_rule.h"

namespace tally::format {

struct IntegrationOptions {
    // As the reference core: a mistake yields null or the plain value and a warning where otherwise it is an
    // error, a generator without a matcher is ignored, examples inside expressions are not used, members
    // named "*" or "1" become wildcards and indexes.
    bool strict_compat = false;
};

// What an object with "pact:matcher:type" or "pact:generator:type" says, apart from its value.
struct DescribedMatcher {
    std::vector<model::MatchingRule> rules;
    std::optional<model::Generator> generator;
    std::optional<json::Value> example;  // from an expression or from variants; a `value` member comes first
};

// Whether the object is more than a plain example.
bool describes_matcher(const json::Value& value, const IntegrationOptions& options);

// Collects the rules and generators of one document while its parts are read. Mistakes are refused through
// `reading`, or warned of with strict_compat. Must not outlive `reading`.
class IntegrationDocument {
  public:
    IntegrationDocument(Reading& reading, const IntegrationOptions& options)
        : reading_(reading), options_(options) {}

    // The example that `node` describes, with everything below it at the current path.
    json::Value read(const Node& node);

    // Nothing when the object has a mistake. A generator alone brings a type rule with it.
    std::optional<DescribedMatcher> read_matcher(const Node& node);

    // The example of a matcher's `value`. Members are taken together under ".*" where a rule is about all
    // values.
    json::Value read_value(const Node& value, const DescribedMatcher& matcher);

    void enter(model::PathStep step) { path_.steps.push_back(std::move(step)); }
    void leave() { path_.steps.pop_back(); }

    // At the current path. Further rules join those that are there; a further generator replaces the first.
    void add(const Node& node, DescribedMatcher matcher);

    // A mistake in what is described.
    void fail(const Node& node, std::string what, std::string remedy);

    Reading& reading() { return reading_; }
    const IntegrationOptions& options() const { return options_; }

    std::vector<model::KeyedRules> take_rules() { return std::move(rules_); }
    std::vector<model::KeyedGenerator> take_generators() { return std::move(generators_); }

  private:
    json::Value read_described(const Node& node);
    json::Value read_object(const Node& node, bool any_field);
    json::Value read_array(const Node& node, bool any_index);
    bool read_rules(const Node& node, DescribedMatcher& matcher);
    bool read_named_rule(const Node& node, std::string_view name, DescribedMatcher& matcher);
    bool read_expression(const Node& type, const Node& node, DescribedMatcher& matcher);
    bool read_variants(const Node& node, DescribedMatcher& matcher);
    bool read_generator_of(const Node& node, DescribedMatcher& matcher);
    void warn_of_unused(const Node& node, const std::string& name);
    model::PathStep step_of(const std::string& name) const;

    Reading& reading_;
    IntegrationOptions options_;
    model::PathExpression path_;
    std::size_t depth_ = 0;
    std::vector<model::KeyedRules> rules_;
    std::vector<model::KeyedGenerator> generators_;
    std::unordered_map<std::string, std::size_t> rule_positions_;
    std::unordered_map<std::string, std::size_t> generator_positions_;
};

}  // namespace tally::format
