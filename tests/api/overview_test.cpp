// Integrations, groups, the dashboard, metrics.
#include <map>

#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Overview : public BrokerTest {
  protected:
    void SetUp() override {
        publish("Web", "1", "Api", "/1");
        clock_.advance(std::chrono::seconds(1));
        publish("App", "1", "Api", "/2");
        clock_.advance(std::chrono::seconds(1));
        publish("Api", "7", "Store", "/3");
        clock_.advance(std::chrono::seconds(1));
        publish("Alone", "1", "Other", "/4");
    }
};

TEST_F(Overview, IntegrationsAreAGraphUnlessAskedForOtherwise) {
    const auto graph = get("/integrations", "");
    EXPECT_EQ(graph.header("Content-Type"), "text/vnd.graphviz;charset=utf-8");
    EXPECT_EQ(graph.response.body,
              "digraph {\n  \"Alone\" -> \"Other\"\n  \"Api\" -> \"Store\"\n  \"App\" -> \"Api\"\n"
              "  \"Web\" -> \"Api\"\n}\n");
    const auto list = get("/integrations");
    ASSERT_EQ(list.size("_embedded.integrations"), 4u);
    EXPECT_EQ(list.text("_embedded.integrations[0].consumer.name"), "Alone") << "changed last";
    EXPECT_EQ(list.text("_embedded.integrations[0]._links.pb:matrix.href"),
              "/matrix/provider/Other/consumer/Alone");
    EXPECT_EQ(get("/integrations?q=API").size("_embedded.integrations"), 3u);
    EXPECT_EQ(get("/integrations?q=nothing").size("_embedded.integrations"), 0u);
    EXPECT_EQ(get("/integrations?page=2&size=3").size("_embedded.integrations"), 1u);
}

TEST_F(Overview, DeletingAnIntegrationTakesWhatOnlyItNeeded) {
    verify("Web", "1", "Api", "7");
    EXPECT_EQ(remove("/integrations/provider/Api/consumer/Web").status(), 204);
    EXPECT_EQ(get("/pacticipants/Web").status(), 404) << "nothing is left of it";
    EXPECT_EQ(get("/pacticipants/Api/versions/7").status(), 200) << "it has a contract of its own";
    EXPECT_EQ(get("/integrations").size("_embedded.integrations"), 3u);
    EXPECT_EQ(remove("/integrations").status(), 204);
    EXPECT_EQ(get("/pacticipants").size("_embedded.pacticipants"), 0u);
}

TEST_F(Overview, AGroupIsWhatIsConnected) {
    const auto lines = [&](const std::string& target) {
        const auto reply = get(target, "text/csv");
        EXPECT_EQ(reply.status(), 200);
        EXPECT_EQ(reply.header("Content-Type"), "text/csv;charset=utf-8");
        return std::count(reply.response.body.begin(), reply.response.body.end(), '\n');
    };
    EXPECT_EQ(lines("/groups/Web"), 4);
    EXPECT_EQ(lines("/groups/Web.csv"), 4);
    EXPECT_EQ(lines("/groups/Other"), 2);
    EXPECT_EQ(lines("/groups/Web?maxPacticipants=2"), 2);
    EXPECT_EQ(lines("/relationships"), 6);
    EXPECT_EQ(get("/groups/Nobody", "text/csv").status(), 404);
    const auto api = get("/pacticipants/Api");
    EXPECT_NE(get("/relationships", "text/csv").response.body.find(",Alone,1,1,0,0,"), std::string::npos);
}

TEST_F(Overview, TheDashboardShowsTheLatestAndTheTagged) {
    verify("Web", "1", "Api", "7");
    put_on_branch("Web", "1", "main");
    tag("Web", "1", "prod");
    clock_.advance(std::chrono::seconds(1));
    publish("Web", "2", "Api", "/new");
    put_on_branch("Web", "2", "main");
    const auto all = get("/dashboard");
    EXPECT_EQ(all.size("items"), 5u) << "four pairs, and one tagged contract that is not the latest";
    const auto pair = get("/dashboard/provider/Api/consumer/Web");
    ASSERT_EQ(pair.size("items"), 2u) << pair.response.body;
    std::string statuses;
    for (const auto& item : *pair.at("items").array())
        statuses += *item.find("verificationStatus")->string() + " ";
    EXPECT_EQ(statuses, "never success ");
    EXPECT_EQ(pair.text("items[1].pactTags[0].name"), "prod");
    EXPECT_EQ(pair.text("items[0].consumer.version.branch"), "main");
    EXPECT_EQ(pair.text("items[0].consumer.version.headBranchNames[0]"), "main");
    EXPECT_EQ(get("/dashboard?page=1&size=2").size("items"), 2u);
    EXPECT_NE(get("/dashboard", "text/plain").response.body.find("CONSUMER | C_VERSION"), std::string::npos);
    EXPECT_EQ(get("/dashboard/provider/Api/consumer/Nobody").status(), 404);
}

TEST_F(Overview, TheDashboardShowsTheNewestContractWithATagWhateverElseHasIt) {
    tag("Web", "1", "prod");
    publish("Web", "2", "Api", "/new");
    publish("Web", "3", "Other", "/other");
    tag("Web", "3", "prod");
    tag("Web", "4", "live");
    const auto pair = get("/dashboard/provider/Api/consumer/Web");
    ASSERT_EQ(pair.size("items"), 2u) << pair.response.body;
    EXPECT_EQ(pair.text("items[1].consumer.version.number"), "1");
    EXPECT_EQ(pair.text("items[1].pactTags[0].name"), "prod") << "the contract of version 3 is another pair's";
    EXPECT_EQ(get("/dashboard/provider/Other/consumer/Web").text("items[0].pactTags[0].name"), "prod");
}

TEST_F(Overview, TheDashboardSaysThatAVersionIsOfTheYoungestBranchThatItIsTheHeadOf) {
    put_on_branch("Web", "0", "main");
    put_on_branch("Web", "0", "feat");
    put_on_branch("Web", "0", "old");
    put_on_branch("Web", "1", "feat");
    put_on_branch("Web", "1", "main");
    const auto pair = get("/dashboard/provider/Api/consumer/Web");
    EXPECT_EQ(pair.text("items[0].consumer.version.branch"), "feat") << "whatever it was put on last";
    EXPECT_EQ(pair.size("items[0].consumer.version.headBranchNames"), 2u);
    put_on_branch("Web", "2", "feat");
    EXPECT_EQ(get("/dashboard/provider/Api/consumer/Web").text("items[0].consumer.version.branch"), "main");
}

TEST_F(Overview, TheDashboardShowsWhatIsInEnvironments) {
    deploy("Web", "1", create_environment("prod"));
    publish("Web", "2", "Api", "/new");
    for (const auto* version : {"1", "2"}) tag("Web", version, "live");
    const auto pair = get("/dashboard/provider/Api/consumer/Web");
    ASSERT_EQ(pair.size("items"), 2u) << pair.response.body;
    EXPECT_EQ(pair.text("items[1].consumer.version.number"), "1");
    EXPECT_EQ(pair.size("items[1].pactTags"), 0u) << "version 2 has the tag too";
    EXPECT_EQ(pair.text("items[0].pactTags[0].name"), "live");
}

TEST_F(Overview, TheDashboardKnowsOfEachContractHowItsWebhooksStand) {
    const auto create_webhook = [&](const std::string& about, const std::string& event) {
        const auto reply =
            post("/webhooks", "{" + about + R"(,"events":[{"name":")" + event +
                                  R"("}],"request":{"method":"POST","url":"https://ci.example"}})");
        EXPECT_EQ(reply.status(), 201) << reply.response.body;
    };
    create_webhook(R"("consumer":{"name":"Web"})", "contract_published");
    put("/pacticipants/Store/labels/shop", "{}");
    create_webhook(R"("provider":{"label":"shop"})", "provider_verification_failed");
    clock_.advance(std::chrono::seconds(1));
    publish("Web", "2", "Api", "/new");
    receiver_.answer = http::Response{500, {}, ""};
    deliver();
    publish("Web", "2", "Other", "/other");
    std::map<std::string, std::string> webhooks;  // by consumer and provider
    const auto dashboard = get("/dashboard");
    for (const auto& item : *dashboard.at("items").array()) {
        const auto* execution = item.find("latestWebhookExecution");
        webhooks[*item.find("consumer")->find("name")->string() + " " +
                 *item.find("provider")->find("name")->string()] =
            *item.find("webhookStatus")->string() +
            (execution->is_null() ? "" : " " + *execution->find("triggeredAt")->string());
    }
    const std::map<std::string, std::string> expected = {{"Web Api", "retrying 2021-09-01T00:07:25+00:00"},
                                                         {"Web Other", "not_run 2021-09-01T00:07:25+00:00"},
                                                         {"Api Store", "not_run"},
                                                         {"App Api", "none"},
                                                         {"Alone Other", "none"}};
    EXPECT_EQ(webhooks, expected);
}

TEST_F(Overview, TheDashboardKnowsTheTagsOfTheProviderVersionOfEachResult) {
    verify("Web", "1", "Api", "7");
    verify("App", "1", "Api", "8");
    for (const auto* version : {"7", "8"}) tag("Api", version, "live");
    tag("Api", "7", "old");
    std::map<std::string, std::string> tags;  // by consumer
    const auto dashboard = get("/dashboard");
    for (const auto& item : *dashboard.at("items").array()) {
        for (const auto& tag : *item.find("latestVerificationResultTags")->array()) {
            tags[*item.find("consumer")->find("name")->string()] += *tag.find("name")->string() + " ";
        }
    }
    EXPECT_EQ(tags, (std::map<std::string, std::string>{{"App", "live "}, {"Web", "old "}}));
}

TEST_F(Overview, TheDashboardHasTheSameItemsOnPagesAsAltogether) {
    tag("Web", "1", "prod");
    publish("Web", "2", "Api", "/new");
    verify("App", "1", "Api", "7");
    const auto all = get("/dashboard");
    ASSERT_EQ(all.size("items"), 5u);
    for (std::size_t i = 0; i < 5; ++i) {
        const auto page = get("/dashboard?size=1&page=" + std::to_string(i + 1));
        EXPECT_EQ(page.at("page.totalElements").integer(), 5);
        EXPECT_EQ(json::to_text(page.at("items[0]")),
                  json::to_text(all.at("items[" + std::to_string(i) + "]")));
    }
    EXPECT_EQ(get("/dashboard?size=1&page=6").size("items"), 0u);
}

TEST_F(Overview, DeletingAllIntegrationsTakesAllPacticipants) {
    put("/pacticipants/Lonely/labels/x", "{}");
    EXPECT_EQ(remove("/integrations").status(), 204);
    EXPECT_EQ(get("/pacticipants").size("_embedded.pacticipants"), 0u);
}

TEST_F(Overview, TheMatrixOfNobodyIsNotFound) {
    EXPECT_EQ(get("/matrix/provider/Nobody/consumer/Web").status(), 404);
    EXPECT_EQ(get("/matrix/provider/Api/consumer/Nobody").status(), 404);
}

TEST_F(Overview, AGroupIsReachedThroughThePacticipant) {
    const auto integrations = get("/integrations");
    EXPECT_EQ(
        integrations.text("_embedded.integrations[0]._links.pb:group.href"),
        "http://broker.example/pacticipants/" + integrations.text("_embedded.integrations[0].consumer.name"));
}

TEST_F(Overview, MetricsCount) {
    verify("Web", "1", "Api", "7", false);
    verify("Web", "1", "Api", "7", false);
    verify("Web", "1", "Api", "7", true);
    create_environment("prod");
    const auto reply = get("/metrics");
    EXPECT_EQ(reply.at("pacticipants.count").integer(), 6);
    EXPECT_EQ(reply.at("interactions.latestInteractionsCount").integer(), 4);
    EXPECT_EQ(reply.at("verificationResults.failureCount").integer(), 2);
    EXPECT_EQ(reply.at("verificationResults.distinctCount").integer(), 2) << "a failure and a success";
    EXPECT_EQ(reply.at("environments.count").integer(), 1);
    EXPECT_EQ(reply.at("matrix.count").integer(), -1);
    EXPECT_EQ(reply.text("pactPublications.first"), "2021-09-01T00:07:21+00:00");
    EXPECT_EQ(json::to_text(reply.at("pactRevisionsPerConsumerVersion.distribution")), R"({"1":4})");
}

TEST_F(Overview, ATestErrorLooksLikeARealOne) {
    const auto reply = get("/test/error");
    EXPECT_EQ(reply.status(), 500);
    EXPECT_EQ(reply.text("error.reference").size(), 10u);
}

}  // namespace

}  // namespace tally::testing_support
