// Explained answers: the ten verdicts, and the least that has to be done.
#include "api/broker_fixture.h"
#include "support/golden.h"

namespace tally::testing_support {

namespace {

class Explained : public BrokerTest {
  protected:
    void SetUp() override { prod_ = create_environment("prod", true); }

    void publish_at(const std::string& consumer, const std::string& version, const std::string& provider,
                    const std::string& path) {
        publish(consumer, version, provider, path);
        clock_.advance(std::chrono::seconds(1));
    }
    void verify_at(const std::string& consumer, const std::string& version, const std::string& provider,
                   const std::string& provider_version, bool success = true) {
        verify(consumer, version, provider, provider_version, success);
        clock_.advance(std::chrono::seconds(1));
    }

    Reply ask(const std::string& pacticipant, const std::string& version, const std::string& more = "") {
        auto reply = get("/can-i-deploy/explained?pacticipant=" + pacticipant + "&version=" + version +
                         "&environment=prod" + more);
        EXPECT_EQ(reply.status(), 200) << reply.response.body;
        return reply;
    }
    // "OWED! Web->Api 7": with "!" when it blocks.
    static std::string edges(const Reply& reply) {
        std::string all;
        for (const auto& edge : *reply.at("edges").array()) {
            const auto name = [&](const char* side) {
                const auto* party = edge.find(side);
                return party->is_null() ? std::string("-") : *party->find("name")->string();
            };
            const auto* provider = edge.find("provider");
            const auto* version =
                provider->find("version") == nullptr ? nullptr : provider->find("version")->find("number");
            all += (all.empty() ? "" : ", ") + *edge.find("verdict")->string() +
                   (*edge.find("blocks")->boolean() ? "! " : " ") + name("consumer") + "->" +
                   name("provider") + (version == nullptr ? "" : " " + *version->string());
        }
        return all;
    }
    // "verify Api 7"
    static std::string repair(const Reply& reply) {
        std::string all;
        for (const auto& action : *reply.at("repair").array()) {
            const auto* version = action.find("version");
            all += (all.empty() ? "" : ", ") + *action.find("kind")->string() + " " +
                   *action.find("pacticipant")->string() +
                   (version == nullptr ? "" : " " + *version->string());
        }
        return all;
    }

    std::string prod_;
};

TEST_F(Explained, VerifiedNeedsNothing) {
    publish_at("Web", "1", "Api", "/1");
    verify_at("Web", "1", "Api", "7");
    deploy("Api", "7", prod_);
    const auto reply = ask("Web", "1");
    EXPECT_EQ(edges(reply), "VERIFIED Web->Api 7");
    EXPECT_EQ(repair(reply), "");
    EXPECT_EQ(json::to_text(reply.at("summary.deployable")), "true");
}

TEST_F(Explained, RegressionAndNewFailureDiffer) {
    publish_at("Web", "1", "Api", "/1");
    verify_at("Web", "1", "Api", "7");
    verify_at("Web", "1", "Api", "8", false);
    deploy("Api", "8", prod_);
    EXPECT_EQ(edges(ask("Web", "1")), "REGRESSION! Web->Api 8");
    EXPECT_EQ(repair(ask("Web", "1")), "fix Api");
    publish_at("Web", "2", "Api", "/2");
    verify_at("Web", "2", "Api", "8", false);
    EXPECT_EQ(edges(ask("Web", "2")), "FAILED_NEW! Web->Api 8");
}

TEST_F(Explained, OwedNamesTheRun) {
    publish_at("Web", "1", "Api", "/1");
    verify_at("Web", "1", "Api", "6");
    publish_at("App", "1", "Api", "/2");
    verify_at("App", "1", "Api", "7");
    deploy("Api", "7", prod_);
    const auto reply = ask("Web", "1");
    EXPECT_EQ(edges(reply), "OWED! Web->Api 7");
    EXPECT_EQ(repair(reply), "verify Api 7");
    EXPECT_NE(reply.text("repair[0].command").find("--provider-version 7"), std::string::npos);
}

// What a verifier asks for by itself may be newer: only the address says which contract is meant.
TEST_F(Explained, AVerificationIsOfTheContractThatWasAskedAbout) {
    publish_at("Web", "1", "Api", "/1");
    publish_at("Web", "2", "Api", "/2");
    publish_at("App", "1", "Api", "/3");
    verify_at("App", "1", "Api", "7");
    deploy("Api", "7", prod_);
    const auto content = get("/pacts/provider/Api/consumer/Web/version/1").href("pb:pact-version");
    const auto reply = ask("Web", "1");
    EXPECT_EQ(reply.text("repair[0].text"), "Verify the contract of Web 1 with Api 7");
    EXPECT_EQ(reply.text("repair[0].command"),
              "contract-verify --broker-url http://broker.example --provider-name Api --url " + content +
                  " --publish --provider-version 7");
}

TEST_F(Explained, OneRunIsForAllContractsThatItClears) {
    publish_at("Web", "1", "Api", "/1");
    publish_at("App", "1", "Api", "/2");
    put("/pacticipants/Api/versions/7");
    deploy("Web", "1", prod_);
    deploy("App", "1", prod_);
    const auto reply = ask("Api", "7");
    EXPECT_EQ(repair(reply), "verify Api 7");
    EXPECT_EQ(reply.text("repair[0].text"), "Verify the contracts of App 1 and Web 1 with Api 7");
    const auto command = reply.text("repair[0].command");
    for (const auto* consumer : {"App", "Web"}) {
        const auto pact = get(std::string("/pacts/provider/Api/consumer/") + consumer + "/version/1");
        EXPECT_NE(command.find(" --url " + pact.href("pb:pact-version")), std::string::npos) << command;
    }
}

TEST_F(Explained, OfManyContractsASentenceNamesTheFirst) {
    put("/pacticipants/Api/versions/7");
    for (const auto* consumer : {"A", "B", "C", "D", "E", "F", "G"}) {
        publish_at(consumer, "1", "Api", "/" + std::string(consumer));
        deploy(consumer, "1", prod_);
    }
    EXPECT_EQ(ask("Api", "7").text("repair[0].text"),
              "Verify the contracts of A 1, B 1, C 1, D 1, E 1 and 2 more with Api 7");
}

TEST_F(Explained, EveryConsumerThatIsBrokenHasToBeFixed) {
    for (const auto* consumer : {"Web", "App"}) {
        publish_at(consumer, "1", "Api", "/1");
        verify_at(consumer, "1", "Api", "7", false);
        deploy(consumer, "1", prod_);
    }
    const auto reply = ask("Api", "7");
    EXPECT_EQ(repair(reply), "fix Api, fix Api");
    EXPECT_NE(reply.text("repair[0].text"), reply.text("repair[1].text"));
}

TEST_F(Explained, AFixHasToGetToWhereItIsMissing) {
    publish_at("Web", "1", "Api", "/1");
    verify_at("Web", "1", "Api", "7", false);
    deploy("Api", "7", prod_);
    EXPECT_EQ(ask("Web", "1").text("repair[0].text"),
              "Fix Api where it breaks the contract of Web, or change the contract; verify it again, and deploy what "
              "was fixed to prod");
}

TEST_F(Explained, WhatIsFixedAlreadyOnlyHasToBeDeployed) {
    publish_at("Web", "1", "Api", "/1");
    verify_at("Web", "1", "Api", "7", false);
    verify_at("Web", "1", "Api", "8");
    deploy("Api", "7", prod_);
    const auto reply = ask("Web", "1");
    EXPECT_EQ(edges(reply), "FAILED_NEW! Web->Api 7");
    EXPECT_EQ(reply.text("edges[0].because"),
              "it fails with Api 7, and nobody had verified it with success before; Api 8 has verified it");
    EXPECT_EQ(repair(reply), "deploy Api 8");
    deploy("Api", "8", prod_);
    EXPECT_EQ(json::to_text(ask("Web", "1").at("summary.deployable")), "true");
}

TEST_F(Explained, AVersionThatIsRedNowIsNotOneToDeploy) {
    publish_at("Web", "1", "Api", "/1");
    verify_at("Web", "1", "Api", "7");
    verify_at("Web", "1", "Api", "7", false);
    EXPECT_EQ(ask("Web", "1").text("repair[0].text"),
              "Deploy to prod a version of Api that has verified the contract of Web");
}

TEST_F(Explained, WhereTagsSayWhatIsDeployedATagIsPut) {
    publish_at("Web", "1", "Api", "/1");
    const auto question = "/can-i-deploy/explained?pacticipant=Web&version=1&to=prod";
    EXPECT_EQ(get(question).text("repair[0].text"),
              "Put the tag prod on a version of Api that has verified the contract of Web");
    verify_at("Web", "1", "Api", "7");
    EXPECT_EQ(get(question).text("repair[0].command"),
              "contract create-version-tag --pacticipant Api --version 7 --tag prod");
    tag("Api", "7", "prod");
    EXPECT_EQ(json::to_text(get(question).at("summary.deployable")), "true");
}

TEST_F(Explained, ADeploymentTakesThePlaceOfTheInstanceThatIsMeant) {
    publish_at("Web", "1", "Api", "/1");
    put_on_branch("Api", "7", "main");
    put_on_branch("Api", "8", "main");
    verify_at("Web", "1", "Api", "8");
    deploy("Api", "7", prod_, "blue");
    EXPECT_EQ(ask("Web", "1").text("edges[0].actions[1].command"),
              "contract record-deployment --pacticipant Api --version 8 --environment prod "
              "--application-instance blue");
    deploy("Api", "7", prod_, "green");
    EXPECT_EQ(ask("Web", "1").size("edges[0].actions"), 1u) << "one deployment does not replace two";
}

TEST_F(Explained, NeverVerifiedIsNotOwedToOneVersion) {
    publish_at("Web", "1", "Api", "/1");
    publish_at("App", "1", "Api", "/2");
    verify_at("App", "1", "Api", "7");
    deploy("Api", "7", prod_);
    EXPECT_EQ(edges(ask("Web", "1")), "NEVER_VERIFIED! Web->Api 7");
}

TEST_F(Explained, StaleDeployedHasTwoWaysOut) {
    publish_at("Web", "1", "Api", "/1");
    put_on_branch("Api", "7", "main");
    put_on_branch("Api", "8", "main");
    verify_at("Web", "1", "Api", "8");
    deploy("Api", "7", prod_);
    const auto reply = ask("Web", "1");
    EXPECT_EQ(edges(reply), "STALE_DEPLOYED! Web->Api 7");
    EXPECT_EQ(reply.size("edges[0].actions"), 2u);
    EXPECT_EQ(reply.size("repair"), 1u) << "either is enough";
}

TEST_F(Explained, NotDeployedBlocksConsumersOnly) {
    publish_at("Web", "1", "Api", "/1");
    verify_at("Web", "1", "Api", "7");
    const auto consumer = ask("Web", "1");
    EXPECT_EQ(edges(consumer), "NOT_DEPLOYED! Web->Api");
    EXPECT_EQ(repair(consumer), "deploy Api 7") << "the version that has verified it";
    EXPECT_EQ(edges(ask("Api", "7")), "NOT_DEPLOYED Web->Api 7");
}

TEST_F(Explained, UnverifiableNamesTheVersionWithoutContract) {
    publish_at("Web", "1", "Api", "/1");
    put("/pacticipants/Web/versions/2");
    put("/pacticipants/Api/versions/7");
    const auto reply = get(
        "/matrix/"
        "explained?q[][pacticipant]=Web&q[][version]=2&q[][pacticipant]=Api&q[][version]=7&latestby=cvpv");
    EXPECT_EQ(edges(reply), "UNVERIFIABLE Web->Api 7") << "without a contract it needs nobody";
    EXPECT_NE(
        reply.text("edges[0].because").find("version 2 of Web has no contract with Api (recorded at 2021-"),
        std::string::npos)
        << reply.text("edges[0].because");
    deploy("Web", "2", prod_);
    EXPECT_EQ(edges(ask("Api", "7")), "UNVERIFIABLE Web->Api 7");
}

TEST_F(Explained, AProviderThatPublishedNothingYetOwesWhatIsDeployed) {
    publish_at("Web", "1", "Api", "/1");
    verify_at("Web", "1", "Api", "6");
    deploy("Web", "1", prod_);
    const auto reply = ask("Api", "7");
    EXPECT_EQ(edges(reply), "OWED! Web->Api 7, UNVERIFIABLE! Api->-");
    EXPECT_EQ(repair(reply), "verify Api 7") << "its result makes the version known";
    EXPECT_EQ(reply.text("edges[0].provider._links.self.href"), "http://broker.example/pacticipants/Api")
        << "the version has no address yet";
    verify_at("Web", "1", "Api", "7");
    EXPECT_EQ(json::to_text(ask("Api", "7").at("summary.deployable")), "true");
}

TEST_F(Explained, GapsAreInteractionsWithoutResult) {
    publish_at("Web", "1", "Api", "/1");
    const auto pact = get("/pacts/provider/Api/consumer/Web/version/1");
    const auto url = path_of(pact.href("pb:publish-verification-results"));
    const auto result = [&](const std::string& id) {
        return post(url,
                    R"({"success":true,"providerApplicationVersion":"7","testResults":[{"interactionId":")" +
                        id + R"(","success":true}]})");
    };
    EXPECT_EQ(result("of another one").status(), 201);
    deploy("Api", "7", prod_);
    const auto reply = ask("Web", "1");
    EXPECT_EQ(edges(reply), "GAP Web->Api 7");
    EXPECT_EQ(json::to_text(reply.at("summary.deployable")), "true") << "as clients know it";
    result(pact.text("interactions[0]._id"));
    EXPECT_EQ(edges(ask("Web", "1")), "VERIFIED Web->Api 7");
}

TEST_F(Explained, IgnoredSaysSo) {
    publish_at("Web", "1", "Api", "/1");
    EXPECT_EQ(edges(ask("Web", "1", "&ignore[]=Api")), "IGNORED Web->Api");
}

TEST_F(Explained, OneRunClearsAllThatIsOwedByAVersion) {
    publish_at("Web", "1", "Api", "/1");
    publish_at("App", "1", "Api", "/2");
    deploy("Web", "1", prod_);
    deploy("App", "1", prod_);
    put("/pacticipants/Api/versions/9");
    const auto reply = ask("Api", "9");
    EXPECT_EQ(edges(reply), "NEVER_VERIFIED! App->Api 9, NEVER_VERIFIED! Web->Api 9");
    EXPECT_EQ(repair(reply), "verify Api 9");
}

TEST_F(Explained, AMissingVersionThatIsIgnoredBlocksNothing) {
    publish_at("Web", "1", "Api", "/1");
    const auto blocked = ask("Api", "9");
    EXPECT_EQ(edges(blocked).substr(0, 13), "UNVERIFIABLE!");
    const auto reply = ask("Api", "9", "&ignore[]=Api");
    EXPECT_EQ(json::to_text(reply.at("summary.deployable")), "true");
    EXPECT_EQ(edges(reply).find('!'), std::string::npos) << edges(reply);
    EXPECT_EQ(repair(reply), "");
}

TEST_F(Explained, CommandsAreSafeToPaste) {
    publish_at("Web", "1", "Api", "/1");
    put("/pacticipants/Api/versions/7%3B%20rm%20x");
    const auto reply =
        get("/matrix/explained?q[][pacticipant]=Web&q[][version]=1&q[][pacticipant]=Api&q[][version]="
            "7%3B%20rm%20x&latestby=cvpv");
    const auto command = reply.text("repair[0].command");
    const std::string end = " --publish --provider-version '7; rm x'";
    ASSERT_GT(command.size(), end.size());
    EXPECT_EQ(command.substr(command.size() - end.size()), end);
}

TEST_F(Explained, ReadsAsReviewed) {
    publish_at("Web", "1", "Api", "/1");
    publish_at("Web", "1", "Auth", "/2");
    publish_at("Web", "1", "Mail", "/3");
    verify_at("Web", "1", "Api", "7");
    verify_at("Web", "1", "Api", "8", false);
    deploy("Api", "8", prod_);
    put_on_branch("Auth", "3", "main");
    deploy("Auth", "3", prod_);
    EXPECT_TRUE(matches_golden("broker/explained.json", json::to_pretty_text(ask("Web", "1").body) + "\n"));
}

TEST_F(Explained, NoticesTellItInWords) {
    publish_at("Web", "1", "Api", "/1");
    const auto reply = ask("Web", "1");
    const auto& notices = *reply.at("notices").array();
    ASSERT_EQ(notices.size(), 3u) << reply.response.body;
    EXPECT_EQ(notices[1].find("text")->string()->substr(0, 24), "NOT_DEPLOYED Web 1 -> Ap");
    EXPECT_EQ(*notices[2].find("type")->string(), "prompt");
    EXPECT_EQ(get(path_of(reply.href("tally:matrix"))).status(), 200);
}

}  // namespace

}  // namespace tally::testing_support
