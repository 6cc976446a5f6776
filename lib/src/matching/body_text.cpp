#include "matching/body_matchers.h"

#include "base/encoding.h"
#include "base/text.h"
#include "matching/apply_rule.h"
#include "matching/select_rules.h"
#include "matching/value_text.h"

namespace tally::matching {
namespace {

std::string described(std::string_view bytes, const http::ContentType& type) {
    constexpr std::size_t shown_bytes = 32;
    const std::string name = type.is_unknown() ? "application/octet-stream" : type.essence();
    return '[' + name + ", " + std::to_string(bytes.size()) + " bytes, starting with " +
           encoding::hex(bytes.substr(0, shown_bytes)) + ']';
}

// The rules at the root, if there are any: all that a body without inner structure can have.
const model::KeyedRules* root_rules(const BodyComparison& bodies) {
    for (const model::KeyedRules& keyed : bodies.rules) {
        if (keyed.path.steps.empty() && !keyed.list.empty()) return &keyed;
    }
    return nullptr;
}

void add_text_mismatch(const BodyComparison& bodies, std::string sentence, std::string rule,
                       Differences& differences) {
    differences.add([&] {
        Mismatch mismatch;
        mismatch.location = "$";
        mismatch.expected = shortened(bodies.expected);
        mismatch.actual = shortened(bodies.actual);
        mismatch.sentence = std::move(sentence);
        mismatch.rule = std::move(rule);
        return mismatch;
    });
}

bool judges_bytes(const model::RuleList& list) {
    for (const model::MatchingRule& rule : list.rules) {
        if (std::holds_alternative<model::ContentTypeRule>(rule.kind)) return true;
    }
    return false;
}

bool needs_text(const model::MatchingRule& rule) {
    return !std::holds_alternative<model::ContentTypeRule>(rule.kind) &&
           !std::holds_alternative<model::TypeRule>(rule.kind) &&
           !std::holds_alternative<model::NotEmptyRule>(rule.kind);
}

}  // namespace

void match_text_body(const BodyComparison& bodies, Differences& differences) {
    const model::KeyedRules* keyed = root_rules(bodies);
    if (!keyed) {
        if (bodies.expected == bodies.actual) return;
        return add_text_mismatch(bodies,
                                 "Expected body " + quoted(bodies.expected) + " to match " +
                                     quoted(bodies.actual) + " using equality but did not match",
                                 "", differences);
    }
    if (judges_bytes(keyed->list)) return match_binary_body(bodies, differences);
    const auto complaints = check_all(keyed->list, [&](const model::MatchingRule& rule) {
        return check_text(rule, bodies.expected, bodies.actual, bodies.settings);
    });
    for (const RuleComplaint& complaint : complaints) {
        add_text_mismatch(bodies, complaint.sentence, rule_at(*complaint.rule, keyed->key), differences);
    }
}

void match_binary_body(const BodyComparison& bodies, Differences& differences) {
    const auto add = [&](std::string sentence, std::string rule) {
        differences.add([&] {
            Mismatch mismatch;
            mismatch.location = "$";
            mismatch.expected = described(bodies.expected, bodies.expected_type);
            mismatch.actual = described(bodies.actual, bodies.actual_type);
            mismatch.sentence = std::move(sentence);
            mismatch.rule = std::move(rule);
            return mismatch;
        });
    };
    const auto not_equal = [&] {
        return "Actual body " + described(bodies.actual, bodies.actual_type) +
               " is not equal to the expected body " + described(bodies.expected, bodies.expected_type);
    };
    const model::KeyedRules* keyed = root_rules(bodies);
    if (!keyed) {
        if (bodies.expected != bodies.actual) add(not_equal(), "");
        return;
    }
    const auto complaints = check_all(keyed->list, [&](const model::MatchingRule& rule) -> Complaint {
        if (std::holds_alternative<model::EqualityRule>(rule.kind)) {
            if (bodies.expected == bodies.actual) return std::nullopt;
            return not_equal();
        }
        if (needs_text(rule) && !text::is_valid_utf8(bodies.actual)) {
            return "Expected the body to satisfy '" + std::string(model::rule_name(rule)) +
                   "' but it is not text";
        }
        return check_text(rule, bodies.expected, bodies.actual, bodies.settings);
    });
    for (const RuleComplaint& complaint : complaints)
        add(complaint.sentence, rule_at(*complaint.rule, keyed->key));
}

}  // namespace tally::matching
