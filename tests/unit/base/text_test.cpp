#include "base/text.h"

#include <gtest/gtest.h>

namespace tally::text {
namespace {

TEST(Case, ChangesAsciiOnly) {
    EXPECT_EQ(lower("AbZ\xc3\x89"), "abz\xc3\x89");
    EXPECT_EQ(upper("aBz\xc3\xa9"), "ABZ\xc3\xa9");
    EXPECT_TRUE(equals_ignoring_case("Content-Type", "content-TYPE"));
    EXPECT_FALSE(equals_ignoring_case("abc", "abcd"));
    EXPECT_TRUE(contains_ignoring_case("X-API-KEY", "key"));
    EXPECT_TRUE(contains_ignoring_case("", ""));
    EXPECT_FALSE(contains_ignoring_case("ke", "key"));
}

TEST(Trim, TakesBlanksFromBothEnds) {
    EXPECT_EQ(trim(" \t\r\na b\n "), "a b");
    EXPECT_EQ(trim(" \n "), "");
}

TEST(Split, KeepsEmptyPieces) {
    using Pieces = std::vector<std::string_view>;
    EXPECT_EQ(split("a,,b", ','), (Pieces{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (Pieces{""}));
    EXPECT_EQ(split(",", ','), (Pieces{"", ""}));
}

TEST(Join, PutsTheSeparatorBetween) {
    EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
    EXPECT_EQ(join({"", ""}, ","), ",");
    EXPECT_EQ(join({}, ","), "");
}

TEST(ReplaceAll, DoesNotLookAtWhatItPutIn) {
    EXPECT_EQ(replace_all("aXbXc", "X", "XX"), "aXXbXXc");
    EXPECT_EQ(replace_all("abc", "", "x"), "abc");
    EXPECT_EQ(replace_all("aaa", "aa", "b"), "ba");
}

struct Utf8Case {
    const char* name;
    const char* bytes;
    bool valid;
};
class Utf8 : public testing::TestWithParam<Utf8Case> {};
TEST_P(Utf8, IsValidOrNot) {
    EXPECT_EQ(is_valid_utf8(GetParam().bytes), GetParam().valid);
}
INSTANTIATE_TEST_SUITE_P(Rows, Utf8,
                         testing::ValuesIn(std::vector<Utf8Case>{
                             {"Empty", "", true},
                             {"Ascii", "abc", true},
                             {"TwoBytes", "\xc3\xa9", true},
                             {"ThreeBytes", "\xe6\xbc\xa2", true},
                             {"FourBytes", "\xf0\x9f\x98\x80", true},
                             {"LastCharacter", "\xf4\x8f\xbf\xbf", true},
                             {"BeyondTheLast", "\xf4\x90\x80\x80", false},
                             {"Surrogate", "\xed\xa0\x80", false},
                             {"OverlongTwo", "\xc0\xaf", false},
                             {"OverlongThree", "\xe0\x80\xaf", false},
                             {"OverlongFour", "\xf0\x80\x80\xaf", false},
                             {"Truncated", "a\xe6\xbc", false},
                             {"LoneContinuation", "\x80", false},
                             {"Latin1", "caf\xe9", false},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(ValidUtf8, ReplacesOnlyWhatIsNot) {
    EXPECT_EQ(valid_utf8("a\xe9z\xc3\xa9"), "a\xef\xbf\xbdz\xc3\xa9");
}

TEST(Shorten, CutsBetweenCharacters) {
    EXPECT_EQ(shorten("abcdef", 6), "abcdef");
    EXPECT_EQ(shorten("abcdefg", 6), "abc...");
    EXPECT_EQ(shorten("ab\xc3\xa9xyz", 6), "ab...");
    EXPECT_EQ(shorten("abcdef", 2), "..");
    EXPECT_EQ(shorten("", 0), "");
}

struct PrintableCase {
    const char* name;
    std::string bytes;
    const char* text;
};
class Printable : public testing::TestWithParam<PrintableCase> {};
TEST_P(Printable, Row) {
    EXPECT_EQ(printable(GetParam().bytes), GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(Rows, Printable,
                         testing::ValuesIn(std::vector<PrintableCase>{
                             {"PlainText", "a\tb\nc \xc3\xa9\xf0\x9f\x98\x80",
                              "a\tb\nc \xc3\xa9\xf0\x9f\x98\x80"},
                             {"EscapeSequence", "\x1b[31mred", "\\x1b[31mred"},
                             {"CarriageReturn", "ok\rfailed", "ok\\x0dfailed"},
                             {"Nul", std::string("a\0b", 3), "a\\x00b"},
                             {"Delete", "\x7f", "\\x7f"},
                             {"InvalidUtf8", "caf\xe9", "caf\\xe9"},
                             {"C1Control", "\xc2\x9b", "\\xc2\\x9b"},
                             {"RightToLeftOverride", "\xe2\x80\xae", "\\xe2\\x80\\xae"},
                             {"ByteOrderMark", "\xef\xbb\xbf", "\\xef\\xbb\\xbf"},
                         }),
                         [](const auto& row) { return row.param.name; });

struct DistanceCase {
    const char* a;
    const char* b;
    std::size_t distance;
};
TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
    for (const DistanceCase& row : std::vector<DistanceCase>{{"", "", 0},
                                                             {"", "abc", 3},
                                                             {"abc", "", 3},
                                                             {"abc", "abd", 1},
                                                             {"abc", "acb", 1},
                                                             {"kitten", "sitting", 3},
                                                             {"ab", "cd", 2}}) {
        EXPECT_EQ(edit_distance(row.a, row.b), row.distance) << row.a << " " << row.b;
    }
}

TEST(Nearest, SuggestsWhatIsNearEnough) {
    const std::vector<std::string> verbs{"publish", "verify", "record"};
    EXPECT_EQ(nearest("pubilsh", verbs), "publish");
    EXPECT_EQ(nearest("VERIFY", verbs), "verify");
    EXPECT_EQ(nearest("delete", verbs), "");
    EXPECT_EQ(nearest("", verbs), "");
    EXPECT_EQ(nearest("x", {}), "");
}

TEST(Counted, AddsAnSUnlessThereIsOne) {
    EXPECT_EQ(counted(0, "interaction"), "0 interactions");
    EXPECT_EQ(counted(1, "interaction"), "1 interaction");
    EXPECT_EQ(counted(3, "interaction"), "3 interactions");
}

}  // namespace
}  // namespace tally::text
