#include "broker_api/contracts_to_verify.h"

#include <gtest/gtest.h>

#include "unit/broker_api/fake_broker.h"

namespace tally::broker_api {
namespace {

using testing::FakeBroker;

constexpr const char* kIndex = R"({"_links":{
    "pb:latest-provider-pacts":{"href":"http://b/pacts/provider/{provider}/latest"},
    "pb:provider-pacts-for-verification":{"href":"http://b/pacts/provider/{provider}/for-verification"}}})";
constexpr const char* kForm = R"({"_links":{"self":{"href":"http://b/form"}}})";

TEST(ContractsToVerify, AreTheLatestWhenNothingIsAskedFor) {
    FakeBroker broker;
    broker.answer("GET /", 200, kIndex);
    broker.answer(
        "GET /pacts/provider/the%20shop/latest", 200,
        R"({"_links":{"pb:pacts":[{"href":"http://b/1","title":"Pact between a and b","name":"a"}],"pacts":[]}})");
    auto client = broker.client();
    const auto offers = list_contracts_to_verify(*client, {.provider = "the shop"});
    ASSERT_TRUE(offers) << offers.error().text();
    ASSERT_EQ(offers->size(), 1u);
    EXPECT_EQ(offers->front().href, "http://b/1");
    EXPECT_EQ(offers->front().name, "Pact between a and b");
}

TEST(ContractsToVerify, AreWhatTheBrokerSelects) {
    FakeBroker broker;
    broker.answer("GET /", 200, kIndex);
    broker.answer("GET /pacts/provider/p/for-verification", 200, kForm);
    broker.answer("POST /form", 200, R"({"_embedded":{"pacts":[
        {"shortDescription":"latest from main","verificationProperties":{"pending":true,"wip":true,
         "notices":[{"when":"before_verification","text":"because"}]},
         "_links":{"self":{"href":"http://b/1","name":"Pact between a (1) and p"}}}]}})");
    auto client = broker.client();
    ContractsWanted wanted;
    wanted.provider = "p";
    wanted.selectors = {json::Object{{"mainBranch", true}}};
    wanted.provider_branch = "main";
    wanted.provider_tags = {"t"};
    wanted.include_pending = true;
    wanted.include_wip_since = "2026-01-01";
    const auto offers = list_contracts_to_verify(*client, wanted);
    ASSERT_TRUE(offers) << offers.error().text();
    ASSERT_EQ(offers->size(), 1u);
    EXPECT_TRUE(offers->front().pending);
    EXPECT_TRUE(offers->front().work_in_progress);
    EXPECT_EQ(offers->front().reason, "latest from main");
    EXPECT_EQ(offers->front().notices, (std::vector<Notice>{{"", "before_verification", "because"}}));
    EXPECT_EQ(
        broker.requests.back().body,
        R"({"consumerVersionSelectors":[{"mainBranch":true}],"includePendingStatus":true,)"
        R"("includeWipPactsSince":"2026-01-01","providerVersionBranch":"main","providerVersionTags":["t"]})");
}

TEST(ContractsToVerify, AreNoneForAnUnknownProvider) {
    FakeBroker broker;
    broker.answer("GET /", 200, kIndex);
    auto client = broker.client();
    const auto offers = list_contracts_to_verify(*client, {.provider = "p", .include_pending = true});
    ASSERT_TRUE(offers);
    EXPECT_TRUE(offers->empty());
}

TEST(ContractsToVerify, AreNoneWhereTheBrokerKnowsTheProviderAndHasNoContract) {
    FakeBroker broker;
    broker.answer("GET /", 200, kIndex);
    broker.answer("GET /pacts/provider/p/for-verification", 200, kForm);
    auto client = broker.client();
    for (const bool pending : {true, false}) {
        const auto offers = list_contracts_to_verify(*client, {.provider = "p", .include_pending = pending});
        ASSERT_TRUE(offers) << offers.error().text();
        EXPECT_TRUE(offers->empty());
        EXPECT_EQ(broker.requests.back().target, pending ? "/form" : "/pacts/provider/p/latest");
    }
}

TEST(ContractsToVerify, AreSelectedWhereOnlyWorkInProgressIsAskedFor) {
    FakeBroker broker;
    broker.answer("GET /", 200, kIndex);
    broker.answer("GET /pacts/provider/p/for-verification", 200, kForm);
    auto client = broker.client();
    (void)list_contracts_to_verify(*client, {.provider = "p", .include_wip_since = "2026-01-01"});
    EXPECT_EQ(broker.requests.back().target, "/form");
}

TEST(ContractsToVerify, AreFoundByTheNamesThatLinksHadBefore) {
    FakeBroker broker;
    broker.answer("GET /", 200, R"({"_links":{
        "pb:latest-provider-pacts":{"href":"http://b/latest/{provider}"},
        "beta:provider-pacts-for-verification":{"href":"http://b/beta/{provider}"}}})");
    broker.answer("GET /latest/p", 200, R"({"_links":{"pacts":[{"href":"http://b/1","name":"a"}]}})");
    broker.answer("GET /beta/p", 200, "{}");
    broker.answer("POST /beta/p", 200, R"({"_embedded":{"pacts":[]}})");
    auto client = broker.client();
    const auto latest = list_contracts_to_verify(*client, {.provider = "p"});
    ASSERT_TRUE(latest) << latest.error().text();
    ASSERT_EQ(latest->size(), 1u);
    EXPECT_EQ(latest->front().name, "a");
    EXPECT_TRUE(list_contracts_to_verify(*client, {.provider = "p", .include_pending = true}));
    EXPECT_EQ(broker.requests.back().target, "/beta/p");
}

TEST(ContractsToVerify, NeedABrokerThatOffersThem) {
    FakeBroker broker;
    broker.answer("GET /", 200, R"({"_links":{}})");
    auto client = broker.client();
    const auto offers = list_contracts_to_verify(*client, {.provider = "p"});
    ASSERT_FALSE(offers);
    EXPECT_EQ(offers.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace tally::broker_api
