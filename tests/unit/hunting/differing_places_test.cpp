#include "hunting/differing_places.h"

#include <gtest/gtest.h>

namespace tally::hunting {
namespace {

struct Case {
    const char* name;
    http::Response one;
    http::Response other;
    std::vector<std::string> differences;
};

class DifferingPlaces : public testing::TestWithParam<Case> {};
TEST_P(DifferingPlaces, AreNamedWithBothValues) {
    const Case& row = GetParam();
    std::vector<std::string> found;
    for (const auto& difference : differing_places(row.one, row.other))
        found.push_back(difference.location + ": " + difference.one + " | " + difference.other);
    EXPECT_EQ(found, row.differences);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DifferingPlaces,
    testing::ValuesIn(std::vector<Case>{
        {"None", {200, {{"A", "1"}}, R"({"a":1,"b":2})"}, {200, {{"a", "1"}}, R"({"b":2,"a":1})"}, {}},
        {"TheStatusAlone", {200, {{"A", "1"}}, "{}"}, {500, {}, "oops"}, {"status: 200 | 500"}},
        {"Headers",
         {200, {{"ETag", "\"1\""}}, ""},
         {200, {{"X", "y"}}, ""},
         {"header ETag: \"1\" | (nothing)", "header X: (nothing) | y"}},
        {"NoHeadersThatSayNothing",
         {200, {{"Date", "now"}, {"Content-Length", "1"}}, ""},
         {200, {{"Date", "then"}}, ""},
         {}},
        {"SecretHeaders",
         {200, {{"Set-Cookie", "a"}}, ""},
         {200, {{"Set-Cookie", "b"}}, ""},
         {"header Set-Cookie: *** | ***"}},
        {"PlacesInJson",
         {200, {}, R"({"a":{"b":[1,{"c":"x"}]},"gone":1})"},
         {200, {}, R"({"a":{"b":[1,{"c":2},3]},"new":null})"},
         {"$.a.b[1].c: \"x\" | 2", "$.a.b[2]: (nothing) | 3", "$.gone: 1 | (nothing)",
          "$.new: (nothing) | null"}},
        {"OtherBodiesAsAWhole", {200, {}, "one"}, {200, {}, "{}"}, {"body: one | {}"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(DifferingPlaces, AreTenAtMost) {
    std::string one = "[0", other = "[1";
    for (int i = 0; i < 100; ++i) {
        one += ",0";
        other += ",1";
    }
    EXPECT_EQ(differing_places({200, {}, one + "]"}, {200, {}, other + "]"}).size(), 10u);
}

}  // namespace
}  // namespace tally::hunting
