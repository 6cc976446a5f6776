#include "broker_api/broker_client.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "unit/broker_api/fake_broker.h"

namespace tally::broker_api {
namespace {

using std::chrono::milliseconds;
using testing::FakeBroker;

constexpr const char* kIndex =
    R"({"_links":{"pb:x":{"href":"http://elsewhere:1234/x/{name}","templated":true}}})";

TEST(BrokerClient, ReadsTheIndexOnce) {
    FakeBroker broker;
    broker.answer("GET /", 200, kIndex);
    auto client = broker.client();
    ASSERT_TRUE(client);
    ASSERT_TRUE(client->index());
    ASSERT_TRUE(client->index());
    EXPECT_EQ(broker.requests.size(), 1u);
    EXPECT_EQ(broker.requests[0].headers.value_or("Accept", ""), "application/hal+json, application/json");
}

struct Href {
    const char* name;
    const char* base;
    const char* href;
    const char* target;
};
class BrokerAddress : public ::testing::TestWithParam<Href> {};
TEST_P(BrokerAddress, OfALink) {
    FakeBroker broker;
    auto client = broker.client({.url = GetParam().base});
    ASSERT_TRUE(client);
    (void)client->get(GetParam().href);
    ASSERT_EQ(broker.requests.size(), 1u);
    EXPECT_EQ(broker.requests[0].target, GetParam().target);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BrokerAddress,
    ::testing::ValuesIn(std::vector<Href>{
        {"OtherHostIsIgnored", "http://broker", "https://elsewhere:99/a/b?c=d", "/a/b?c=d"},
        {"FragmentIsCut", "http://broker", "http://broker/a#top", "/a"},
        {"PathOnly", "http://broker", "/a", "/a"},
        {"HostOnly", "http://broker", "http://elsewhere", "/"},
        {"ContextPathIsPutBefore", "http://broker/pact-broker/", "http://inside/a", "/pact-broker/a"},
        {"ContextPathIsNotRepeated", "http://broker/pact-broker", "http://broker/pact-broker/a",
         "/pact-broker/a"},
        {"SimilarPathIsNotTheContext", "http://broker/pact", "http://broker/pacts/a", "/pact/pacts/a"},
        {"UrlInTheQueryStays", "http://broker", "/a?u=http://x/y", "/a?u=http://x/y"},
        {"EncodedSlashStays", "http://broker", "/branches/feat%2Fx", "/branches/feat%2Fx"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(BrokerClient, SendsABearerToken) {
    FakeBroker broker;
    auto client = broker.client({.url = "http://broker", .token = "abc"});
    (void)client->get("/");
    EXPECT_EQ(broker.requests.at(0).headers.value_or("Authorization", ""), "Bearer abc");
}

TEST(BrokerClient, TakesCredentialsFromItsAddress) {
    FakeBroker broker;
    auto client = broker.client({.url = "http://me:p%40ss@broker"});
    (void)client->get("/");
    EXPECT_EQ(broker.requests.at(0).headers.value_or("Authorization", ""),
              "Basic " + encoding::base64("me:p@ss"));
    EXPECT_EQ(client->address(), "http://broker");
}

TEST(BrokerClient, TriesAgainWithGrowingPauses) {
    FakeBroker broker;
    broker.answer("GET /", 503, "");
    broker.answer("GET /", 500, "");
    broker.answer("GET /", 429, "");
    broker.answer("GET /", 200, kIndex);
    EXPECT_TRUE(broker.client()->index());
    EXPECT_EQ(broker.pauses, (std::vector{milliseconds(500), milliseconds(1000), milliseconds(2000)}));
}

TEST(BrokerClient, WaitsAsLongAsTheBrokerAsks) {
    FakeBroker broker;
    broker.answers["GET /"] = {{429, {{"Retry-After", "7"}}, ""},
                               {200, {{"Content-Type", "application/json"}}, kIndex}};
    EXPECT_TRUE(broker.client()->index());
    EXPECT_EQ(broker.pauses, std::vector{milliseconds(7000)});
}

TEST(BrokerClient, GivesUpAfterTheRetriesItMayMake) {
    FakeBroker broker;
    broker.answer("GET /", 500, "");
    const auto answer = broker.client({.url = "http://broker", .retries = {.retries = 2}})->index();
    ASSERT_FALSE(answer);
    EXPECT_EQ(broker.requests.size(), 3u);
    EXPECT_EQ(answer.error().text(),
              "http://broker: the broker answered HTTP 500 Internal Server Error; try again later, or look "
              "into the "
              "broker's log");
}

struct Refusal {
    const char* name;
    int status;
    const char* type;
    const char* body;
    const char* text;
};
class BrokerRefusal : public ::testing::TestWithParam<Refusal> {};
TEST_P(BrokerRefusal, SaysWhatToDo) {
    const Refusal& row = GetParam();
    FakeBroker broker;
    broker.answer("GET /", row.status, row.body, row.type);
    broker.answers["GET /"][0].headers.set("Location", "https://user:secret@broker/");
    BrokerSettings settings = {.url = "http://broker"};
    settings.advice.credentials = "pass --token";
    const auto answer = broker.client(settings)->index();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().text(), row.text);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BrokerRefusal,
    ::testing::ValuesIn(std::vector<Refusal>{
        {"NoCredentials", 401, "text/plain", "",
         "http://broker: the broker wants credentials (HTTP 401); pass --token"},
        {"NotAllowed", 403, "text/plain", "",
         "http://broker: the broker does not allow this with these credentials (HTTP 403); use credentials "
         "that may read"},
        {"NotFound", 404, "text/plain", "",
         "http://broker: the broker has nothing at this address (HTTP 404 Not Found); check the broker's "
         "address, "
         "including its path"},
        {"Redirect", 301, "text/html", "",
         "http://broker: the broker redirects to https://***@broker/; use that address as the broker's"},
        {"OtherType", 200, "text/html", "<html>",
         "http://broker: expected JSON but received text/html; check the broker's address, including its "
         "path"},
        {"NoLinks", 200, "application/json", "{}",
         "http://broker: this is not a broker: its first document has no links; check the broker's address, "
         "including its "
         "path"},
        {"Reasons", 400, "application/json", R"({"errors":{"a":["is missing","is blank"],"b":["bad"]}})",
         "http://broker: the broker answered HTTP 400 Bad Request: a: is missing; a: is blank; b: bad"},
        {"ProblemJson", 400, "application/problem+json", R"({"title":"T","detail":"D"})",
         "http://broker: the broker answered HTTP 400 Bad Request: D"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(BrokerClient, NamesBrokenJson) {
    FakeBroker broker;
    broker.answer("GET /", 200, "{\"a\":");
    const auto answer = broker.client()->index();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::malformed);
    EXPECT_NE(answer.error().what.find("not valid JSON"), std::string::npos);
}

TEST(BrokerClient, PrefersTheCredentialsThatItIsGivenToThoseInItsAddress) {
    FakeBroker broker;
    auto client = broker.client({.url = "http://me:pass@broker", .user = "you", .password = "word"});
    (void)client->get("/");
    EXPECT_EQ(broker.requests.at(0).headers.value_or("Authorization", ""),
              "Basic " + encoding::base64("you:word"));
}

TEST(BrokerClient, TakesAUserWithoutAPasswordFromItsAddress) {
    FakeBroker broker;
    auto client = broker.client({.url = "http://m%65@broker"});
    (void)client->get("/");
    EXPECT_EQ(broker.requests.at(0).headers.value_or("Authorization", ""),
              "Basic " + encoding::base64("me:"));
}

TEST(BrokerClient, SaysWhatToDoWhereNoAnswerComesInTime) {
    class Silent final : public http::Client {
        Result<http::Response> send(const std::string&, const http::Request&, const http::Limits&) override {
            return Error{ErrorCode::timed_out, "somewhere", "no answer within 5 s", ""};
        }
    } silent;
    auto client = BrokerClient::create({.url = "http://broker"}, silent, http::pause_quietly);
    EXPECT_EQ(client->get("/a").error().text(),
              "http://broker/a: no answer within 5 s; try again later, or look into the broker's log");
}

TEST(BrokerClient, ForgivesAnEmptyAnswer) {
    FakeBroker broker;
    broker.answer("PUT /a", 204, "", "");
    EXPECT_TRUE(broker.client()->put("/a", json::Object{}));
    EXPECT_EQ(broker.requests.at(0).headers.value_or("Content-Type", ""), "application/json");
}

}  // namespace
}  // namespace tally::broker_api
