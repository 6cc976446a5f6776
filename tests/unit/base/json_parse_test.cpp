#include <gtest/gtest.h>

#include "base/json.h"

namespace tally::json {
namespace {

TEST(JsonParse, KeepsOrderAndTheTextOfNumbers) {
    const char* text =
        R"({"b":1.00,"a":[1,1e2,18446744073709551616,-0.0,-0,0.10000000000000000000001],"c":{}})";
    const Result<Value> value = parse(text);
    ASSERT_TRUE(value) << value.error().text();
    EXPECT_EQ(to_text(*value), text);
}

TEST(JsonParse, TakesTheLastOfEqualNamesAndReportsThem) {
    std::vector<Pointer> duplicates;
    const Result<Value> value = parse(R"({"a":[0,{"x":1,"x":2}],"b":0,"a":3})", {kMaxDepth, &duplicates});
    ASSERT_TRUE(value);
    EXPECT_EQ(to_text(*value), R"({"a":3,"b":0})");
    EXPECT_EQ(duplicates, (std::vector<Pointer>{{"a", std::size_t{1}, "x"}, {"a"}}));
}

TEST(JsonParse, SkipsAByteOrderMark) {
    EXPECT_TRUE(parse("\xef\xbb\xbf[1]"));
}

struct ErrorCase {
    const char* name;
    std::string text;
    const char* message;
};
class JsonError : public testing::TestWithParam<ErrorCase> {};
TEST_P(JsonError, SaysWhereAndWhat) {
    const Result<Value> value = parse(GetParam().text);
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().text(), GetParam().message);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, JsonError,
    testing::ValuesIn(std::vector<ErrorCase>{
        {"Empty", "", "1:1: not valid JSON: unexpected end of input, expected '[', '{', or a literal"},
        {"Truncated", "{\"a\":\n [1,",
         "2:5: not valid JSON: unexpected end of input, expected '[', '{', or a literal"},
        {"TrailingComma", "[1,]", "1:4: not valid JSON: unexpected ']', expected '[', '{', or a literal"},
        {"TextBehind", "{}\n {}", "2:2: not valid JSON: unexpected '{', expected end of input"},
        {"Word", "[tru]", "1:5: not valid JSON: invalid literal"},
        {"SingleQuotes", "{'a':1}", "1:2: not valid JSON: invalid literal"},
        {"OpenString", "\"abc", "1:5: not valid JSON: invalid string: missing closing quote"},
        {"ColumnsAreCharacters", "[\"\u00e9\u00e9\" 1]",
         "1:7: not valid JSON: unexpected number literal, expected ']'"},
        {"InvalidUtf8", "[\"\xff\"]", "1:3: not valid JSON: invalid string: ill-formed UTF-8 byte"},
        {"LoneSurrogate", "[\"\\ud800\"]",
         "1:9: not valid JSON: invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF"},
        {"NumberTooLarge", "[1, 1e400]", "1:5: number too large for a double: '1e400'"},
        {"LeadingZero", "01", "1:2: not valid JSON: unexpected number literal, expected end of input"},
        {"NulBehind", std::string("[1]\0x", 5), "1:4: not valid JSON: contains a NUL byte"},
        {"NulInside", std::string("[\0]", 3), "1:2: not valid JSON: contains a NUL byte"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(JsonError, DoesNotQuoteTheWholeOfALongToken) {
    EXPECT_LT(parse("[\"" + std::string(1000000, 'x')).error().text().size(), 200u);
    EXPECT_LT(parse("[1" + std::string(1000000, '0') + "]").error().text().size(), 200u);
}

TEST(JsonDepth, HasALimit) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(parse(nested(kMaxDepth)));
    const Result<Value> deeper = parse(nested(kMaxDepth + 1));
    ASSERT_FALSE(deeper);
    EXPECT_EQ(deeper.error().text(), "1:129: nested deeper than 128 levels");
    EXPECT_FALSE(parse("[[1]]", {1, nullptr}));
}

TEST(JsonDepth, IsFoundBehindStringsThatLookLikeNesting) {
    EXPECT_EQ(parse(R"({"[[\"[": [[1]]})", {2, nullptr}).error().where, "1:12");
}

}  // namespace
}  // namespace tally::json
