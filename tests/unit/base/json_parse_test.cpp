#include <gtest/gtest.h>

#include "base/json.h"
#include "base/json_limits.h"

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

// Names are no values; objects and arrays are.
TEST(JsonSize, HasALimitOfValuesAndSaysWhereItIsReached) {
    const std::string end = "\n {\"[1,\\\"\" : \":,\", \"a\": [ 2 ] }, \"last\"]";
    std::string text = "[";
    for (std::size_t i = 0; i < kMaxValues - 6; ++i) text += "1,";
    const Result<Value> larger = parse(text + "1," + end);
    ASSERT_FALSE(larger);
    EXPECT_EQ(larger.error().text(), "2:33: more than 8000000 values") << "the last alone is too much";
}

// Arrays and objects of more than a thousand elements are built in another way.
TEST(JsonParse, KeepsLongContainersInsideOfOthers) {
    std::string numbers, members;
    for (int i = 0; i < 3000; ++i) {
        numbers += "," + std::to_string(i);
        members += ",\"m" + std::to_string(i) + "\":[" + std::to_string(i) + "]";
    }
    const std::string text = "{\"a\":[{\"b\":1" + members + ",\"end\":{}}" + numbers + ",[0" + numbers +
                             "],[]],\"c\":{\"d\":[]" + members + "},\"e\":2}";
    const Result<Value> value = parse(text);
    ASSERT_TRUE(value) << value.error().text();
    EXPECT_EQ(to_text(*value), text);
}

TEST(JsonParse, SaysWhereDuplicatesAreInLongContainers) {
    std::string text = "{\"list\":[";
    for (int i = 0; i < 2000; ++i) text += "0,";
    text += "{\"x\":1,\"x\":2}],\"y\":{";
    for (int i = 0; i < 2000; ++i) text += "\"m" + std::to_string(i) + "\":0,";
    text += "\"m1999\":1}}";
    std::vector<Pointer> duplicates;
    const Result<Value> value = parse(text, {kMaxDepth, &duplicates});
    ASSERT_TRUE(value);
    EXPECT_EQ(duplicates, (std::vector<Pointer>{{"list", std::size_t(2000), "x"}, {"y", "m1999"}}));
    EXPECT_EQ(value->find("y")->object()->size(), 2000u);
    EXPECT_EQ(to_text(*value->find("y")->find("m1999")), "1");
    EXPECT_EQ(value->find("y")->find("m2000"), nullptr);
}

}  // namespace
}  // namespace tally::json
