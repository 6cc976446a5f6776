#include "base/semantic_version.h"

#include <gtest/gtest.h>

namespace tally {
namespace {

struct VersionCase {
    const char* name;
    const char* text;
    bool strict;
    const char* lenient;  // the text it is read as; null: not at all
};
class ReadVersion : public testing::TestWithParam<VersionCase> {};
TEST_P(ReadVersion, Row) {
    const auto strict = parse_semantic_version(GetParam().text);
    EXPECT_EQ(strict.has_value(), GetParam().strict);
    EXPECT_EQ(strict ? strict->text() : GetParam().text, GetParam().text);
    const auto lenient = parse_lenient_version(GetParam().text);
    ASSERT_EQ(lenient.has_value(), GetParam().lenient != nullptr);
    EXPECT_EQ(lenient ? lenient->text() : "", GetParam().lenient ? GetParam().lenient : "");
}
INSTANTIATE_TEST_SUITE_P(Rows, ReadVersion,
                         testing::ValuesIn(std::vector<VersionCase>{
                             {"Plain", "1.2.3", true, "1.2.3"},
                             {"Zeros", "0.0.0", true, "0.0.0"},
                             {"PreRelease", "1.0.0-alpha.1.x-y", true, "1.0.0-alpha.1.x-y"},
                             {"Build", "1.0.0+001.sha-5", true, "1.0.0+001.sha-5"},
                             {"Both", "1.0.0--.-+-", true, "1.0.0--.-+-"},
                             {"FortyDigits", "1.0.1234567890123456789012345678901234567890", true,
                              "1.0.1234567890123456789012345678901234567890"},
                             {"LeadingV", "v1.0.0", false, "1.0.0"},
                             {"TwoNumbers", "1.2", false, "1.2.0"},
                             {"OneNumber", "7", false, "7.0.0"},
                             {"OneNumberAndMore", "V7-rc.1", false, "7.0.0-rc.1"},
                             {"LeadingZero", "01.0.00", false, "1.0.0"},
                             {"LeadingZeroInPreRelease", "1.0.0-01", false, nullptr},
                             {"FourNumbers", "1.2.3.4", false, nullptr},
                             {"EmptyPreRelease", "1.0.0-", false, nullptr},
                             {"EmptyIdentifier", "1.0.0-a..b", false, nullptr},
                             {"EmptyBuild", "1.0.0+", false, nullptr},
                             {"TwoBuilds", "1.0.0+a+b", false, nullptr},
                             {"Blank", " 1.0.0", false, nullptr},
                             {"Umlaut", "1.0.0-\xC3\xA4", false, nullptr},
                             {"Words", "main", false, nullptr},
                             {"Empty", "", false, nullptr},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(VersionPrecedence, IsTheOrderOfTheSpecification) {
    const char* ascending[] = {
        "1.0.0-1",    "1.0.0-2",      "1.0.0-11",      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
        "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",  "1.0.0",         "1.0.9",
        "1.0.10",     "1.2.0",        "10.0.0"};
    for (std::size_t i = 0; i + 1 < std::size(ascending); ++i) {
        const SemanticVersion lower = *parse_semantic_version(ascending[i]);
        const SemanticVersion higher = *parse_semantic_version(ascending[i + 1]);
        EXPECT_TRUE(compare_precedence(lower, higher) < 0) << ascending[i];
        EXPECT_TRUE(compare_precedence(higher, lower) > 0) << ascending[i];
    }
}

TEST(VersionPrecedence, DoesNotCountBuilds) {
    EXPECT_TRUE(compare_precedence(*parse_semantic_version("1.0.0+a"), *parse_semantic_version("1.0.0+b")) ==
                0);
    EXPECT_NE(*parse_semantic_version("1.0.0+a"), *parse_semantic_version("1.0.0+b"));
}

}  // namespace
}  // namespace tally
