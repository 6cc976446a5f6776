#include "generation/generate_value.h"

#include <gtest/gtest.h>

#include "base/regex.h"
#include "support/fake_clock.h"

namespace tally::generation {
namespace {

using namespace model;

class GenerateValue : public testing::Test {
  protected:
    Result<json::Value> generate(const Generator& generator, const json::Value& example = "example") {
        return generate_value(generator, example, context_);
    }
    std::string text(const Generator& generator, const json::Value& example = "example") {
        const auto value = generate(generator, example);
        if (!value) return "error: " + value.error().text();
        return value->string() ? *value->string() : json::to_text(*value);
    }
    bool always_matches(const Generator& generator, const std::string& pattern,
                        const json::Value& example = "example") {
        const Regex regex = Regex::compile(pattern).value();
        for (int i = 0; i < 50; ++i) {
            const std::string made = text(generator, example);
            if (!regex.matches_all_of(made).value()) {
                ADD_FAILURE() << made << " does not match " << pattern;
                return false;
            }
        }
        return true;
    }

    SeededRandom random_{42};
    testing_support::FakeClock clock_;
    Context context_{Mode::provider, random_, clock_};
};

TEST_F(GenerateValue, IntegersLieBetweenTheirLimits) {
    for (int i = 0; i < 50; ++i) {
        const auto value = generate(RandomIntGenerator{-5, -1}, json::Value(1));
        ASSERT_TRUE(value && value->integer());
        EXPECT_GE(*value->integer(), -5);
        EXPECT_LE(*value->integer(), -1);
    }
}

TEST_F(GenerateValue, NumbersAreTextWhereTheExampleIs) {
    EXPECT_TRUE(generate(RandomIntGenerator{}, "1")->is_string());
    EXPECT_TRUE(generate(RandomIntGenerator{}, 1)->is_number());
    EXPECT_TRUE(generate(RandomDecimalGenerator{4}, "1")->is_string());
    EXPECT_EQ(generate(RandomDecimalGenerator{4}, 1)->kind(), json::Kind::decimal);
}

TEST_F(GenerateValue, LimitsInTheWrongOrderAreAnError) {
    EXPECT_FALSE(generate(RandomIntGenerator{5, 1}));
}

TEST_F(GenerateValue, DecimalsHaveTheirDigitsAndOnePoint) {
    for (int i = 0; i < 50; ++i) {
        const std::string made = text(RandomDecimalGenerator{6});
        EXPECT_EQ(made.size(), 7u) << made;
        EXPECT_TRUE(Regex::compile("[1-9]\\d*\\.\\d+")->matches_all_of(made).value()) << made;
    }
    EXPECT_TRUE(always_matches(RandomDecimalGenerator{1}, "\\d"));
    EXPECT_TRUE(always_matches(RandomDecimalGenerator{1}, "\\d\\.0", 1));
    EXPECT_EQ(text(RandomDecimalGenerator{0}), "");
}

TEST_F(GenerateValue, TextsHaveTheirSizeAndAlphabet) {
    EXPECT_TRUE(always_matches(RandomStringGenerator{12}, "[A-Za-z0-9]{12}"));
    EXPECT_TRUE(always_matches(RandomHexadecimalGenerator{20}, "[0-9A-F]{20}"));
    EXPECT_EQ(text(RandomStringGenerator{0}), "");
}

TEST_F(GenerateValue, UuidsComeInFourFormats) {
    EXPECT_TRUE(always_matches(UuidGenerator{""}, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    EXPECT_TRUE(always_matches(UuidGenerator{"simple"}, "[0-9a-f]{32}"));
    EXPECT_TRUE(
        always_matches(UuidGenerator{"upper-case-hyphenated"}, "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"));
    EXPECT_TRUE(always_matches(UuidGenerator{"URN"}, "urn:uuid:[0-9a-f-]{36}"));
    EXPECT_TRUE(always_matches(UuidGenerator{"bogus"}, "[0-9a-f-]{36}"));
}

TEST_F(GenerateValue, BooleansAreBooleansWhateverTheExample) {
    EXPECT_TRUE(generate(RandomBooleanGenerator{}, "x")->is_boolean());
}

TEST_F(GenerateValue, DatesComeFromTheClock) {  // 2021-09-01T00:07:21Z
    EXPECT_EQ(text(DateGenerator{DateKind::date, {}, {}}), "2021-09-01");
    EXPECT_EQ(text(DateGenerator{DateKind::time, {}, {}}), "00:07:21");
    EXPECT_EQ(text(DateGenerator{DateKind::datetime, {}, {}}), "2021-09-01T00:07:21.000+0000");
    EXPECT_EQ(text(DateGenerator{DateKind::date, "dd/MM/yyyy", "+ 1 month"}), "01/10/2021");
    EXPECT_FALSE(generate(DateGenerator{DateKind::date, "yyyy[", {}}));
    EXPECT_FALSE(generate(DateGenerator{DateKind::date, {}, "some day"}));
}

TEST_F(GenerateValue, ProviderStatesKeepTheKindOfTheirValues) {
    context_.provider_state = {{"id", 100}, {"name", "fred"}};
    EXPECT_EQ(generate(ProviderStateGenerator{"${id}", {}}).value(), json::Value(100));
    EXPECT_EQ(generate(ProviderStateGenerator{"id", {}}).value(), json::Value(100));
    EXPECT_EQ(text(ProviderStateGenerator{"/users/${id}/${name}", {}}), "/users/100/fred");
    EXPECT_FALSE(generate(ProviderStateGenerator{"${other}", {}}));
}

TEST_F(GenerateValue, ServerAddressesReplaceTheFirstMatch) {
    context_.mock_server_url = "http://127.0.0.1:1234/";
    EXPECT_EQ(text(MockServerUrlGenerator{"http://x/p/1?a=1", ".*(/p/\\d+)"}),
              "http://127.0.0.1:1234/p/1?a=1");
    EXPECT_EQ(text(MockServerUrlGenerator{"http://x/p/1", "nothing(/z)"}), "http://x/p/1");
    EXPECT_FALSE(generate(MockServerUrlGenerator{"http://x/p/1", ".*"}));
}

TEST_F(GenerateValue, UnknownGeneratorsAreAnError) {
    EXPECT_FALSE(generate(UnknownGenerator{"Bogus", json::Object{}}));
}

TEST_F(GenerateValue, TheSameSeedGivesTheSameValues) {
    SeededRandom again(42);
    Context other{Mode::provider, again, clock_};
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(text(RandomStringGenerator{10}),
                  *generate_value(RandomStringGenerator{10}, "", other)->string());
    }
}

TEST_F(GenerateValue, SomeGeneratorsBelongToOneMode) {
    EXPECT_FALSE(is_active(ProviderStateGenerator{}, Mode::consumer));
    EXPECT_TRUE(is_active(ProviderStateGenerator{}, Mode::provider));
    EXPECT_FALSE(is_active(MockServerUrlGenerator{}, Mode::provider));
    EXPECT_TRUE(is_active(UuidGenerator{}, Mode::provider));
}

struct PatternCase {
    const char* name;
    const char* pattern;
};
class RandomMatch : public testing::TestWithParam<PatternCase> {};

TEST_P(RandomMatch, IsAlwaysAMatch) {
    SeededRandom random(7);
    const Regex regex = Regex::compile(GetParam().pattern).value();
    for (int i = 0; i < 50; ++i) {
        Generator generator = RegexGenerator{GetParam().pattern};
        testing_support::FakeClock clock;
        Context context{Mode::provider, random, clock};
        const auto value = generate_value(generator, "", context);
        ASSERT_TRUE(value) << value.error().text();
        EXPECT_TRUE(regex.matches_all_of(*value->string()).value()) << *value->string();
    }
}

INSTANTIATE_TEST_SUITE_P(Rows, RandomMatch,
                         testing::ValuesIn(std::vector<PatternCase>{
                             {"Digits", "\\d{3}-[A-F]+"},
                             {"Anchors", "^a{2}$"},
                             {"Alternatives", "(GET|PUT|POST) /[a-z]+(/\\d+)?"},
                             {"Groups", "(?<year>\\d{4})-(?:0[1-9]|1[0-2])"},
                             {"BackReference", "(a|b)\\1"},
                             {"NamedReference", "(?<x>[ab])\\k<x>"},
                             {"NegatedClass", "[^a-z\\d]+"},
                             {"Posix", "[[:alpha:]_]{2,}"},
                             {"Property", "\\p{L}\\p{Nd}"},
                             {"Dot", ".+@.+\\..+"},
                             {"WordBoundary", "\\bfoo\\b"},
                             {"LookAhead", "(?=a)a"},
                             {"LazyAndPossessive", "a+?b*+"},
                             {"NotAscii", "[é-ü]ß"},
                             {"Escapes", "\\x41\\u0042\\.\\\\\\/"},
                             {"LiteralBrace", "a{x}"},
                             {"UpToThree", "a{,3}b"},
                             {"Empty", ""},
                             {"Email", "[a-zA-Z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,4}"},
                             {"Flags", "(?i)abc"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST_F(GenerateValue, PatternsThatCannotBeMetAreAnErrorNotALoop) {
    for (const char* pattern : {"[bad", "a(?!a)a", "(a{10000}){10000}", "[a-z&&[^aeiou]]", "(?<=x)y"}) {
        EXPECT_FALSE(generate(RegexGenerator{pattern})) << pattern;
    }
    EXPECT_FALSE(generate(RegexGenerator{std::string(5000, '(') + std::string(5000, ')')}));
}

}  // namespace
}  // namespace tally::generation
