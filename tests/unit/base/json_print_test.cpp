#include <gtest/gtest.h>

#include "base/json.h"
#include "base/json_sorted_text.h"

namespace tally::json {
namespace {

TEST(JsonText, IsCompact) {
    EXPECT_EQ(to_text(Value(Object{{"a", Array{1, true, nullptr, "x"}}, {"b", Object()}})),
              R"({"a":[1,true,null,"x"],"b":{}})");
}

TEST(JsonPrettyText, IndentsByTwoAndKeepsEmptyContainersShort) {
    EXPECT_EQ(
        to_pretty_text(Value(Object{{"a", Array{1, Object{{"b", 2}}}}, {"c", Array()}, {"d", Object()}})),
        "{\n"
        "  \"a\": [\n"
        "    1,\n"
        "    {\n"
        "      \"b\": 2\n"
        "    }\n"
        "  ],\n"
        "  \"c\": [],\n"
        "  \"d\": {}\n"
        "}");
}

TEST(JsonSortedText, IsThatOfTheSortedValue) {
    const Value value = *parse(R"({"b":[{"z":1,"a":{"y":null,"x":"t"}},2.0],"":{},"a":[],"B":true})");
    EXPECT_EQ(to_sorted_text(value), R"({"":{},"B":true,"a":[],"b":[{"a":{"x":"t","y":null},"z":1},2.0]})");
    EXPECT_EQ(to_sorted_text(value), to_text(sorted(value)));
}

TEST(JsonText, EscapesWhatMustBeAndKeepsUtf8) {
    EXPECT_EQ(to_text(Value("\"\\\b\f\n\r\t\x01\x1f/\x7f\u00e9")),
              "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/\x7f\u00e9\"");
    EXPECT_EQ(to_text(Value(std::string("a\0b", 3))), "\"a\\u0000b\"");
}

TEST(JsonText, IsValidEvenForBytesThatAreNotText) {
    const std::string text = to_text(Value(Object{{"\xff", "caf\xe9"}}));
    EXPECT_EQ(text, "{\"\xef\xbf\xbd\":\"caf\xef\xbf\xbd\"}");
    EXPECT_TRUE(parse(text));
}

}  // namespace
}  // namespace tally::json
