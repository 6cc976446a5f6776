#include "matching/text_values.h"

#include <algorithm>

#include "base/text.h"
#include "matching/apply_rule.h"
#include "matching/value_text.h"

namespace tally::matching {
namespace {

using namespace model;
using Texts = std::vector<std::string>;

json::Value as_list(const Texts& texts) {
    return json::Array(texts.begin(), texts.end());
}

// Whether one of the values satisfies the rules of a variant; without rules it must be equal.
bool has_variant(const ArrayContainsVariant& variant, const std::string& example, const Texts& actual,
                 const Settings& settings) {
    const auto at_root = std::find_if(variant.rules.begin(), variant.rules.end(),
                                      [](const KeyedRules& keyed) { return keyed.path.steps.empty(); });
    return std::any_of(actual.begin(), actual.end(), [&](const std::string& value) {
        if (at_root == variant.rules.end()) return value == example;
        return check_all(at_root->list,
                         [&](const MatchingRule& rule) { return check_text(rule, example, value, settings); })
            .empty();
    });
}

class TextListCheck {
  public:
    TextListCheck(const Texts& expected, const Texts& actual, const Settings& settings, bool cascaded)
        : expected_(expected), actual_(actual), settings_(settings), cascaded_(cascaded) {}

    std::vector<TextComplaint> check(const MatchingRule& rule) {
        complaints_.clear();
        if (const auto* contains = std::get_if<ArrayContainsRule>(&rule.kind))
            array_contains(*contains, rule);
        else if (const auto* each = std::get_if<EachValueRule>(&rule.kind))
            each_value(*each);
        else
            check_plain(rule);
        return std::move(complaints_);
    }

  private:
    void add_whole(std::string sentence, const MatchingRule& rule) {
        complaints_.push_back(
            {shown(as_list(expected_)), shown(as_list(actual_)), std::move(sentence), &rule});
    }

    void check_plain(const MatchingRule& rule) {
        if (Complaint complaint = check_container(rule, as_list(actual_), cascaded_, settings_)) {
            return add_whole(std::move(*complaint), rule);
        }
        for_each_value(rule);
        const bool is_equality = std::holds_alternative<EqualityRule>(rule.kind);
        if (is_equality && complaints_.empty() && expected_ != actual_) {
            add_whole("Expected " + shown(as_list(actual_)) + " to be equal to " + shown(as_list(expected_)),
                      rule);
        }
    }

    void for_each_value(const MatchingRule& rule) {
        for (std::size_t i = 0; i < actual_.size(); ++i) {
            const std::string& example = i < expected_.size() ? expected_[i] : expected_.front();
            if (Complaint complaint = check_text(rule, example, actual_[i], settings_)) {
                complaints_.push_back(
                    {shortened(example), shortened(actual_[i]), std::move(*complaint), &rule});
            }
        }
    }

    void each_value(const EachValueRule& rule) {
        for (const MatchingRule& nested : rule.rules) for_each_value(nested);
    }

    void array_contains(const ArrayContainsRule& rule, const MatchingRule& whole) {
        const auto require = [&](std::size_t index, const ArrayContainsVariant& variant) {
            const bool has_example = index < expected_.size();
            if (has_example && has_variant(variant, expected_[index], actual_, settings_)) return;
            const std::string example = has_example ? " (" + shortened(expected_[index]) + ")" : "";
            add_whole(
                "Variant at index " + std::to_string(index) + example + " was not found in the actual list",
                whole);
        };
        for (const ArrayContainsVariant& variant : rule.variants) require(variant.index, variant);
        if (!rule.variants.empty()) return;
        for (std::size_t i = 0; i < expected_.size(); ++i) require(i, {});
    }

    const Texts& expected_;
    const Texts& actual_;
    const Settings& settings_;
    bool cascaded_;
    std::vector<TextComplaint> complaints_;
};

}  // namespace

std::vector<TextComplaint> check_texts(const RuleList& list, const Texts& expected, const Texts& actual,
                                       const Settings& settings, bool cascaded) {
    if (expected.empty()) return {};  // nothing can be said about a list without an example
    TextListCheck values(expected, actual, settings, cascaded);
    std::vector<TextComplaint> all;
    for (const MatchingRule& rule : list.rules) {
        std::vector<TextComplaint> complaints = values.check(rule);
        if (complaints.empty() && list.combine == Combine::any) return {};
        std::move(complaints.begin(), complaints.end(), std::back_inserter(all));
    }
    return all;
}

const KeyedRules* find_rules(const std::vector<KeyedRules>& rules, std::string_view name,
                             bool ignoring_case) {
    for (const KeyedRules& keyed : rules) {
        if (keyed.list.empty()) continue;
        const bool same = ignoring_case ? text::equals_ignoring_case(keyed.key, name) : keyed.key == name;
        if (same) return &keyed;
    }
    return nullptr;
}

}  // namespace tally::matching
