#include "broker_api/publish_contracts.h"

#include <gtest/gtest.h>

#include "unit/broker_api/fake_broker.h"

namespace tally::broker_api {
namespace {

using testing::FakeBroker;

void set_up(FakeBroker& broker, int status, const std::string& body) {
    broker.answer("GET /", 200,
                  R"({"_links":{"pb:publish-contracts":{"href":"http://b/contracts/publish"}}})");
    broker.answer("POST /contracts/publish", status, body);
}

Publication publication() {
    Publication one;
    one.consumer = "Foo";
    one.version = "1";
    one.branch = "main";
    one.tags = {"a"};
    one.contracts = {{"Foo", "Bar", "{}"}};
    return one;
}

TEST(PublishContracts, SendsTheTextAsItIs) {
    FakeBroker broker;
    set_up(broker, 200, R"({"notices":[{"type":"success","text":"published"}]})");
    auto client = broker.client();
    const auto outcome = publish_contracts(*client, publication());
    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_TRUE(outcome->accepted);
    EXPECT_EQ(outcome->notices, (std::vector<Notice>{{"success", "", "published"}}));
    EXPECT_EQ(
        broker.requests.back().body,
        R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1","branch":"main","tags":["a"],"contracts":[)"
        R"({"consumerName":"Foo","providerName":"Bar","specification":"pact","contentType":"application/json",)"
        R"("content":"e30=","onConflict":"overwrite"}]})");
}

TEST(PublishContracts, GivesTheReasonsOfARefusal) {
    FakeBroker broker;
    set_up(broker, 409,
           R"({"notices":[{"type":"error","text":"changed"}],"errors":{"contracts":["may not change"]}})");
    auto client = broker.client();
    const auto outcome = publish_contracts(*client, publication());
    ASSERT_TRUE(outcome);
    EXPECT_FALSE(outcome->accepted);
    EXPECT_EQ(outcome->errors, std::vector<std::string>{"contracts: may not change"});
    EXPECT_EQ(outcome->notices.size(), 1u);
}

TEST(PublishContracts, NeedABrokerThatTakesThem) {
    FakeBroker broker;
    broker.answer("GET /", 200, R"({"_links":{}})");
    auto client = broker.client();
    const auto outcome = publish_contracts(*client, publication());
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace tally::broker_api
