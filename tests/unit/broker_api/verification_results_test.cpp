#include "broker_api/verification_results.h"

#include <gtest/gtest.h>

#include "unit/broker_api/fake_broker.h"

namespace tally::broker_api {
namespace {

using testing::FakeBroker;

HalDocument contract() {
    const char* text = R"({"_links":{"pb:provider":{"href":"http://b/pacticipants/p"},
        "pb:publish-verification-results":{"href":"http://b/results"}}})";
    return {json::parse(text).value(), text};
}

TEST(RecordProviderVersion, PutsTheBranchBeforeTheTags) {
    FakeBroker broker;
    broker.answer("GET /pacticipants/p", 200, R"({"_links":{
        "pb:branch-version":{"href":"http://b/branches/{branch}/versions/{version}"},
        "pb:version-tag":{"href":"http://b/versions/{version}/tags/{tag}"}}})");
    broker.answer("PUT /branches/feat%2Fx/versions/1.2", 201, "{}");
    broker.answer("PUT /versions/1.2/tags/a", 201, "{}");
    broker.answer("PUT /versions/1.2/tags/b", 200, "{}");
    auto client = broker.client();
    const auto recorded = record_provider_version(*client, contract(), {"1.2", "feat/x", {"a", "b"}});
    ASSERT_TRUE(recorded) << recorded.error().text();
    ASSERT_EQ(broker.requests.size(), 4u);
    EXPECT_EQ(broker.requests[1].target, "/branches/feat%2Fx/versions/1.2");
    EXPECT_EQ(broker.requests[1].body, "{}");
    EXPECT_EQ(broker.requests[3].target, "/versions/1.2/tags/b");
}

TEST(RecordProviderVersion, AsksNothingWithoutBranchAndTags) {
    FakeBroker broker;
    auto client = broker.client();
    EXPECT_TRUE(record_provider_version(*client, contract(), {"1.2", "", {}}));
    EXPECT_TRUE(broker.requests.empty());
}

TEST(RecordProviderVersion, NamesTheLinkABrokerLacks) {
    FakeBroker broker;
    broker.answer("GET /pacticipants/p", 200, R"({"_links":{}})");
    auto client = broker.client();
    const auto recorded = record_provider_version(*client, contract(), {"1", "main", {}});
    ASSERT_FALSE(recorded);
    EXPECT_EQ(recorded.error().what,
              "the broker offers no link 'pb:branch-version', so the provider's branch cannot be recorded");
}

TEST(PublishResult, SendsEveryInteraction) {
    FakeBroker broker;
    broker.answer("POST /results", 201, R"({"_links":{"self":{"href":"http://inside/results/7"}}})");
    ReportedResult result;
    result.success = false;
    result.provider_version = "1.2";
    result.build_url = "http://ci/7";
    result.verifier_version = "0.1.0";
    result.interactions = {{"id1", "works", true, {}},
                           {"id2", "differs", false, {{"body", "$.a", "is not b"}, {"status", "", "404"}}},
                           {"id3", "at times", false, {}, ReportedRuns{20, 3, 1}}};
    auto client = broker.client();
    const auto url = publish_result(*client, contract(), result);
    ASSERT_TRUE(url) << url.error().text();
    EXPECT_EQ(*url, "http://broker/results/7");
    EXPECT_EQ(
        broker.requests.at(0).body,
        R"({"success":false,"providerApplicationVersion":"1.2","buildUrl":"http://ci/7","testResults":[)"
        R"({"interactionId":"id1","success":true},)"
        R"({"interactionId":"id2","interactionDescription":"differs","success":false,"mismatches":[)"
        R"({"attribute":"body","description":"is not b","identifier":"$.a"},{"attribute":"status","description":"404"}]},)"
        R"({"interactionId":"id3","interactionDescription":"at times","success":false,)"
        R"("flaky":{"runs":20,"failed":3,"notRun":1}}],)"
        R"("verifiedBy":{"implementation":"Tally","version":"0.1.0"}})");
}

}  // namespace
}  // namespace tally::broker_api
