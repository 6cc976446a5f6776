// What providers owe, and leases for it.
#include "api/broker_fixture.h"
#include "pacticipants/pacticipant_store.h"
#include "verifications/owed_store.h"

namespace tally::testing_support {

namespace {

class Owed : public BrokerTest {
  protected:
    void SetUp() override {
        const auto prod = create_environment("prod", true);
        publish("Web", "1", "Api", "/1");
        put_on_branch("Web", "1", "main");
        publish("App", "1", "Api", "/2");
        put_on_branch("Api", "7", "main");
        put_on_branch("Api", "8", "main");
        put_on_branch("Api", "9", "feat");
        deploy("Api", "7", prod);
    }
    // "7: App Web; 8: Web"
    std::string owed(const std::string& query = "") {
        const auto reply = get("/providers/Api/owed" + query);
        EXPECT_EQ(reply.status(), 200) << reply.response.body;
        std::string all;
        for (const auto& run : *reply.at("_embedded.runs").array()) {
            all += (all.empty() ? "" : "; ") + *run.find("providerVersion")->string() +
                   (run.find("lease") == nullptr ? ":" : " (taken):");
            for (const auto& pact : *run.find("_embedded")->find("pacts")->array()) {
                all += " " + *pact.find("consumer")->string();
            }
        }
        return all;
    }
    Reply take(const std::string& body = "{}") { return post("/providers/Api/owed/leases", body); }
};

TEST_F(Owed, ListsTheRunsOfVersionsInUse) {
    EXPECT_EQ(owed(), "7: App Web; 8: App Web");
    verify("Web", "1", "Api", "7");
    EXPECT_EQ(owed(), "7: App; 8: App Web");
    verify("App", "1", "Api", "7", false);
    EXPECT_EQ(owed(), "8: App Web") << "a failure is a result: running it again clears nothing";
    EXPECT_EQ(owed("?branch=feat"), "9: App Web");
    EXPECT_EQ(get("/providers/Nobody/owed").status(), 404);
}

TEST_F(Owed, OfABranchThatNothingIsOnIsNotNothing) {
    const auto list = get("/providers/Api/owed?branch=mian");
    EXPECT_EQ(list.status(), 404);
    EXPECT_EQ(list.text("error"), "no version of Api is on branch 'mian'");
    EXPECT_EQ(take(R"({"branch":"mian"})").status(), 404);
}

TEST_F(Owed, TheListNamesTheQueryThatItAnswers) {
    EXPECT_EQ(get("/providers/Api/owed?branch=main").href("self"), "http://broker.example/providers/Api/owed?branch=main");
}

TEST_F(Owed, TheCommandNamesEachContractAndTheBroker) {
    const auto reply = get("/providers/Api/owed?branch=main");
    const auto app = reply.text("_embedded.runs[0]._embedded.pacts[0]._links.self.href");
    const auto web = reply.text("_embedded.runs[0]._embedded.pacts[1]._links.self.href");
    EXPECT_EQ(reply.text("_embedded.runs[0].command"),
              "contract-verify --broker-url http://broker.example --provider-name Api --url " + app + " --url " + web +
                  " --publish --provider-version 8");
}

TEST_F(Owed, ContentThatSeveralVersionsShareAppearsOnce) {
    publish("Web", "2", "Api", "/1");
    put_on_branch("Web", "2", "main");
    deploy("Web", "1", get("/environments").text("_embedded.environments[0].uuid"));
    EXPECT_EQ(owed("?branch=main"), "8: App Web");
    put_on_branch("Web", "3", "main");  // without a contract: no run can clear that
    EXPECT_EQ(owed("?branch=main"), "8: App Web") << "the deployed version still has one";
}

TEST_F(Owed, ALeaseKeepsOthersAway) {
    const auto first = take(R"({"holder":"ci-1"})");
    EXPECT_EQ(first.status(), 201) << first.response.body;
    EXPECT_EQ(first.text("providerVersion"), "7");
    EXPECT_EQ(first.text("lease.holder"), "ci-1");
    EXPECT_EQ(owed(), "7 (taken): App Web; 8: App Web");
    EXPECT_EQ(take().text("providerVersion"), "8");
    const auto none = take();
    EXPECT_EQ(none.status(), 200);
    EXPECT_TRUE(none.at("run").is_null());
    EXPECT_EQ(take(R"({"branch":"feat"})").text("providerVersion"), "9");
}

TEST_F(Owed, ALeaseThatHasRunOutIsFreeAgain) {
    take(R"({"version":"8","seconds":60})");
    EXPECT_EQ(take(R"({"version":"8"})").status(), 200);
    clock_.advance(std::chrono::seconds(61));
    EXPECT_EQ(take(R"({"version":"8"})").status(), 201);
}

TEST_F(Owed, OfTwoThatSawTheSameListOnlyOneGetsTheLease) {
    database_->write([&](storage::Transaction& transaction) {
        const auto provider = *pacticipants::find_pacticipant(transaction, "Api");
        const std::string now = "2021-09-01T00:07:21.000000Z";
        const auto runs = verifications::list_owed(transaction, provider, std::nullopt, now);
        EXPECT_EQ(runs->size(), 2u);
        EXPECT_TRUE(
            verifications::lease(transaction, runs->at(0), {"a", {}, "2021-09-01T00:08:00.000000Z"}, now));
        EXPECT_FALSE(
            verifications::lease(transaction, runs->at(0), {"b", {}, "2021-09-01T00:09:00.000000Z"}, now));
        return true;
    });
}

TEST_F(Owed, LeasesHaveLimits) {
    for (const auto* body : {R"({"seconds":0})", R"({"seconds":90000})", R"({"seconds":"x"})"}) {
        EXPECT_EQ(take(body).status(), 400) << body;
    }
}

}  // namespace

}  // namespace tally::testing_support
