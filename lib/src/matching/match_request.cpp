#include "matching/match.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "matching/apply_rule.h"
#include "matching/match_body.h"
#include "matching/match_parts.h"
#include "matching/value_text.h"
#include "model/declared_type.h"

namespace tally::matching {
namespace {

using model::HeaderField;

Mismatch part_mismatch(MismatchKind kind, std::string expected, std::string actual, std::string sentence,
                       std::string rule = "") {
    Mismatch mismatch;
    mismatch.kind = kind;
    mismatch.expected = std::move(expected);
    mismatch.actual = std::move(actual);
    mismatch.sentence = std::move(sentence);
    mismatch.rule = std::move(rule);
    return mismatch;
}

Mismatches match_method(const std::string& expected, const std::string& actual) {
    if (text::equals_ignoring_case(expected, actual)) return {};
    return {part_mismatch(MismatchKind::method, expected, shortened(actual),
                          "Expected method " + quoted(expected) + " but was " + quoted(actual))};
}

Mismatches match_path(const std::string& expected, const std::string& actual, const model::RuleList& rules,
                      const Settings& settings) {
    if (rules.empty()) {
        if (expected == actual) return {};
        return {part_mismatch(MismatchKind::path, expected, shortened(actual),
                              "Expected path " + quoted(expected) + " but was " + quoted(actual))};
    }
    Mismatches mismatches;
    const auto complaints = check_all(
        rules, [&](const model::MatchingRule& rule) { return check_text(rule, expected, actual, settings); });
    for (const RuleComplaint& complaint : complaints) {
        mismatches.push_back(part_mismatch(MismatchKind::path, expected, shortened(actual),
                                           complaint.sentence, rule_at(*complaint.rule, "path")));
    }
    return mismatches;
}

Mismatches match_status(int expected, int actual, const model::RuleList& rules, const Settings& settings) {
    const std::string wanted = std::to_string(expected);
    const std::string received = std::to_string(actual);
    if (rules.empty()) {
        if (expected == actual) return {};
        return {part_mismatch(MismatchKind::status, wanted, received,
                              "Expected status code " + wanted + " but was " + received)};
    }
    Mismatches mismatches;
    const auto complaints = check_all(rules, [&](const model::MatchingRule& rule) {
        return check_status(rule, expected, actual, settings);
    });
    for (const RuleComplaint& complaint : complaints) {
        mismatches.push_back(part_mismatch(MismatchKind::status, wanted, received, complaint.sentence,
                                           rule_at(*complaint.rule, "status")));
    }
    return mismatches;
}

void append(Mismatches& all, Mismatches more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

// Headers and body. A body of another type is the same difference as the Content-Type header that says so.
template <class Message>
Mismatches match_contents(const Message& expected, const Message& actual, bool strict,
                          const Settings& settings) {
    Mismatches mismatches = match_headers(expected.headers, actual.headers, expected.rules.header, settings);
    const bool type_reported =
        std::any_of(mismatches.begin(), mismatches.end(), [](const Mismatch& mismatch) {
            return text::equals_ignoring_case(mismatch.location, "Content-Type");
        });
    const std::string expected_type = model::declared_type(expected.headers);
    const std::string actual_type = model::declared_type(actual.headers);
    const BodyRules rules{expected.rules.body, content_types_agree_by_rule(expected.headers, actual.headers,
                                                                           expected.rules.header, settings)};
    Mismatches body =
        match_bodies({expected.body, expected_type}, {actual.body, actual_type}, rules, strict, settings);
    for (Mismatch& mismatch : body) {
        if (mismatch.kind == MismatchKind::body_type && type_reported) mismatch.follows = true;
    }
    append(mismatches, std::move(body));
    return mismatches;
}

}  // namespace

Mismatches match_request(const model::Request& expected, const model::Request& actual,
                         const Settings& settings) {
    constexpr bool strict = true;
    Mismatches mismatches = match_method(expected.method, actual.method);
    append(mismatches, match_path(expected.path, actual.path, expected.rules.path, settings));
    append(mismatches, match_query(expected, actual, settings));
    append(mismatches, match_contents(expected, actual, strict, settings));
    return mismatches;
}

Mismatches match_response(const model::Response& expected, const model::Response& actual,
                          const Settings& settings) {
    constexpr bool strict = false;
    Mismatches mismatches = match_status(expected.status, actual.status, expected.rules.status, settings);
    append(mismatches, match_contents(expected, actual, strict, settings));
    return mismatches;
}

}  // namespace tally::matching
