// The rule engine on JSON: walks expectation and actual value together with the rules ("Pact V2, matching").
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "base/json.h"
#include "matching/apply_rule.h"
#include "matching/differences.h"
#include "matching/select_rules.h"

namespace tally::matching {

class JsonComparison {
  public:
    // `path` is that of the values compared first: "$" for bodies.
    JsonComparison(std::string path, bool strict, const Settings& settings, Differences& differences)
        : path_(std::move(path)), strict_(strict), settings_(settings), differences_(&differences) {}

    void compare(const json::Value& expected, const json::Value& actual, const RuleCursor& rules);

  private:
    class Step;

    void compare_objects(const json::Value& expected, const json::Value& actual, const RuleCursor& rules);
    void compare_arrays(const json::Value& expected, const json::Value& actual, const RuleCursor& rules);
    void compare_scalars(const json::Value& expected, const json::Value& actual, const RuleCursor& rules);

    void objects_under_rules(const json::Value& expected, const json::Value& actual, const RuleCursor& rules);
    void arrays_under_rules(const json::Value& expected, const json::Value& actual, const RuleCursor& rules);
    void members_in_both(const json::Object& expected, const json::Object& actual, const RuleCursor& rules);
    void each_actual_member(const json::Object& expected, const json::Object& actual,
                            const RuleCursor& rules);
    void elements(const json::Array& expected, const json::Array& actual, const RuleCursor& rules);
    void check_names(const json::Object& expected, const json::Object& actual);
    void check_keys(const model::EachKeyRule& rule, const json::Object& actual, const std::string& place);
    void array_contains(const model::ArrayContainsRule& rule, const json::Array& expected,
                        const json::Array& actual, const std::string& place);
    bool contains(const json::Array& actual, const json::Value& example, const RuleTree* rules);
    void require_equal(const json::Value& expected, const json::Value& actual,
                       const model::KeyedRules& keyed);
    bool satisfies_container(const model::MatchingRule& rule, const json::Value& actual,
                             const RuleCursor& rules, Differences& differences);

    // Runs `compare` with differences going elsewhere.
    template <class Compare>
    Differences collected(std::size_t limit, Compare compare);

    const RuleTree& rules_for_each_value(const model::EachValueRule& rule, const std::string& place);
    const RuleTree& rules_for_variant(const model::ArrayContainsVariant& variant);

    void add(const json::Value* expected, const json::Value* actual, std::string sentence, std::string rule);

    std::string path_;
    bool strict_;
    const Settings& settings_;
    Differences* differences_;

    struct OwnRules;
    std::unordered_map<const void*, std::shared_ptr<const OwnRules>> own_rules_;
};

}  // namespace tally::matching
