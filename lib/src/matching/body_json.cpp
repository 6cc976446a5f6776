#include "matching/body_matchers.h"

#include "matching/json_comparison.h"
#include "matching/value_text.h"

namespace tally::matching {
void match_json_body(const BodyComparison& bodies, Differences& differences) {
    const Result<json::Value> expected = json::parse(bodies.expected);
    if (!expected) return add_unreadable_body("expected", bodies, expected.error(), differences);
    const Result<json::Value> actual = json::parse(bodies.actual);
    if (!actual) return add_unreadable_body("actual", bodies, actual.error(), differences);
    const RuleTree rules(bodies.rules);
    JsonComparison("$", bodies.strict, bodies.settings, differences)
        .compare(*expected, *actual, rules.root());
}

}  // namespace tally::matching
