#include "matching/body_matchers.h"
#include "matching/json_comparison.h"
#include "matching/value_text.h"

namespace tally::matching {
namespace {

void add_unreadable(std::string_view side, const BodyComparison& bodies, const Error& error,
                    Differences& differences) {
    differences.add([&] {
        Mismatch mismatch;
        mismatch.location = "$";
        mismatch.expected = shortened(bodies.expected);
        mismatch.actual = shortened(bodies.actual);
        mismatch.sentence = "Failed to parse the " + std::string(side) + " body: " + error.text();
        return mismatch;
    });
}

}  // namespace

void match_json_body(const BodyComparison& bodies, Differences& differences) {
    const Result<json::Value> expected = json::parse(bodies.expected);
    if (!expected) return add_unreadable("expected", bodies, expected.error(), differences);
    const Result<json::Value> actual = json::parse(bodies.actual);
    if (!actual) return add_unreadable("actual", bodies, actual.error(), differences);
    const RuleTree rules(bodies.rules);
    JsonComparison("$", bodies.strict, bodies.settings, differences)
        .compare(*expected, *actual, rules.root());
}

}  // namespace tally::matching
