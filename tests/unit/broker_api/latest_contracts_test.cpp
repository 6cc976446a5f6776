#include "broker_api/latest_contracts.h"

#include <gtest/gtest.h>

#include "unit/broker_api/fake_broker.h"

namespace tally::broker_api {
namespace {

using testing::FakeBroker;

constexpr const char* kIndex = R"({"_links":{"pb:latest-pact-versions":{"href":"http://b/pacts/latest"}}})";

TEST(LatestContracts, AreThoseThatTheBrokerLists) {
    FakeBroker broker;
    broker.answer("GET /", 200, kIndex);
    broker.answer("GET /pacts/latest", 200, R"({"pacts":[
        {"_embedded":{"consumer":{"name":"shop"},"provider":{"name":"stock"}},
         "_links":{"self":[{"href":"http://b/latest"},{"href":"http://b/version/1"}]}},
        {"_embedded":{"consumer":{"name":"till"},"provider":{"name":"bank"}},
         "_links":{"self":{"href":"http://b/2"}}},
        {"_embedded":{}}]})");
    auto client = broker.client();
    const auto latest = list_latest_contracts(*client);
    ASSERT_TRUE(latest) << latest.error().text();
    ASSERT_EQ(latest->size(), 2u);
    EXPECT_EQ(latest->front().consumer, "shop");
    EXPECT_EQ(latest->front().provider, "stock");
    EXPECT_EQ(latest->front().href, "http://b/version/1");
    EXPECT_EQ(latest->back().href, "http://b/2");
}

TEST(LatestContracts, NeedABrokerThatListsThem) {
    FakeBroker broker;
    broker.answer("GET /", 200, R"({"_links":{}})");
    auto client = broker.client();
    const auto latest = list_latest_contracts(*client);
    ASSERT_FALSE(latest);
    EXPECT_EQ(latest.error().code, ErrorCode::unsupported);
}

TEST(LatestContracts, AreNotGuessedFromAnotherDocument) {
    FakeBroker broker;
    broker.answer("GET /", 200, kIndex);
    broker.answer("GET /pacts/latest", 200, R"({"_embedded":{"pacts":[]}})");
    auto client = broker.client();
    const auto latest = list_latest_contracts(*client);
    ASSERT_FALSE(latest);
    EXPECT_EQ(latest.error().code, ErrorCode::malformed);
}

}  // namespace
}  // namespace tally::broker_api
