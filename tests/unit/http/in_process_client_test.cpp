#include "http/client.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace tally::http {
namespace {

TEST(InProcessClient, GivesTheRequestToTheHandler) {
    Request seen;
    const auto client = in_process_client([&](const Request& request) {
        seen = request;
        return Response{201, {{"Location", "/1"}}, "made"};
    });
    const Request request{"POST", "/a?b=c", {{"X", "1"}}, "body", ""};
    const auto response = client->send("http://anywhere", request, {});
    ASSERT_TRUE(response);
    EXPECT_EQ(*response, (Response{201, {{"Location", "/1"}}, "made"}));
    EXPECT_EQ(seen, request);
}

TEST(InProcessClient, AnswersAThrowingHandlerWith500WithoutItsText) {
    const auto client =
        in_process_client([](const Request&) -> Response { throw std::runtime_error("inner detail"); });
    const auto response = client->send("http://anywhere", {}, {});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 500);
    EXPECT_EQ(response->headers.value_or("Content-Type", ""), "application/problem+json");
    EXPECT_EQ(response->body.find("inner detail"), std::string::npos);
}

TEST(InProcessClient, KeepsTheCapOfTheBody) {
    const auto client = in_process_client([](const Request&) { return Response{200, {}, "12345"}; });
    Limits limits;
    limits.max_body = 4;
    const auto response = client->send("http://anywhere", {}, limits);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::too_large);
}

struct NoBodyCase {
    const char* name;
    const char* method;
    int status;
};
class InProcessClientBody : public testing::TestWithParam<NoBodyCase> {};
TEST_P(InProcessClientBody, IsDroppedAsOnASocket) {
    const auto client = in_process_client([](const Request&) {
        return Response{GetParam().status, {}, "body"};
    });
    const auto response = client->send("http://anywhere", {GetParam().method, "/", {}, "", ""}, {});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, "");
}
INSTANTIATE_TEST_SUITE_P(Rows, InProcessClientBody,
                         testing::ValuesIn(std::vector<NoBodyCase>{
                             {"Head", "HEAD", 200}, {"NoContent", "GET", 204}, {"NotModified", "GET", 304}}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::http
