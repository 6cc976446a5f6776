#include <gtest/gtest.h>

#include <set>

#include "base/date_pattern.h"
#include "generation/date_expression.h"
#include "support/oracle.h"

namespace tally::generation {
namespace {

using testing_support::text_of;

class DateExpressionOracle : public testing_support::OracleTest {};

// The text a generator makes of the case; nothing when the expression is refused.
std::optional<std::string> generated(const json::Value& row, bool strict_compat) {
    const std::string generator = text_of(row, "generator");
    const auto kind = generator == "Date"   ? model::DateKind::date
                      : generator == "Time" ? model::DateKind::time
                                            : model::DateKind::datetime;
    const auto expression = parse_date_expression(text_of(row, "expression"), kind, strict_compat);
    const auto pattern = parse_date_pattern(text_of(row, "format"), strict_compat);
    const auto base = parse_date_time(text_of(row, "base"));
    if (!expression || !pattern || !base) return std::nullopt;
    const auto moved = apply(*expression, *base);
    const auto text = moved ? format_date(*pattern, *moved) : Result<std::string>(moved.error());
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<std::string> recorded(const json::Value& row) {
    const json::Value* result = row.find("result");
    return result && result->string() ? std::optional<std::string>(*result->string()) : std::nullopt;
}

TEST_F(DateExpressionOracle, StrictResultsAgreeWithEveryRecordedAnswer) {
    for (const json::Value& row : cases("datetime-expressions.json"))
        EXPECT_EQ(generated(row, true), recorded(row)) << json::to_text(row);
}

// Ours refuses what stands behind a complete expression, keeps to the end of short months, and knows 12
// o'clock.
TEST_F(DateExpressionOracle, ResultsDifferOnlyWhereTheyAreMeantTo) {
    const std::set<std::string> surplus = {"+ 1 day;", "today!",     "next mond",
                                           "+ 1 dayz", "+ 1 dayday", "next sept"};
    for (const json::Value& row : cases("datetime-expressions.json")) {
        const std::string expression = text_of(row, "expression");
        const std::string base = text_of(row, "base").substr(5, 5);
        const bool ends_a_month =
            (base == "01-31" || base == "02-29") &&
            (expression.find("month") != std::string::npos || expression.find("year") != std::string::npos);
        if (surplus.count(expression) != 0) {
            EXPECT_EQ(generated(row, false), std::nullopt) << json::to_text(row);
        } else if (!ends_a_month && expression.find("12 o'clock") == std::string::npos) {
            EXPECT_EQ(generated(row, false), recorded(row)) << json::to_text(row);
        }
    }
}

}  // namespace
}  // namespace tally::generation
