// Numbers that do not fit: their digits are kept and compared, never rounded.
#include "hostile/exchange.h"

namespace tally::hostile {
namespace {

const std::string kFortyDigits = "1234567890123456789012345678901234567890";

std::string in_list(const std::string& number) {
    return "[" + number + "]";
}

std::string rule(const std::string& match) {
    return R"({"$[0]":{"matchers":[{"match":")" + match + "\"}]}}";
}

struct NumberCase {
    const char* name;
    std::string expected;
    std::string actual;
    std::string rules;
    bool matches;
};
class HostileNumber : public testing::TestWithParam<NumberCase> {};

TEST_P(HostileNumber, IsComparedByItsDigits) {
    const auto& row = GetParam();
    const auto mismatches =
        match(expected_body(in_list(row.expected), "application/json", row.rules), in_list(row.actual));
    EXPECT_EQ(mismatches.empty(), row.matches) << sentences(mismatches);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, HostileNumber,
    testing::ValuesIn(std::vector<NumberCase>{
        {"FortyDigitsEqual", kFortyDigits, kFortyDigits, "{}", true},
        {"FortyDigitsWithAnotherLastOne", kFortyDigits, kFortyDigits.substr(0, 39) + "1", "{}", false},
        {"FortyDigitsAreANumber", "1", kFortyDigits, rule("number"), true},
        // As in the reference core: an integer has 64 bits.
        {"FortyDigitsAreNoInteger", "1", kFortyDigits, rule("integer"), false},
        {"FortyDigitsAreADecimal", "1.5", kFortyDigits, rule("decimal"), true},
        {"FortyDigitsHaveTheTypeOfOne", "1", kFortyDigits, rule("type"), true},
        {"TheLargest64BitsAreAnInteger", "1", "18446744073709551615", rule("integer"), true},
        {"NearlyNothingIsNotNothing", "0.0", "1e-400", "{}", false},
        {"AMillionZerosAreZero", "0.0", "0." + std::string(1'000'000, '0'), "{}", true},
        {"MinusZeroIsZero", "0", "-0", "{}", true},
        {"MinusZeroIsAnInteger", "1", "-0", rule("integer"), true},
        {"HugeExponentsOfZero", "0.0", "0e999999999999999999999", "{}", true},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::hostile
