#include "format/definition_expression.h"

#include <gtest/gtest.h>

#include "format/generators_json.h"
#include "format/rules_json.h"

namespace tally::format {
namespace {

json::Value rules_of(const Definition& definition) {
    json::Array rules;
    for (const auto& rule : definition.rules) {
        if (const auto* reference = std::get_if<RuleReference>(&rule)) {
            rules.emplace_back(json::Object{{"reference", reference->name}});
        } else {
            rules.emplace_back(rule_to_json(std::get<model::MatchingRule>(rule)));
        }
    }
    return json::Value(std::move(rules));
}

struct ErrorCase {
    const char* name;
    const char* text;
    const char* error;
};
void PrintTo(const ErrorCase& row, std::ostream* out) {
    *out << row.name;
}
class DefinitionError : public testing::TestWithParam<ErrorCase> {};
TEST_P(DefinitionError, SaysWhereWhatAndWhatToDo) {
    const Result<Definition> definition = parse_definition(GetParam().text);
    ASSERT_FALSE(definition);
    EXPECT_EQ(definition.error().text(), GetParam().error);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, DefinitionError,
    testing::ValuesIn(std::vector<ErrorCase>{
        {"MistypedMatcher", "matching(tpye, 'x')",
         "1:10: expected the type of matcher, got 'tpye'; did you mean 'type'"},
        {"UnquotedText", "matching(type, x)",
         "1:16: expected a primitive value, got 'x'; write a number, true, false, null or a text in single "
         "quotes"},
        {"SecondLine", "matching(type, 'x'),\n  atLeast(-1)",
         "2:11: expected an unsigned number, got '-1'; write how many elements there are, from 0"},
        {"OpenString", "matching(type, 'a\\')",
         "1:16: expected a primitive value, got ''a\\')'; write a number, true, false, null or a text in "
         "single quotes"},
        {"MalformedEscape", "matching(include, '\\u12')",
         "1:19: the string has a malformed \\u escape; write \\u and four hexadecimal digits, or \\u{...}, "
         "or "
         "\\\\u for a backslash"},
        {"NoVersion", "matching(semver, '1.0')",
         "1:18: expected a semantic version, got ''1.0''; write it as '1.2.3', with '-pre.release' or "
         "'+build' if wanted"},
        {"NestedReference", "eachValue(matching($'person'))",
         "1:20: a reference cannot stand inside eachKey or eachValue; write the matcher itself in place of "
         "the "
         "reference"},
        {"ControlCharacters", "matching(\x1b[31m)",
         "1:10: expected the type of matcher, got '\\x1b[31'; use one of equalTo, type, number, "
         "integer, "
         "decimal, datetime, date, time, regex, include, boolean, semver, contentType"},
    }),
    [](const auto& row) { return row.param.name; });

struct StringCase {
    const char* name;
    const char* written;
    const char* read;
};
void PrintTo(const StringCase& row, std::ostream* out) {
    *out << row.name;
}
class DefinitionString : public testing::TestWithParam<StringCase> {};
TEST_P(DefinitionString, IsReadTheSameEverywhere) {
    const std::string written = GetParam().written;
    for (const std::string& expression :
         {"matching(type, '" + written + "')", "matching(regex, 'x', '" + written + "')",
          "notEmpty('" + written + "')", "matching(date, 'x', '" + written + "')",
          "matching(type, fromProviderState('x', '" + written + "'))"}) {
        const Result<Definition> definition = parse_definition(expression);
        ASSERT_TRUE(definition) << definition.error().text();
        EXPECT_EQ(definition->value, GetParam().read) << expression;
        EXPECT_EQ(definition->example, json::Value(GetParam().read)) << expression;
    }
}
INSTANTIATE_TEST_SUITE_P(Rows, DefinitionString,
                         testing::ValuesIn(std::vector<StringCase>{
                             {"Quote", "it\\'s", "it's"},
                             {"FinalBackslash", "a\\\\", "a\\"},
                             {"UnknownEscapeIsKept", "\\d+", "\\d+"},
                             {"ControlCharacters", "\\b\\f\\n\\r\\t", "\b\f\n\r\t"},
                             {"FourDigits", "\\u00e9", "é"},
                             {"Braces", "\\u{1F600}", "😀"},
                             {"SurrogatePair", "\\ud83d\\ude00", "😀"},
                             {"LoneSurrogate", "\\ud83dx", "\xef\xbf\xbdx"},
                             {"BeyondUnicode", "\\u{110000}", "\xef\xbf\xbd"},
                             {"OtherScripts", "漢", "漢"},
                         }),
                         [](const auto& row) { return row.param.name; });

struct ExampleCase {
    const char* name;
    const char* text;
    const char* example;  // as JSON; empty: none
};
void PrintTo(const ExampleCase& row, std::ostream* out) {
    *out << row.name;
}
class DefinitionExample : public testing::TestWithParam<ExampleCase> {};
TEST_P(DefinitionExample, IsJson) {
    const Result<Definition> definition = parse_definition(GetParam().text);
    ASSERT_TRUE(definition) << definition.error().text();
    EXPECT_EQ(definition->example ? json::to_text(*definition->example) : "", GetParam().example);
}
INSTANTIATE_TEST_SUITE_P(Rows, DefinitionExample,
                         testing::ValuesIn(std::vector<ExampleCase>{
                             {"Text", "matching(type, '5')", "\"5\""},
                             {"Integer", "matching(type, -5)", "-5"},
                             {"LeadingZeros", "matching(integer, 00012)", "12"},
                             {"FinalPoint", "matching(type, 1.)", "1.0"},
                             {"WholeDecimal", "matching(decimal, 100)", "100.0"},
                             {"Boolean", "matching(boolean, false)", "false"},
                             {"Null", "matching(type, null)", "null"},
                             {"ProviderState", "matching(type, fromProviderState('id', 7))", "7"},
                             {"Variants", "arrayContains(matching(type, 'a'), matching(integer, 1))",
                              "[\"a\",1]"},
                             {"VariantsWithoutExample", "arrayContains(matching(type, 'a'), atLeast(1))", ""},
                             {"Each", "eachValue(matching(type, 'a'))", ""},
                             {"Count", "atLeast(1)", ""},
                             {"Reference", "matching($'a')", ""},
                             {"FirstOfSeveral", "atLeast(1), notEmpty('a'), matching(type, 'b')", "\"a\""},
                             {"EmptyTextIsAnExample", "notEmpty(''), matching(type, 'b')", "\"\""},
                             {"Plain", "something else", "\"something else\""},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(DefinitionExpression, StrictCompatDecodesEscapesInSomeStringsOnly) {
    constexpr DefinitionOptions compat = {.strict_compat = true};
    EXPECT_EQ(parse_definition(R"~(matching(type, 'a\n\'b\'))~", compat)->value, R"(a\n\'b\)");
    EXPECT_EQ(parse_definition(R"~(matching(include, 'a\t\'b'))~", compat)->value, "a\t\\'b");
    EXPECT_EQ(parse_definition(R"~(matching(regex, '\\d', '1'))~", compat)->rules,
              parse_definition(R"~(matching(regex, '\d', '1'))~")->rules);
}

TEST(DefinitionExpression, ADecimalFromAProviderStateStaysADecimal) {
    constexpr const char* text = "matching(decimal, fromProviderState('price', 1.5))";
    EXPECT_EQ(json::to_text(rules_of(*parse_definition(text))), R"([{"match":"decimal"}])");
    EXPECT_EQ(json::to_text(rules_of(*parse_definition(text, {.strict_compat = true}))),
              R"([{"match":"number"}])");
}

TEST(DefinitionExpression, WarnsOfSecondExampleAndGenerator) {
    const Result<Definition> definition =
        parse_definition("matching(date, 'yyyy', '2000'), matching(time, 'HH', '10')");
    ASSERT_TRUE(definition);
    const Warnings expected = {
        {"1:33", "a second example is not used", "give the example in the first expression only"},
        {"1:33", "a second generator is not used", "generate the value in one expression only"}};
    EXPECT_EQ(definition->warnings, expected);
    EXPECT_EQ(definition->value, "2000");
}

TEST(DefinitionExpression, KeepsVariantsWithTheirGenerators) {
    const Result<Definition> definition =
        parse_definition("arrayContains(matching(type, 'a'), matching(date, 'yyyy', '2000'))");
    ASSERT_TRUE(definition);
    EXPECT_EQ(json::to_text(rules_of(*definition)),
              R"([{"match":"arrayContains","variants":[)"
              R"({"index":0,"rules":{"$":{"combine":"AND","matchers":[{"match":"type"}]}}},)"
              R"({"index":1,"rules":{"$":{"combine":"AND","matchers":[{"match":"date","format":"yyyy"}]}},)"
              R"("generators":{"$":{"type":"Date","format":"yyyy"}}}]}])");
}

TEST(DefinitionExpression, IsBoundedInDepth) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "eachValue(";
    const Result<Definition> definition = parse_definition(text);
    ASSERT_FALSE(definition);
    EXPECT_EQ(definition.error().where, "1:321");
}

TEST(DefinitionExpression, IsBoundedInSize) {
    const Result<Definition> definition =
        parse_definition("matching(type, '" + std::string(kMaxDefinitionBytes, 'x') + "')");
    ASSERT_FALSE(definition);
    EXPECT_EQ(definition.error().code, ErrorCode::too_large);
}

TEST(DefinitionExpression, SurvivesMutations) {
    const std::string seed =
        "atLeast(1), eachKey(matching(regex, '\\d\\u{41}+', '1')), arrayContains(matching($'x'), "
        "notEmpty(null)), "
        "matching(decimal, fromProviderState('${a}', -1.5)), matching(date, 'yyyy\\'T\\'', '2000')";
    const std::string replacements("'\\(),$-.u{}0x \n\0\xff", 17);
    for (const bool strict_compat : {false, true}) {
        for (std::size_t at = 0; at < seed.size(); ++at) {
            const auto parse = [&](const std::string& text) {
                const Result<Definition> definition = parse_definition(text, {strict_compat});
                EXPECT_TRUE(definition || !definition.error().where.empty());
            };
            parse(seed.substr(0, at));
            parse(seed.substr(at));
            parse(seed.substr(0, at) + seed.substr(at + 1));
            for (const char c : replacements) {
                std::string mutated = seed;
                mutated[at] = c;
                parse(mutated);
            }
        }
    }
}

}  // namespace
}  // namespace tally::format
