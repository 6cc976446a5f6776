#include "model/path_expression.h"

#include <gtest/gtest.h>

namespace tally::model {
namespace {

struct PathCase {
    const char* name;
    const char* text;
    std::vector<PathStep> steps;
    const char* written;
};
class PathOfText : public testing::TestWithParam<PathCase> {};

TEST_P(PathOfText, Row) {
    const Result<PathExpression> path = parse_path(GetParam().text);
    ASSERT_TRUE(path) << path.error().text();
    EXPECT_EQ(path->steps, GetParam().steps);
    EXPECT_EQ(to_text(*path), GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, PathOfText,
    testing::ValuesIn(std::vector<PathCase>{
        {"Root", "$", {}, "$"},
        {"Empty", "", {}, "$"},
        {"Name", "$.a", {Field{"a"}}, "$.a"},
        {"Names", "$.a.b_c", {Field{"a"}, Field{"b_c"}}, "$.a.b_c"},
        {"ImpliedRoot", "foo.bar", {Field{"foo"}, Field{"bar"}}, "$.foo.bar"},
        {"Position", "$.a[12]", {Field{"a"}, Index{12}}, "$.a[12]"},
        {"AnyElement", "$[*]", {AnyIndex{}}, "$[*]"},
        {"AnyMember", "$.a.*.b", {Field{"a"}, AnyField{}, Field{"b"}}, "$.a.*.b"},
        {"Quoted", "$['a b']", {Field{"a b"}}, "$['a b']"},
        {"QuotedPlainName", "$['a']", {Field{"a"}}, "$.a"},
        {"QuotedStar", "$['*']", {Field{"*"}}, "$['*']"},
        {"QuotedDigits", "$.a['0']", {Field{"a"}, Field{"0"}}, "$.a['0']"},
        {"DottedDigits", "$.a.0", {Field{"a"}, Field{"0"}}, "$.a['0']"},
        {"EscapedQuote", R"($['it\'s'])", {Field{"it's"}}, R"($['it\'s'])"},
        {"OtherBackslash", R"($['C:\dir'])", {Field{"C:\\dir"}}, R"($['C:\\dir'])"},
        {"Attribute", "$.a['@id']", {Field{"a"}, Field{"@id"}}, "$.a['@id']"},
        {"DottedAttribute", "$.a.@id", {Field{"a"}, Field{"@id"}}, "$.a['@id']"},
        {"TextNode", "$.a.#text", {Field{"a"}, Field{"#text"}}, "$.a['#text']"},
        {"Namespace", "$['urn:a:b']", {Field{"urn:a:b"}}, "$['urn:a:b']"},
        {"Hyphen", "$.x-y", {Field{"x-y"}}, "$['x-y']"},
        {"Umlaut", "$.größe", {Field{"größe"}}, "$['größe']"},
        {"ArrayStyleName", "$.query['ids[]']", {Field{"query"}, Field{"ids[]"}}, "$.query['ids[]']"},
    }),
    [](const auto& row) { return row.param.name; });

struct BadPathCase {
    const char* name;
    const char* text;
};
class PathRefused : public testing::TestWithParam<BadPathCase> {};

TEST_P(PathRefused, Row) {
    const Result<PathExpression> path = parse_path(GetParam().text);
    ASSERT_FALSE(path);
    EXPECT_NE(path.error().what.find("at offset"), std::string::npos) << path.error().what;
}

INSTANTIATE_TEST_SUITE_P(Rows, PathRefused,
                         testing::ValuesIn(std::vector<BadPathCase>{
                             {"DoubleDot", "$..a"},
                             {"TrailingDot", "$.a."},
                             {"EmptyBrackets", "$[]"},
                             {"EmptyName", "$['']"},
                             {"OpenQuote", "$['a"},
                             {"OpenBracket", "$[1"},
                             {"Negative", "$[-1]"},
                             {"Range", "$[1:2]"},
                             {"Filter", "$[?(@.a)]"},
                             {"HugePosition", "$[99999999999999999999999]"},
                             {"Blank", "$.a b"},
                             {"NoSeparator", "$a"}}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::model
