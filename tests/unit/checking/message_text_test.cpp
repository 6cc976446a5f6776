#include "checking/message_text.h"

#include <gtest/gtest.h>

namespace tally::checking {
namespace {

constexpr auto kV4 = model::SpecVersion::v4;

TEST(MessageText, OfARequestHasMethodTargetHeadersAndBody) {
    const auto request = request_from_text("POST /a?b=1 HTTP/1.1\r\nX-A: 1\r\n\r\nbody\r\n", "r", kV4);
    ASSERT_TRUE(request) << request.error().text();
    EXPECT_EQ(request->method, "POST");
    EXPECT_EQ(request->path, "/a");
    ASSERT_EQ(request->query.size(), 1u);
    ASSERT_EQ(request->headers.size(), 1u);
    EXPECT_EQ(request->body.bytes, "body\r\n");
}

TEST(MessageText, LosesTheNewlineBehindABodyOfKnownLength) {
    const auto response = response_from_text("HTTP/1.1 200 OK\nContent-Length: 4\n\nbody\n", "r", kV4);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body.bytes, "body");
}

TEST(MessageText, WithoutABodyHasAnEmptyOne) {
    const auto response = response_from_text("HTTP/1.1 204\n", "r", kV4);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 204);
    EXPECT_EQ(response->body.state, model::BodyState::empty);
}

TEST(MessageText, InTheNotationOfContractsIsReadAsSuch) {
    const auto response = response_from_text(R"( {"status": 404, "body": {"content": "x"}})", "r", kV4);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 404);
}

class Unreadable : public testing::TestWithParam<std::string> {};
TEST_P(Unreadable, TextIsRefusedAsAResponse) {
    EXPECT_FALSE(response_from_text(GetParam(), "r", kV4));
}
INSTANTIATE_TEST_SUITE_P(MessageText, Unreadable,
                         testing::Values("", "x", "HTTP/1.1", "HTTP/1.1 abc", "HTTP/1.1 99x OK", "{", "{}",
                                         "HTTP/1.1 200 OK\n: x\n\n", "HTTP/1.1 20 OK"));

}  // namespace
}  // namespace tally::checking
