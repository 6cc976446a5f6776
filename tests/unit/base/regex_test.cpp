#include "base/regex.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/random.h"

namespace tally {
namespace {

TEST(Regex, MatchesTheWholeValue) {
    const Result<Regex> regex = Regex::compile("a|ab");
    ASSERT_TRUE(regex);
    EXPECT_TRUE(*regex->matches_all_of("ab"));
    EXPECT_FALSE(*regex->matches_all_of("abc"));
    EXPECT_FALSE(*regex->matches_all_of("xab"));
}

TEST(Regex, FindsAPart) {
    const Result<Regex> regex = Regex::compile("b+");
    EXPECT_TRUE(*regex->found_in("abbc"));
    EXPECT_FALSE(*regex->found_in("ac"));
}

TEST(Regex, GivesTheFirstMatchWithItsGroups) {
    const Result<Regex> regex = Regex::compile(".*(/orders)(x)?/(\\d+)$");
    const auto found = regex->first_in("see http://h:1/orders/12");
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->start, 0u);
    EXPECT_EQ((*found)->length, 24u);
    using Groups = std::vector<std::optional<std::string>>;
    EXPECT_EQ((*found)->groups, (Groups{"/orders", std::nullopt, "12"}));
    EXPECT_FALSE(regex->first_in("nothing")->has_value());
}

TEST(Regex, NeverMatchesBytesThatAreNotText) {
    const Result<Regex> regex = Regex::compile(".*");
    EXPECT_FALSE(*regex->matches_all_of("caf\xe9"));
}

TEST(RegexError, HasTheMessageAndTheOffsetInThePatternAsWritten) {
    const Result<Regex> regex = Regex::compile("(?m)a(b");
    ASSERT_FALSE(regex);
    EXPECT_EQ(regex.error().text(),
              "invalid pattern '(?m)a(b': missing closing parenthesis at offset 7; correct the pattern");
}

TEST(RegexError, IsGivenForEachInvalidPattern) {
    for (const char* pattern :
         {"(",        ")",        "[a",          "*a",     "+",   "?",     "a|*",      "(*a)",
          "\\",       "(?<n>a",   "(?<1>a)",     "\\k<x>", "\\1", "[b-a]", "\\p{Foo}", "(?a)\\w",
          "(?<=a*)b", "a{99999}", "\\x{110000}", "(?",     "(?i", "\xff"}) {
        const Result<Regex> regex = Regex::compile(pattern);
        EXPECT_FALSE(regex) << pattern;
    }
}

TEST(RegexError, QuotesHostilePatternsSafely) {
    EXPECT_EQ(Regex::compile("(\x1b[2J").error().text().find('\x1b'), std::string::npos);
    EXPECT_LT(Regex::compile(std::string(10000, '(')).error().text().size(), 400u);
}

struct CostlyCase {
    const char* name;
    const char* pattern;
    std::string text;
};
class CostlyRegex : public testing::TestWithParam<CostlyCase> {};
TEST_P(CostlyRegex, IsAnErrorAndNotAMismatch) {
    const Result<Regex> regex = Regex::compile(GetParam().pattern);
    ASSERT_TRUE(regex);
    const Result<bool> outcome = regex->matches_all_of(GetParam().text);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::too_large);
    EXPECT_NE(outcome.error().text().find("too costly"), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(Rows, CostlyRegex,
                         testing::ValuesIn(std::vector<CostlyCase>{
                             {"NestedRepetition", "^(a+)+$", std::string(40, 'a') + "!"},
                             {"OverlappingAlternatives", "(a|a)*", std::string(60, 'a') + "!"},
                             {"EndlessRecursion", "(?<x>a?\\g<x>)", "b"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(Regex, TakesLongTexts) {
    const Result<Regex> regex = Regex::compile("(a|b)*c?");
    EXPECT_TRUE(regex->matches_all_of(std::string(50'000, 'a')).value_or(false));
}

TEST(Regex, RefusesEndlessPatterns) {
    EXPECT_EQ(Regex::compile(std::string(100'000, 'a')).error().code, ErrorCode::too_large);
}

TEST(Regex, CompilesOnceWhenAskedTo) {
    for (int i = 0; i < 1000; ++i) {
        const std::string text = std::to_string(i % 400);
        EXPECT_TRUE(*Regex::compile_cached(text)->matches_all_of(text));
    }
    EXPECT_FALSE(Regex::compile_cached("("));
    EXPECT_FALSE(Regex::compile_cached("("));
}

TEST(Regex, IsSharedBetweenThreads) {
    const Result<Regex> regex = Regex::compile("[a-z]+\\d");
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            const Regex copy = *regex;
            for (int j = 0; j < 200; ++j) {
                EXPECT_TRUE(copy.matches_all_of("abc1").value_or(false));
                EXPECT_TRUE(copy.found_in("  abc1  ").value_or(false));
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

TEST(HostileRegex, IsAnswered) {
    SeededRandom random(20210901);
    const std::string_view alphabet = "ab()[]{}\\*+?|^$.-&,:<>=!#imxkgpPhdwWuxQ0129'\n \xc3\xa9";
    for (int i = 0; i < 5'000; ++i) {
        const std::string pattern =
            random.characters(static_cast<std::size_t>(random.between(1, 24)), alphabet);
        const Result<Regex> regex = Regex::compile(pattern);
        if (!regex) continue;
        static_cast<void>(regex->matches_all_of("ab(1) \u00e9\n"));
        static_cast<void>(regex->found_in("aabb--99"));
    }
}

}  // namespace
}  // namespace tally
