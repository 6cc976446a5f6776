// What a row of the dashboard says, and in which order rows come.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Dashboard : public BrokerTest {
  protected:
    // "App -> Bar, Web -> Api"
    std::string pairs() {
        std::string all;
        const auto reply = get("/dashboard");
        for (const auto& item : *reply.at("items").array()) {
            all += (all.empty() ? "" : ", ") + *item.find("consumer")->find("name")->string() + " -> " +
                   *item.find("provider")->find("name")->string();
        }
        return all;
    }
    std::string shown(const Reply& reply, const std::string& path) { return json::to_text(reply.at(path)); }
};

TEST_F(Dashboard, HasEachContractOnceTheLastActiveFirst) {
    publish("App", "1", "Zoo");
    publish("Web", "1", "Bar");
    tag("App", "1", "live");
    tag("App", "1", "prod");
    deploy("App", "1", create_environment("test"));
    EXPECT_EQ(pairs(), "Web -> Bar, App -> Zoo") << "by provider, where both came at once";
    clock_.advance(std::chrono::seconds(1));
    verify("App", "1", "Zoo", "7");
    EXPECT_EQ(pairs(), "App -> Zoo, Web -> Bar") << "a result counts too";
}

TEST_F(Dashboard, NamesTheBranchesThatAVersionIsTheHeadOf) {
    publish("Web", "1", "Api", "/1");
    for (const auto* branch : {"main", "a", "b"}) put_on_branch("Web", "1", branch);
    put_on_branch("Web", "2", "main");
    const auto reply = get("/dashboard");
    EXPECT_EQ(shown(reply, "items[0].consumer.version.headBranchNames"), R"(["a","b"])");
    EXPECT_EQ(reply.text("items[0].consumer.version.branch"), "b") << "the one it was put on last";
}

TEST_F(Dashboard, NamesTheTagsOfWhichTheProvidersVersionIsTheNewest) {
    publish("Web", "1", "Api");
    verify("Web", "1", "Api", "7");
    for (const auto* name : {"live", "prod"}) tag("Api", "7", name);
    tag("Api", "8", "prod");
    const auto reply = get("/dashboard");
    ASSERT_EQ(reply.size("items[0].latestVerificationResultTags"), 1u) << reply.response.body;
    EXPECT_EQ(reply.text("items[0].latestVerificationResultTags[0].name"), "live");
    EXPECT_EQ(path_of(reply.text("items[0].latestVerificationResult._links.self.href")),
              "/pacts/provider/Api/consumer/Web/version/1/verification-results/latest");
}

TEST_F(Dashboard, NamesTheVersionsInItsTable) {
    publish("Web", "1.2", "Api");
    EXPECT_NE(get("/dashboard", "text/plain")
                  .response.body.find("Web      | 1.2       | Api      |           | never"),
              std::string::npos)
        << get("/dashboard", "text/plain").response.body;
    verify("Web", "1.2", "Api", "7");
    EXPECT_NE(get("/dashboard", "text/plain")
                  .response.body.find("Web      | 1.2       | Api      | 7         | success"),
              std::string::npos)
        << get("/dashboard", "text/plain").response.body;
}

TEST_F(Dashboard, SaysWhenAWebhookWasTriggeredLast) {
    post("/webhooks",
         R"({"events":[{"name":"contract_published"},{"name":"provider_verification_published"}],)"
         R"("request":{"method":"POST","url":"https://ci.example"}})");
    publish("Web", "1", "Api");
    clock_.advance(std::chrono::seconds(5));
    verify("Web", "1", "Api", "7");
    EXPECT_EQ(get("/dashboard").text("items[0].latestWebhookExecution.triggeredAt"),
              "2021-09-01T00:07:26+00:00");
}

TEST_F(Dashboard, ShowsOfATagTheNewestThatHasAContract) {
    for (const auto* version : {"1", "2", "3"}) publish("Web", version, "Api", "/" + std::string(version));
    for (const auto* version : {"1", "2", "4"}) tag("Web", version, "prod");
    const auto reply = get("/dashboard");
    ASSERT_EQ(reply.size("items"), 2u);
    EXPECT_EQ(reply.text("items[0].consumer.version.number"), "3");
    EXPECT_EQ(reply.text("items[1].consumer.version.number"), "2");
}

}  // namespace

}  // namespace tally::testing_support
