// One rule on one value.
#include "conformance/oracle/checks.h"
#include "conformance/oracle/members.h"
#include "format/rules_json.h"
#include "matching/apply_rule.h"

namespace tally::conformance {

Verdict check_matcher(const json::Value& recorded, const json::Value&) {
    matching::Settings core;
    core.strict_compat = true;
    const bool ok = is_true(recorded, "ok");
    format::Reading reading("", "rule");
    const json::Value& written = member(recorded, "rule");
    const auto rule = format::read_rule(format::Node(written), reading);
    if (!rule || reading.refused()) return compare(ok, false, "satisfied, as the rule is refused");
    matching::Complaint complaint;
    if (text_of(recorded, "kind") == "json") {
        const auto actual = json::parse(text_of(recorded, "actualJson"));
        if (!actual) return compare(ok, false, "satisfied, as the value is no JSON");
        complaint = matching::check_value(*rule, member(recorded, "expected"), *actual, core);
    } else {
        complaint =
            matching::check_text(*rule, text_of(recorded, "expected"), text_of(recorded, "actual"), core);
    }
    return compare(ok, !complaint, complaint ? "satisfied: " + *complaint : "satisfied");
}

}  // namespace tally::conformance
