#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

TEST(MatchRequest, MethodsIgnoreCase) {
    EXPECT_TRUE(
        match_request(request_of(R"({"method":"post"})"), request_of(R"({"method":"POST"})")).empty());
    const Mismatches mismatches = match_request(request_of(R"({"method":"POST"})"), request_of("{}"));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].kind, MismatchKind::method);
    EXPECT_EQ(mismatches[0].sentence, "Expected method 'POST' but was 'GET'");
}

struct PathCase {
    const char* name;
    const char* expected;
    const char* actual;
    bool matches;
};
class MatchPath : public testing::TestWithParam<PathCase> {};

TEST_P(MatchPath, Row) {
    model::Request expected, actual;
    expected.path = GetParam().expected;
    actual.path = GetParam().actual;
    EXPECT_EQ(match_request(expected, actual).empty(), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(Rows, MatchPath,
                         testing::ValuesIn(std::vector<PathCase>{{"Same", "/a", "/a", true},
                                                                 {"Case", "/a", "/A", false},
                                                                 {"TrailingSlash", "/a/", "/a", false},
                                                                 {"EmptyAndSlash", "", "/", false},
                                                                 {"NotDecoded", "/a%20b", "/a b", false}}),
                         [](const auto& row) { return row.param.name; });

TEST(MatchRequest, ARuleReplacesTheComparisonOfPaths) {
    const auto expected = request_of(
        R"({"path":"/u/1","matchingRules":{"path":{"matchers":[{"match":"regex","regex":"/u/\\d+"}]}}})");
    EXPECT_TRUE(match_request(expected, request_of(R"({"path":"/u/77"})")).empty());
    const Mismatches mismatches = match_request(expected, request_of(R"({"path":"/u/x"})"));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].sentence, "Expected '/u/x' to match '/u/\\d+'");
    EXPECT_EQ(mismatches[0].rule, "regex at path");
}

TEST(MatchResponse, StatusIsEqualOrFollowsItsRule) {
    EXPECT_EQ(told(match_response(response_of("{}"), response_of(R"({"status":404})"))),
              Told{"Expected status code 200 but was 404"});
    const auto expected = response_of(
        R"({"matchingRules":{"status":{"matchers":[{"match":"statusCode","status":"success"}]}}})");
    EXPECT_TRUE(match_response(expected, response_of(R"({"status":204})")).empty());
    EXPECT_EQ(told(match_response(expected, response_of(R"({"status":404})"))),
              Told{"Expected status code 404 to be a Successful response (200-299)"});
}

TEST(MatchRequest, EveryPartIsCompared) {
    const auto expected =
        request_of(R"({"method":"PUT","path":"/a","query":"q=1","headers":{"X":"1"},"body":{"a":1}})");
    const auto actual =
        request_of(R"({"method":"GET","path":"/b","query":"q=2","headers":{"X":"2"},"body":{"a":2}})");
    std::vector<MismatchKind> kinds;
    for (const Mismatch& mismatch : match_request(expected, actual)) kinds.push_back(mismatch.kind);
    EXPECT_EQ(kinds, (std::vector<MismatchKind>{MismatchKind::method, MismatchKind::path, MismatchKind::query,
                                                MismatchKind::header, MismatchKind::body}));
}

}  // namespace
}  // namespace tally::matching
