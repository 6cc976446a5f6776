#include "reporting/body_excerpt.h"

#include <gtest/gtest.h>

#include <chrono>

namespace tally::reporting {
namespace {

std::string text_of(std::string_view body, const std::vector<std::string>& locations,
                    std::size_t max_lines = 20) {
    std::string text;
    for (const auto& line : body_excerpt(body, locations, max_lines))
        text += (line.marked ? "> " : "  ") + line.text + "\n";
    return text;
}

TEST(BodyExcerpt, OpensTheWayToTheDifference) {
    EXPECT_EQ(text_of(R"({"a":1,"items":[{"x":1},{"x":2,"price":"9"}],"z":[1,2,3],"y":{"k":1}})",
                      {"$.items[1].price"}),
              "  {\n"
              "    \"a\": 1,\n"
              "    \"items\": [\n"
              "      { ... },\n"
              "      {\n"
              "        \"x\": 2,\n"
              ">       \"price\": \"9\"\n"
              "      }\n"
              "    ],\n"
              "    \"z\": [ ... 3 ],\n"
              "    ... 1 more\n"
              "  }\n");
}

TEST(BodyExcerpt, ShowsWhatIsThereWhenSomethingIsMissing) {
    EXPECT_EQ(text_of(R"({"a":1,"curency":"EUR"})", {"$"}),
              "> {\n    \"a\": 1,\n    \"curency\": \"EUR\"\n  }\n");
}

TEST(BodyExcerpt, MasksSecretMembers) {
    EXPECT_EQ(text_of(R"({"a":1,"token":{"b":"hunter2"}})", {"$.a", "$.token.b"}),
              "  {\n>   \"a\": 1,\n>   \"token\": \"***\"\n  }\n");
    EXPECT_EQ(text_of(R"({"token":"hunter2)", {}), "  {\"token\":\"***\"\n");
}

TEST(BodyExcerpt, EndsAtItsLastLine) {
    EXPECT_EQ(body_excerpt(R"({"a":{"b":{"c":{"d":1}}}})", {"$.a.b.c.d"}, 3).size(), 3u);
}

TEST(BodyExcerpt, ShowsTextFromItsBeginning) {
    EXPECT_EQ(text_of("\n\none\r\ntwo\n", {"$"}), "  one\n  two\n");
    EXPECT_EQ(text_of("1\n2\n3\n4", {}, 2), "  1\n  ...\n");
}

TEST(BodyExcerpt, ForgivesALocationThatIsNoPath) {
    EXPECT_EQ(text_of(R"({"a":1})", {"not[a"}), "  {\n    \"a\": 1\n  }\n");
}

TEST(BodyExcerpt, IsEmptyForAnEmptyBody) {
    EXPECT_TRUE(body_excerpt("", {"$"}, 5).empty());
}

}  // namespace
}  // namespace tally::reporting
