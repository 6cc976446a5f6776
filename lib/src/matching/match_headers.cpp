#include "matching/match_parts.h"

#include <algorithm>

#include "base/text.h"
#include "matching/apply_rule.h"
#include "matching/text_values.h"
#include "matching/value_text.h"

namespace tally::matching {
namespace {

using model::HeaderField;
using Texts = std::vector<std::string>;

// All values of a name, also when it is written in several cases.
Texts values_of(const std::vector<HeaderField>& headers, std::string_view name) {
    Texts values;
    for (const HeaderField& header : headers) {
        if (!text::equals_ignoring_case(header.name, name)) continue;
        for (const std::string& value : header.values) values.emplace_back(text::trim(value));
    }
    return values;
}

// White space around commas has no meaning.
std::string without_blanks_at_commas(std::string_view value) {
    std::vector<std::string> pieces;
    for (const std::string_view piece : text::split(value, ',')) pieces.emplace_back(text::trim(piece));
    return text::join(pieces, ",");
}

bool is_parameterised(std::string_view name) {
    return text::equals_ignoring_case(name, "Content-Type") || text::equals_ignoring_case(name, "Accept");
}

bool values_agree(std::string_view name, std::string_view expected, std::string_view actual) {
    if (is_parameterised(name)) return parameterised_values_agree(expected, actual);
    return expected == actual || without_blanks_at_commas(expected) == without_blanks_at_commas(actual);
}

class HeaderComparison {
  public:
    HeaderComparison(const std::string& name, Mismatches& mismatches)
        : name_(name), mismatches_(mismatches) {}

    void compare(const Texts& expected, const Texts& actual) {
        if (expected.empty()) {
            if (actual.empty()) return;
            return add("", text::join(actual, ", "),
                       "Expected header '" + name_ + "' to have no value but was " +
                           quoted(text::join(actual, ", ")));
        }
        if (expected.size() == 1 && actual.size() == 1) return compare_value(expected[0], actual[0], "");
        const std::size_t most = std::max(expected.size(), actual.size());
        for (std::size_t i = 0; i < most; ++i) {
            const std::string at = " at index " + std::to_string(i);
            if (i >= actual.size()) {
                add(expected[i], "",
                    "Expected header '" + name_ + "'" + at + " to have value " + quoted(expected[i]) +
                        " but was missing");
            } else {
                compare_value(i < expected.size() ? expected[i] : "", actual[i], at);
            }
        }
    }

    void add(std::string expected, std::string actual, std::string sentence, std::string rule = "") {
        Mismatch mismatch;
        mismatch.kind = MismatchKind::header;
        mismatch.location = name_;
        mismatch.expected = shortened(expected);
        mismatch.actual = shortened(actual);
        mismatch.sentence = std::move(sentence);
        mismatch.rule = std::move(rule);
        mismatches_.push_back(std::move(mismatch));
    }

  private:
    void compare_value(const std::string& expected, const std::string& actual, const std::string& at) {
        if (values_agree(name_, expected, actual)) return;
        add(expected, actual,
            "Expected header '" + name_ + "'" + at + " to have value " + quoted(expected) + " but was " +
                quoted(actual));
    }

    const std::string& name_;
    Mismatches& mismatches_;
};

}  // namespace

bool parameterised_values_agree(std::string_view expected, std::string_view actual) {
    const auto wanted = text::split(expected, ';');
    const auto received = text::split(actual, ';');
    if (text::trim(wanted.front()) != text::trim(received.front())) return false;

    const auto agrees = [](std::string_view a, std::string_view b) {
        const auto parts = [](std::string_view text) {
            const std::size_t equals = std::min(text.find('='), text.size());
            const std::string_view value =
                equals < text.size() ? text.substr(equals + 1) : std::string_view();
            return std::pair(text::trim(text.substr(0, equals)), text::trim(value));
        };
        const auto [a_name, a_value] = parts(a);
        const auto [b_name, b_value] = parts(b);
        return text::equals_ignoring_case(a_name, b_name) && text::equals_ignoring_case(a_value, b_value);
    };
    return std::all_of(wanted.begin() + 1, wanted.end(), [&](std::string_view parameter) {
        if (text::trim(parameter).empty()) return true;
        return std::any_of(received.begin() + 1, received.end(),
                           [&](std::string_view other) { return agrees(parameter, other); });
    });
}

Mismatches match_headers(const std::vector<HeaderField>& expected, const std::vector<HeaderField>& actual,
                         const std::vector<model::KeyedRules>& rules, const Settings& settings) {
    Mismatches mismatches;
    for (auto header = expected.begin(); header != expected.end(); ++header) {
        const bool repeated = std::any_of(expected.begin(), header, [&](const HeaderField& earlier) {
            return text::equals_ignoring_case(earlier.name, header->name);
        });
        if (repeated) continue;
        const Texts wanted = values_of(expected, header->name);
        HeaderComparison comparison(header->name, mismatches);
        if (!model::find_header(actual, header->name)) {
            if (!wanted.empty()) {
                comparison.add(text::join(wanted, ", "), "",
                               "Expected a header '" + header->name + "' but was missing");
            }
            continue;
        }
        const Texts received = values_of(actual, header->name);
        const model::KeyedRules* keyed = find_rules(rules, header->name, true);
        if (!keyed) {
            comparison.compare(wanted, received);
            continue;
        }
        for (TextComplaint& complaint : check_texts(keyed->list, wanted, received, settings)) {
            comparison.add(std::move(complaint.expected), std::move(complaint.actual),
                           "Mismatch with header '" + header->name + "': " + complaint.sentence,
                           rule_at(*complaint.rule, keyed->key));
        }
    }
    return mismatches;
}

bool content_types_agree_by_rule(const std::vector<HeaderField>& expected,
                                 const std::vector<HeaderField>& actual,
                                 const std::vector<model::KeyedRules>& rules, const Settings& settings) {
    const model::KeyedRules* keyed = find_rules(rules, "Content-Type", true);
    if (!keyed) return false;
    const Texts wanted = values_of(expected, "Content-Type");
    const Texts received = values_of(actual, "Content-Type");
    return !wanted.empty() && !received.empty() &&
           check_texts(keyed->list, wanted, received, settings).empty();
}

}  // namespace tally::matching
