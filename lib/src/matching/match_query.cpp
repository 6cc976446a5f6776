#include "matching/match_parts.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/encoding.h"
#include "base/text.h"
#include "matching/apply_rule.h"
#include "matching/select_rules.h"
#include "matching/text_values.h"
#include "matching/value_text.h"
#include "model/path_expression.h"

namespace tally::matching {
namespace {

using model::QueryParameter;
using Texts = std::vector<std::string>;

// "?a" and "?a=" are the same here, though not on the wire.
Texts texts_of(const QueryParameter& parameter) {
    Texts texts;
    for (const auto& value : parameter.values) texts.push_back(value.value_or(""));
    return texts;
}

std::string shown_list(const Texts& texts) {
    return shown(json::Array(texts.begin(), texts.end()));
}

class ParameterComparison {
  public:
    ParameterComparison(const std::vector<model::KeyedRules>& rules, const ParameterWords& words,
                        const Settings& settings)
        : rules_(rules), words_(words), settings_(settings) {
        if (words.location_is_path) tree_.emplace(rules);
    }

    Mismatches compare(const std::vector<QueryParameter>& expected,
                       const std::vector<QueryParameter>& actual) {
        std::unordered_map<std::string_view, const QueryParameter*> received;
        for (const QueryParameter& parameter : actual) received.emplace(parameter.name, &parameter);
        std::unordered_map<std::string_view, const QueryParameter*> wanted;
        for (const QueryParameter& parameter : expected) {
            wanted.emplace(parameter.name, &parameter);
            const auto found = received.find(parameter.name);
            if (found != received.end()) {
                compare_values(parameter.name, texts_of(parameter), texts_of(*found->second));
            } else if (!parameter.values.empty()) {
                add(parameter.name, shown_list(texts_of(parameter)), "",
                    "Expected " + named(parameter.name) + " but was missing");
            }
        }
        for (const QueryParameter& parameter : actual) {
            if (wanted.contains(parameter.name)) continue;
            std::string name = named(parameter.name);
            add(parameter.name, "", shown_list(texts_of(parameter)),
                "Unexpected " + std::move(name) + " received");
        }
        return std::move(mismatches_);
    }

  private:
    std::string named(const std::string& name) const { return std::string(words_.noun) + " '" + name + "'"; }

    void compare_values(const std::string& name, const Texts& expected, const Texts& actual) {
        if (tree_) return compare_at_path(name, expected, actual);
        if (const model::KeyedRules* keyed = find_rules(rules_, name, false)) {
            return under_rules(name, expected, actual, *keyed, false);
        }
        compare_plainly(name, expected, actual);
    }

    // The rules of form fields stand among those of the body: at the field, at one of its values, or above.
    void compare_at_path(const std::string& name, const Texts& expected, const Texts& actual) {
        const RuleCursor field = tree_->root().member(name);
        bool by_position = false;
        for (std::size_t i = 0; i < actual.size(); ++i) {
            by_position = by_position || field.element(i).rules() != field.rules();
        }
        if (!by_position && !field.rules()) return compare_plainly(name, expected, actual);
        if (!by_position) return under_rules(name, expected, actual, *field.rules(), field.cascaded());
        for (std::size_t i = 0; i < actual.size() && !expected.empty(); ++i) {
            const std::string& example = i < expected.size() ? expected[i] : expected.front();
            if (const model::KeyedRules* keyed = field.element(i).rules()) {
                under_rules(name, {example}, {actual[i]}, *keyed, true);
            } else if (i < expected.size()) {
                compare_value(name, example, actual[i]);
            }
        }
        if (!field.rules()) compare_counts(name, expected, actual);
    }

    void under_rules(const std::string& name, const Texts& expected, const Texts& actual,
                     const model::KeyedRules& keyed, bool cascaded) {
        for (TextComplaint& complaint : check_texts(keyed.list, expected, actual, settings_, cascaded)) {
            add(name, std::move(complaint.expected), std::move(complaint.actual),
                std::move(complaint.sentence), rule_at(*complaint.rule, keyed.key));
        }
    }

    void compare_plainly(const std::string& name, const Texts& expected, const Texts& actual) {
        const std::size_t both = std::min(expected.size(), actual.size());
        for (std::size_t i = 0; i < both; ++i) compare_value(name, expected[i], actual[i]);
        compare_counts(name, expected, actual);
    }

    void compare_value(const std::string& name, const std::string& expected, const std::string& actual) {
        if (expected == actual) return;
        add(name, shortened(expected), shortened(actual),
            "Expected " + named(name) + " with value " + quoted(expected) + " but was " + quoted(actual));
    }

    void compare_counts(const std::string& name, const Texts& expected, const Texts& actual) {
        if (expected.size() == actual.size()) return;
        if (expected.empty()) {
            return add(name, "[]", shown_list(actual),
                       "Expected an empty list for " + named(name) + " but received " + shown_list(actual));
        }
        add(name, shown_list(expected), shown_list(actual),
            "Expected " + named(name) + " with " + std::to_string(expected.size()) +
                " value(s) but received " + std::to_string(actual.size()) + " value(s)");
    }

    void add(const std::string& name, std::string expected, std::string actual, std::string sentence,
             std::string rule = "") {
        Mismatch mismatch;
        mismatch.kind = words_.kind;
        mismatch.location = name;
        if (words_.location_is_path) {
            mismatch.location = "$";
            model::append_field(mismatch.location, name);
        }
        mismatch.expected = std::move(expected);
        mismatch.actual = std::move(actual);
        mismatch.sentence = std::move(sentence);
        mismatch.rule = std::move(rule);
        mismatches_.push_back(std::move(mismatch));
    }

    const std::vector<model::KeyedRules>& rules_;
    std::optional<RuleTree> tree_;  // where rules have paths
    const ParameterWords& words_;
    const Settings& settings_;
    Mismatches mismatches_;
};

// V1 knew the query as one string: order matters, and so does a trailing '&'. For when its parameters agree.
Mismatches match_whole_query(const std::string& expected, const model::Request& actual) {
    const std::string wanted = encoding::percent_decoded(expected);
    const std::string received = encoding::percent_decoded(actual.query_string.value_or(""));
    if (wanted == received) return {};
    Mismatch mismatch;
    mismatch.kind = MismatchKind::query;
    mismatch.expected = shortened(wanted);
    mismatch.actual = shortened(received);
    mismatch.sentence = "Expected query string " + quoted(wanted) + " but was " + quoted(received);
    return {std::move(mismatch)};
}

}  // namespace

Mismatches match_parameters(const std::vector<QueryParameter>& expected,
                            const std::vector<QueryParameter>& actual,
                            const std::vector<model::KeyedRules>& rules, const ParameterWords& words,
                            const Settings& settings) {
    return ParameterComparison(rules, words, settings).compare(expected, actual);
}

Mismatches match_query(const model::Request& expected, const model::Request& actual,
                       const Settings& settings) {
    const ParameterWords words{MismatchKind::query, "query parameter", false};
    Mismatches mismatches = match_parameters(expected.query, actual.query, expected.rules.query, words, settings);
    const bool whole = settings.version == model::SpecVersion::v1 && !settings.strict_compat;
    if (whole && mismatches.empty() && expected.query_string)
        return match_whole_query(*expected.query_string, actual);
    return mismatches;
}

}  // namespace tally::matching
