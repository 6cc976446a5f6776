#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

TEST(Received, DecodesTheQueryAndKeepsThePathRaw) {
    const model::Request request = received(http::Request{"GET", "/a%20b?x=%31&flag", {}, "", ""});
    EXPECT_EQ(request.path, "/a%20b");
    EXPECT_EQ(request.query, (std::vector<model::QueryParameter>{{"x", {"1"}}, {"flag", {std::nullopt}}}));
    EXPECT_EQ(request.query_string, "x=%31&flag");
}

TEST(Received, CollectsLinesOfOneNameAndSplitsLists) {
    http::Response response;
    response.headers = {{"Set-Cookie", "a=1, x"}, {"set-cookie", "b=2"}, {"Vary", "A, B"}, {"vary", "C"}};
    const std::vector<model::HeaderField> expected = {{"Set-Cookie", {"a=1, x", "b=2"}},
                                                      {"Vary", {"A", "B", "C"}}};
    EXPECT_EQ(received(response).headers, expected);
}

TEST(Received, NoBytesAreAnEmptyBodyNotAMissingOne) {
    EXPECT_EQ(received(http::Response{}).body.state, model::BodyState::empty);
    EXPECT_EQ(received(http::Response{200, {}, "x"}).body.state, model::BodyState::present);
}

}  // namespace
}  // namespace tally::matching
