#include "verification/publish_results.h"

#include <gtest/gtest.h>

namespace tally::verification {
namespace {

using State = ResultPublication::State;

struct Broker {
    std::vector<http::Request> requests;
    int status = 201;
    std::unique_ptr<http::Client> http = http::in_process_client([this](const http::Request& request) {
        requests.push_back(request);
        return http::Response{status,
                              {{"Content-Type", "application/hal+json"}},
                              R"({"_links":{"self":{"href":"http://b/r/1"}}})"};
    });
    broker_api::BrokerClient client =
        broker_api::BrokerClient::create({.url = "http://b"}, *http, http::pause_quietly).value();
};

ContractResult contract(std::vector<Status> statuses, bool of_broker = true) {
    ContractResult made;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        model::Interaction interaction;
        interaction.description = "d" + std::to_string(i);
        interaction.broker_id = "id" + std::to_string(i);
        made.source.contract.interactions.push_back(std::move(interaction));
        InteractionResult result;
        result.index = i;
        result.status = statuses[i];
        made.interactions.push_back(std::move(result));
    }
    if (!of_broker) return made;
    BrokerCopy copy;
    copy.document.body =
        json::parse(R"({"_links":{"pb:publish-verification-results":{"href":"http://b/r"}}})").value();
    made.source.broker = std::move(copy);
    return made;
}

ResultPublication published(ContractResult made, Broker& broker, bool filtered = false) {
    VerificationResult result;
    result.contracts.push_back(std::move(made));
    PublishSettings settings;
    settings.version.number = "1.2";
    settings.filtered = filtered;
    publish_results(result, broker.client, settings);
    return result.contracts[0].publication;
}

TEST(PublishResults, SendsTheOutcomeOfEachInteraction) {
    Broker broker;
    auto made = contract({Status::passed, Status::failed});
    matching::Mismatch mismatch;
    mismatch.kind = matching::MismatchKind::body_type;
    mismatch.sentence = "is text";
    made.interactions[1].mismatches = {mismatch};
    const auto publication = published(std::move(made), broker);
    EXPECT_EQ(publication.state, State::published);
    EXPECT_EQ(publication.url, "http://b/r/1");
    const auto body = json::parse(broker.requests.at(0).body).value();
    EXPECT_EQ(*body.find("success")->boolean(), false);
    const auto& tests = *body.find("testResults")->array();
    EXPECT_EQ(json::to_text(tests.at(1)),
              R"({"interactionId":"id1","interactionDescription":"d1","success":false,)"
              R"("mismatches":[{"attribute":"body","description":"is text"}]})");
}

TEST(PublishResults, TellsWhatIsFlakyAsAFailureWithItsCounts) {
    Broker broker;
    auto made = contract({Status::passed, Status::failed});
    auto& flaky = made.interactions[1].flaky.emplace();
    flaky.runs = 20;
    flaky.failed = 3;
    flaky.not_run = 1;
    EXPECT_EQ(published(std::move(made), broker).state, State::published);
    const auto body = json::parse(broker.requests.at(0).body).value();
    EXPECT_EQ(*body.find("success")->boolean(), false);
    EXPECT_EQ(json::to_text(body.find("testResults")->array()->at(1)),
              R"({"interactionId":"id1","interactionDescription":"d1","success":false,)"
              R"("flaky":{"runs":20,"failed":3,"notRun":1}})");
}

TEST(PublishResults, TellsNothingAboutWhatOnlyTheEnvironmentFailed) {
    Broker broker;
    auto made = contract({Status::passed, Status::not_run});
    auto& flaky = made.interactions[1].flaky.emplace();
    flaky.runs = 20;
    flaky.not_run = 1;
    const auto publication = published(std::move(made), broker);
    EXPECT_EQ(publication.state, State::withheld);
    EXPECT_EQ(publication.why, "1 interaction could not be run each time");
}

struct Withheld {
    const char* name;
    std::vector<Status> statuses;
    bool of_broker;
    bool filtered;
    const char* why;
};
class WithheldResult : public ::testing::TestWithParam<Withheld> {};
TEST_P(WithheldResult, IsNotSent) {
    Broker broker;
    const auto publication =
        published(contract(GetParam().statuses, GetParam().of_broker), broker, GetParam().filtered);
    EXPECT_EQ(publication.state, State::withheld);
    EXPECT_EQ(publication.why, GetParam().why);
    EXPECT_TRUE(broker.requests.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Rows, WithheldResult,
    ::testing::ValuesIn(std::vector<Withheld>{
        {"NotFromABroker", {Status::passed}, false, false, "the contract did not come from a broker"},
        {"Obstacle", {Status::failed, Status::not_run}, true, false, "1 interaction could not be run"},
        {"LeftOut", {Status::failed, Status::skipped}, true, true, "1 interaction left out"},
        {"FilteredSuccess", {Status::passed}, true, true, "a run with filters does not publish successes"},
        {"NoInteractions", {}, true, false, "the contract has no interactions"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(PublishResults, PublishesACompleteFailureOfAFilteredRun) {
    Broker broker;
    EXPECT_EQ(published(contract({Status::failed}), broker, true).state, State::published);
}

TEST(PublishResults, MakesTheRunFailWhenTheBrokerRefuses) {
    Broker broker;
    broker.status = 401;
    VerificationResult result;
    result.contracts.push_back(contract({Status::passed}));
    publish_results(result, broker.client, {});
    EXPECT_EQ(result.contracts[0].publication.state, State::failed);
    EXPECT_EQ(verdict(result), Verdict::could_not_find_out);
}

TEST(PublishResults, WithholdsAContractWithInteractionsOfAnUnknownKind) {
    Broker broker;
    auto made = contract({Status::passed});
    made.source.unknown_interactions = 2;
    const auto publication = published(std::move(made), broker);
    EXPECT_EQ(publication.state, State::withheld);
    EXPECT_EQ(publication.why, "2 interactions of a kind that is not known");
    EXPECT_TRUE(broker.requests.empty());
}

}  // namespace
}  // namespace tally::verification
