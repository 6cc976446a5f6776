#include "reporting/strength_report.h"

#include <gtest/gtest.h>

#include "support/golden.h"

namespace tally::reporting {
namespace {

using strength::ChangeKind;
using testing_support::matches_golden;

// One interaction that notices all, one with a survivor of every kind, one that could not be measured.
std::vector<MeasuredInteraction> example() {
    strength::Strength weak;
    weak.changes = 40;
    weak.unclaimed = 2;
    weak.survivors = {
        {ChangeKind::status, "status", "200", "202", "will_respond_with(200)"},
        {ChangeKind::header_dropped, "header ETag", "\"1\"", "", ".header(\"ETag\", like(\"\"1\"\"))"},
        {ChangeKind::body_dropped, "body", "", "", ".body(...)"},
        {ChangeKind::field_removed, "$.note", "\"fragile\"", "", "like(\"fragile\")"},
        {ChangeKind::field_renamed, "$.note", "\"fragile\"", "Note", "like(\"fragile\")"},
        {ChangeKind::null_instead, "$.note", "\"fragile\"", "null", "like(\"fragile\")"},
        {ChangeKind::type_changed, "$.price", "19.99", "\"19.99\"", "decimal(19.99)"},
        {ChangeKind::list_emptied, "$.tags", "[\"new\"]", "[]", "each_like(..., at_least(1))"},
        {ChangeKind::out_of_range, "$.price", "19.99", "-19.99", "equal_to(19.99), where it never changes"},
        {ChangeKind::unknown_value, "$.state", "\"open\"", "\"unknown_open\"",
         "regex(\"open|...\", \"open\")"},
        {ChangeKind::reformatted, "$.on", "\"2024-05-01\"", "\"01.05.2024\"", "date(\"yyyy-MM-dd\")"},
        {ChangeKind::field_removed, "$.a\x1b[31m", "1", "", "integer(1)"},
        {ChangeKind::field_removed, "$.b", "1", "", "integer(1)"},
    };
    strength::Strength strong;
    strong.changes = 12;
    strength::Strength large;
    large.unmeasured = "the answer is larger than 1 MB";
    strength::Strength cut;
    cut.changes = 1000;
    cut.cut = true;
    return {{"p11", "\"a product\" given \"product 11 exists\"", "web-shop -> catalogue", strong},
            {"p12", "\"all products\"", "web-shop -> catalogue", weak},
            {"dump", "\"a dump\"", "web-shop -> catalogue", large},
            {"wide", "\"a wide row\"", "app -> catalogue", cut}};
}

TEST(StrengthReport, IsATablePerInteraction) {
    EXPECT_TRUE(matches_golden("verify/strength.txt", strength_text(example(), {})));
}

TEST(StrengthReport, IsJsonForPrograms) {
    EXPECT_TRUE(
        matches_golden("verify/strength.json", json::to_pretty_text(strength_json(example())) + "\n"));
}

TEST(StrengthReport, IsAHundredPerCentOnlyWhenEverythingWasNoticed) {
    strength::Strength almost;
    almost.changes = 1000;
    almost.survivors.resize(1);
    EXPECT_EQ(strength_percent({{"a", "", "", almost}}), 99u);
    almost.survivors.clear();
    EXPECT_EQ(strength_percent({{"a", "", "", almost}}), 100u);
    EXPECT_EQ(strength_percent({}), 100u);
}

}  // namespace
}  // namespace tally::reporting
