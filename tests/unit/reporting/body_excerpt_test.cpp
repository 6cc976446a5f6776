#include "reporting/body_excerpt.h"

#include <gtest/gtest.h>

#include <chrono>

namespace tally::reporting {
namespace {

std::string text_of(std::string_view body, const std::vector<std::string>& locations,
                    std::size_t max_lines = 20) {
    std::vector<BodyMark> marks;
    for (const auto& location : locations) marks.push_back({location, "", {}});
    std::string text;
    for (const auto& line :
         marks.empty() ? body_excerpt(body, max_lines) : json_excerpt(body, marks, max_lines))
        text += (line.marked ? "> " : "  ") + line.text + "\n";
    return text;
}

TEST(BodyExcerpt, OpensTheWayToTheDifference) {
    EXPECT_EQ(text_of(R"({"a":1,"items":[{"x":1},{"x":2,"price":"9"}],"z":[1,2,3],"y":{"k":1}})",
                      {"$.items[1].price"}),
              "  {\n"
              "    \"a\": 1,\n"
              "    \"items\": [\n"
              "      {\"x\":1},\n"
              "      {\n"
              "        \"x\": 2,\n"
              ">       \"price\": \"9\"\n"
              "      }\n"
              "    ],\n"
              "    \"z\": [1,2,3],\n"
              "    ... 1 more\n"
              "  }\n");
}

TEST(BodyExcerpt, ShowsWhatIsThereWhenSomethingIsMissing) {
    EXPECT_EQ(text_of(R"({"a":1,"curency":"EUR"})", {"$"}),
              "> {\n    \"a\": 1,\n    \"curency\": \"EUR\"\n  }\n");
}

TEST(BodyExcerpt, FoldsWhatIsLong) {
    const std::string list = "[" + std::string(60, '1') + ",2]";
    EXPECT_EQ(text_of(R"({"list":)" + list + R"(,"object":{"list":)" + list + R"(},"price":"9"})", {"$.price"}),
              "  {\n    \"list\": [ ... 2 ],\n    \"object\": { ... },\n>   \"price\": \"9\"\n  }\n");
}

TEST(BodyExcerpt, ShowsAShortDocumentWithoutMarksWhole) {
    EXPECT_EQ(text_of(R"({"errors":[{"field":"count"}]})", {}),
              "  {\n    \"errors\": [\n      {\n        \"field\": \"count\"\n      }\n    ]\n  }\n");
    EXPECT_EQ(text_of(R"({"errors":[{"field":"count"}]})", {}, 4),
              "  {\n    \"errors\": [{\"field\":\"count\"}]\n  }\n");
}

TEST(BodyExcerpt, WritesWhatIsExpectedBesideIt) {
    std::string text;
    for (const auto& line :
         json_excerpt(R"({"a":1,"b":{"curency":"EUR"}})",
                      {{"$.a", "expected 2", {}}, {"$.b", "", {"\"currency\": (missing)"}}}, 9))
        text += (line.marked ? "> " : "  ") + line.text + "\n";
    EXPECT_EQ(text,
              "  {\n"
              ">   \"a\": 1,  <- expected 2\n"
              "    \"b\": {\n"
              ">     \"currency\": (missing)\n"
              "      \"curency\": \"EUR\"\n"
              "    }\n"
              "  }\n");
}

TEST(BodyExcerpt, MasksSecretMembers) {
    EXPECT_EQ(text_of(R"({"a":1,"token":{"b":"hunter2"}})", {"$.a", "$.token.b"}),
              "  {\n>   \"a\": 1,\n>   \"token\": \"***\"\n  }\n");
    EXPECT_EQ(text_of(R"({"token":"hunter2)", {}), "  {\"token\":\"***\"\n");
}

TEST(BodyExcerpt, EndsAtItsLastLine) {
    EXPECT_EQ(json_excerpt(R"({"a":{"b":{"c":{"d":1}}}})", {{"$.a.b.c.d", "", {}}}, 3).size(), 3u);
}

TEST(BodyExcerpt, ShowsTextFromItsBeginning) {
    EXPECT_EQ(text_of("\n\none\r\ntwo\n", {}), "  one\n  two\n");
    EXPECT_EQ(text_of("1\n2\n3\n4", {}, 2), "  1\n  ...\n");
}

TEST(BodyExcerpt, ForgivesALocationThatIsNoPath) {
    EXPECT_EQ(text_of(R"({"a":1})", {"not[a"}), "  {\n    \"a\": 1\n  }\n");
}

TEST(BodyExcerpt, IsEmptyForAnEmptyBody) {
    EXPECT_TRUE(body_excerpt("", 5).empty());
}

}  // namespace
}  // namespace tally::reporting
