// Which contracts a provider is told to verify, and how it is told why.
#include "api/broker_fixture.h"
#include "base/encoding.h"

namespace tally::testing_support {

namespace {

constexpr const char* kUrl = "/pacts/provider/Bar/for-verification";

class ForVerification : public BrokerTest {
  protected:
    Reply ask(const std::string& body) { return post(kUrl, body); }
    Reply select(const std::string& selectors, const std::string& more = "") {
        return ask(R"({"consumerVersionSelectors":[)" + selectors + "]" + more + "}");
    }
    // "Foo(1) Web(3)": what was selected, in order.
    static std::string names(const Reply& reply) {
        std::string all;
        for (std::size_t i = 0; i < reply.size("_embedded.pacts"); ++i) {
            const auto title = reply.text("_embedded.pacts[" + std::to_string(i) + "]._links.self.name");
            const auto begin = title.find("between ") + 8;
            all += (all.empty() ? "" : " ") + title.substr(begin, title.find(") and") + 1 - begin);
        }
        return all;
    }
    static std::string notice(const Reply& reply, std::size_t pact, const std::string& when,
                              std::size_t nth = 0) {
        const auto base = "_embedded.pacts[" + std::to_string(pact) + "].verificationProperties.notices";
        for (std::size_t i = 0; i < reply.size(base); ++i) {
            const auto item = base + "[" + std::to_string(i) + "]";
            if (reply.text(item + ".when") == when && nth-- == 0) return reply.text(item + ".text");
        }
        return "";
    }
    std::string pending(const Reply& reply, std::size_t pact = 0) {
        return json::to_text(
            reply.at("_embedded.pacts[" + std::to_string(pact) + "].verificationProperties.pending"));
    }
};

// Foo: 1 on main and tagged prod; 2 on feat; 3 on main without a contract for Bar.
// Web: 1 tagged prod; 2 on feat, with the same content as 1. Old: 1 without anything.
class Selectors : public ForVerification {
  protected:
    void SetUp() override {
        publish("Foo", "1", "Bar", "/1");
        put_on_branch("Foo", "1", "main");
        tag("Foo", "1", "prod");
        publish("Foo", "2", "Bar", "/2");
        put_on_branch("Foo", "2", "feat");
        publish("Web", "1", "Bar", "/w");
        put_on_branch("Web", "1", "x");
        tag("Web", "1", "prod");
        publish("Web", "2", "Bar", "/w");
        put_on_branch("Web", "2", "feat");
        publish("Old", "1", "Bar", "/o");
    }
};

struct SelectorCase {
    const char* name;
    const char* selectors;
    const char* expected;
};
class EverySelector : public Selectors, public testing::WithParamInterface<SelectorCase> {};
TEST_P(EverySelector, Row) {
    const auto reply = select(GetParam().selectors, R"(,"providerVersionBranch":"feat")");
    ASSERT_EQ(reply.status(), 200) << reply.response.body;
    EXPECT_EQ(names(reply), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, EverySelector,
    testing::ValuesIn(std::vector<SelectorCase>{
        {"MainBranch", R"({"mainBranch":true})", "Foo (1)"},
        {"MainBranchOfAConsumer", R"({"mainBranch":true,"consumer":"Web"})", ""},
        {"Branch", R"({"branch":"feat"})", "Foo (2) Web (2)"},
        {"BranchOfAConsumer", R"({"branch":"feat","consumer":"Web"})", "Web (2)"},
        {"BranchIsCaseSensitive", R"({"branch":"FEAT"})", ""},
        {"AllBranches", R"({"branch":true,"latest":true})", "Foo (1) Foo (2) Web (2)"},
        {"MatchingBranch", R"({"matchingBranch":true})", "Foo (2) Web (2)"},
        {"LatestWithTag", R"({"tag":"prod","latest":true})", "Foo (1) Web (1)"},
        {"AllWithTag", R"({"tag":"prod"})", "Foo (1) Web (1)"},
        {"FallbackIsUnusedWhenTheTagIsFound", R"({"tag":"prod","latest":true,"fallbackTag":"x"})",
         "Foo (1) Web (1)"},
        {"FallbackWhenNobodyHasTheTag", R"({"tag":"none","latest":true,"fallbackTag":"prod"})",
         "Foo (1) Web (1)"},
        {"FallbackPerConsumer", R"({"tag":"none","latest":true,"fallbackTag":"prod","consumer":"Foo"})",
         "Foo (1)"},
        {"Latest", R"({"latest":true})", "Foo (2) Old (1) Web (2)"},
        {"LatestOfAConsumer", R"({"latest":true,"consumer":"Old"})", "Old (1)"},
        {"UnknownConsumer", R"({"latest":true,"consumer":"Nobody"})", ""},
        {"DeployedNowhere", R"({"deployed":true})", ""},
        {"DeployedOrReleasedNowhere", R"({"deployedOrReleased":true})", ""},
        {"SeveralAreUnited", R"({"mainBranch":true},{"branch":"feat"})", "Foo (1) Foo (2) Web (2)"},
        {"SameContentOnceWithTheNewestVersion",
         R"({"tag":"prod","latest":true},{"branch":"feat","consumer":"Web"})", "Foo (1) Web (2)"},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(Selectors, AHeadVersionWithoutAContractSelectsNothing) {
    put_on_branch("Foo", "3", "main");
    EXPECT_EQ(names(select(R"({"mainBranch":true})")), "");
    tag("Foo", "3", "prod");
    EXPECT_EQ(names(select(R"({"tag":"prod","latest":true})")), "Web (1)");
}

// In prod: Foo 1 and, as another instance, Foo 2 deployed; Web 1 released. In test: Old 1 deployed.
class PlacedSelectors : public Selectors {
  protected:
    void SetUp() override {
        Selectors::SetUp();
        const auto prod = create_environment("prod", true);
        const auto test = create_environment("test");
        deploy("Foo", "1", prod);
        deploy("Foo", "2", prod, "blue");
        release("Web", "1", prod);
        deploy("Old", "1", test);
    }
};
class EveryPlacedSelector : public PlacedSelectors, public testing::WithParamInterface<SelectorCase> {};
TEST_P(EveryPlacedSelector, Row) {
    const auto reply = select(GetParam().selectors);
    ASSERT_EQ(reply.status(), 200) << reply.response.body;
    EXPECT_EQ(names(reply), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, EveryPlacedSelector,
    testing::ValuesIn(std::vector<SelectorCase>{
        {"Deployed", R"({"deployed":true})", "Foo (1) Foo (2) Old (1)"},
        {"DeployedOfAConsumer", R"({"deployed":true,"consumer":"Old"})", "Old (1)"},
        {"DeployedInAnEnvironment", R"({"deployed":true,"environment":"prod"})", "Foo (1) Foo (2)"},
        {"Released", R"({"released":true})", "Web (1)"},
        {"ReleasedInAnEnvironment", R"({"released":true,"environment":"test"})", ""},
        {"DeployedOrReleased", R"({"deployedOrReleased":true})", "Foo (1) Foo (2) Old (1) Web (1)"},
        {"DeployedOrReleasedInAnEnvironment", R"({"deployedOrReleased":true,"environment":"prod"})",
         "Foo (1) Foo (2) Web (1)"},
        {"Environment", R"({"environment":"prod"})", "Foo (1) Foo (2) Web (1)"},
        {"WithOthers", R"({"environment":"test"},{"mainBranch":true})", "Foo (1) Old (1)"},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(PlacedSelectors, OnlyWhatIsThereNowCounts) {
    put_on_branch("Foo", "3", "x");
    deploy("Foo", "3", get("/environments?name=prod").text("_embedded.environments[0].uuid"));
    EXPECT_EQ(names(select(R"({"deployed":true})")), "Foo (2) Old (1)") << "Foo 3 has no contract";
}

TEST_F(PlacedSelectors, AnUnknownEnvironmentIsAnError) {
    EXPECT_EQ(select(R"({"environment":"nowhere"})").status(), 400);
}

TEST_F(PlacedSelectors, TheDefaultIncludesWhatIsInEnvironments) {
    // Foo 2 runs in prod, but is neither on the main branch nor the latest of it.
    EXPECT_EQ(names(ask("{}")), "Foo (1) Foo (2) Old (1) Web (2)");
}

TEST_F(PlacedSelectors, NoticesNameTheEnvironment) {
    const auto reply = select(R"({"environment":"prod","consumer":"Web"})");
    EXPECT_NE(notice(reply, 0, "before_verification").find("released to 'prod'"), std::string::npos);
    EXPECT_EQ(reply.text("_embedded.pacts[0].shortDescription"), "released to prod");
}

TEST_F(Selectors, WithoutAnyEachConsumerGivesItsMainBranchOrLatest) {
    EXPECT_EQ(names(ask("{}")), "Foo (1) Old (1) Web (2)");
    EXPECT_EQ(names(get(kUrl)), "Foo (1) Old (1) Web (2)");
    EXPECT_EQ(names(ask("")), "Foo (1) Old (1) Web (2)");
}

TEST_F(Selectors, OlderFormInTheQuery) {
    EXPECT_EQ(names(get(std::string(kUrl) +
                        "?consumer_version_selectors[][tag]=none&consumer_version_selectors[][latest]="
                        "true&consumer_version_selectors[][fallback_tag]=prod"
                        "&consumer_version_selectors[][latest]=true&consumer_version_selectors[]["
                        "consumer]=Old")),
              "Foo (1) Old (1) Web (1)");
    const auto reply = get(std::string(kUrl) + "?provider_version_tags[]=main&include_pending_status=true");
    EXPECT_EQ(pending(reply), "true");
    EXPECT_NE(notice(reply, 0, "before_verification").find("deprecated"), std::string::npos);
}

TEST_F(Selectors, SnakeCaseIsAccepted) {
    EXPECT_EQ(names(ask(R"({"consumer_version_selectors":[{"main_branch":true}]})")), "Foo (1)");
}

TEST_F(Selectors, AFallbackIsToldApart) {
    const auto reply = select(R"({"tag":"none","latest":true,"fallbackTag":"prod","consumer":"Web"})");
    const auto text = notice(reply, 0, "before_verification");
    EXPECT_NE(text.find("    * the latest version tagged 'prod' (1), since no pact is tagged 'none'"),
              std::string::npos)
        << text;
}

TEST_F(Selectors, EachReasonIsTold) {
    const auto reply =
        select(R"({"tag":"prod","latest":true,"consumer":"Web"},{"branch":"feat","consumer":"Web"})");
    EXPECT_EQ(reply.text("_embedded.pacts[0].shortDescription"),
              "latest with tag prod, latest from branch feat");
    const auto text = notice(reply, 0, "before_verification");
    EXPECT_NE(text.find("    * the latest version tagged 'prod' (1)"), std::string::npos) << text;
    EXPECT_NE(text.find("    * the latest version from branch 'feat' (2)"), std::string::npos) << text;
    EXPECT_TRUE(reply.has("_embedded.pacts[0].verificationProperties.pending")) << "unless it is refused";
    EXPECT_FALSE(reply.has("_embedded.pacts[0].verificationProperties.wip"));
}

TEST_F(Selectors, PendingStatusCanBeRefused) {
    const auto reply = post("/pacts/provider/Bar/for-verification",
                            R"({"consumerVersionSelectors":[{"latest":true}],"includePendingStatus":false})");
    EXPECT_FALSE(reply.has("_embedded.pacts[0].verificationProperties.pending"));
}

TEST_F(Selectors, TheLinkLeadsToTheContractAndCarriesWhyItWasSelected) {
    const auto reply = select(R"({"tag":"prod","latest":true,"consumer":"Foo"})");
    const auto href = reply.text("_embedded.pacts[0]._links.self.href");
    const auto segment = encoding::from_base64_url(href.substr(href.rfind('/') + 1));
    ASSERT_TRUE(segment);
    EXPECT_EQ(segment->substr(0, 44), "s%5B%5D%5Bt%5D=prod&s%5B%5D%5Bl%5D=true&s%5B");
    const auto contract = get(path_of(href));
    EXPECT_EQ(contract.text("interactions[0].request.path"), "/1");
    EXPECT_EQ(contract.text("_links.pb:consumer-versions[0].name"), "1");
    EXPECT_EQ(reply.href("self"), "http://broker.example/pacts/provider/Bar/for-verification");
}

struct InvalidCase {
    const char* name;
    std::string body;
    const char* key;
    const char* message_part;
};
class InvalidQuestions : public ForVerification, public testing::WithParamInterface<InvalidCase> {};
TEST_P(InvalidQuestions, Row) {
    post("/pacticipants", R"({"name":"Bar"})");
    const auto reply = ask(GetParam().body);
    EXPECT_EQ(reply.status(), 400) << reply.response.body;
    const auto* messages = reply.at("errors").find(GetParam().key);
    ASSERT_NE(messages, nullptr) << reply.response.body;
    EXPECT_NE(json::to_text(*messages).find(GetParam().message_part), std::string::npos)
        << json::to_text(*messages);
}
std::string selector(const std::string& text) {
    return R"({"consumerVersionSelectors":[{"latest":true},)" + text + "]}";
}
constexpr const char* kSelectors = "consumerVersionSelectors";
INSTANTIATE_TEST_SUITE_P(
    Rows, InvalidQuestions,
    testing::ValuesIn(std::vector<InvalidCase>{
        {"NotAnArray", R"({"consumerVersionSelectors":{}})", kSelectors, "array"},
        {"Empty", selector("{}"), kSelectors, "must specify one of"},
        {"OnlyConsumer", selector(R"({"consumer":"Foo"})"), kSelectors, "(at index 1)"},
        {"MainBranchFalse", selector(R"({"mainBranch":false})"), kSelectors, "mainBranch can only be true"},
        {"MainBranchWithTag", selector(R"({"mainBranch":true,"tag":"a"})"), kSelectors, "mainBranch"},
        {"MainBranchNotLatest", selector(R"({"mainBranch":true,"latest":false})"), kSelectors,
         "latest=false"},
        {"BranchNotLatest", selector(R"({"branch":"a","latest":false})"), kSelectors, "latest=false"},
        {"MatchingBranchWithoutBranch", selector(R"({"matchingBranch":true})"), kSelectors,
         "providerVersionBranch"},
        {"TagAndBranch", selector(R"({"tag":"a","branch":"b"})"), kSelectors, "both"},
        {"FallbackTagAlone", selector(R"({"latest":true,"fallbackTag":"b"})"), kSelectors, "fallbackTag"},
        {"FallbackTagNotLatest", selector(R"({"tag":"a","fallbackTag":"b"})"), kSelectors, "fallbackTag"},
        {"FallbackBranchAlone", selector(R"({"latest":true,"fallbackBranch":"b"})"), kSelectors,
         "fallbackBranch"},
        {"TagAndDeployed", selector(R"({"tag":"a","deployed":true})"), kSelectors, "together"},
        {"DeployedAndReleased", selector(R"({"deployed":true,"released":true})"), kSelectors,
         "only specify one"},
        {"UnknownEnvironment", selector(R"({"environment":"prod"})"), kSelectors, "'prod' does not exist"},
        {"BlankConsumer", selector(R"({"consumer":" ","latest":true})"), kSelectors, "blank"},
        {"BlankProviderBranch", R"({"providerVersionBranch":" "})", "providerVersionBranch", "blank"},
        {"EmptyProviderBranchWithPending", R"({"providerVersionBranch":"","includePendingStatus":true})",
         "providerVersionBranch", "blank"},
        {"WipSinceNonsense", R"({"includeWipPactsSince":"yesterday"})", "includeWipPactsSince", "date"},
        {"WipSinceImpossible", R"({"includeWipPactsSince":"2020-13-01"})", "includeWipPactsSince", "date"},
    }),
    [](const auto& row) { return row.param.name; });

class Pending : public ForVerification {
  protected:
    void SetUp() override {
        publish("Foo", "1", "Bar");
        put_on_branch("Foo", "1", "main");
    }
    std::string pending_for(const std::string& who) {
        return pending(ask("{" + who + R"(,"includePendingStatus":true})"));
    }
};

TEST_F(Pending, UntilAnySuccessWhenTheProviderSaysNothingOfItself) {
    const std::string question = R"({"includePendingStatus":true})";
    EXPECT_EQ(pending(ask(question)), "true");
    verify("Foo", "1", "Bar", "10", false);
    EXPECT_EQ(pending(ask(question)), "true");
    verify("Foo", "1", "Bar", "11");
    EXPECT_EQ(pending(ask(question)), "false");
}

TEST_F(Pending, UntilASuccessOnTheBranch) {
    put_on_branch("Bar", "10", "main");
    clock_.advance(std::chrono::seconds(1));
    put_on_branch("Bar", "20", "feat");
    clock_.advance(std::chrono::seconds(1));
    verify("Foo", "1", "Bar", "20");
    EXPECT_EQ(pending_for(R"("providerVersionBranch":"feat")"), "false");
    EXPECT_EQ(pending_for(R"("providerVersionBranch":"main")"), "true")
        << "proved elsewhere after this branch began";
    clock_.advance(std::chrono::seconds(1));
    EXPECT_EQ(pending_for(R"("providerVersionBranch":"unborn")"), "false") << "a new branch inherits";
    put_on_branch("Bar", "30", "later");
    EXPECT_EQ(pending_for(R"("providerVersionBranch":"later")"), "false")
        << "proved elsewhere before it began";
}

TEST_F(Pending, UntilASuccessForEveryTag) {
    put("/pacticipants/Bar/versions/10");
    clock_.advance(std::chrono::minutes(1));
    tag("Bar", "10", "a");
    tag("Bar", "11", "b");
    clock_.advance(std::chrono::seconds(1));
    verify("Foo", "1", "Bar", "10");
    EXPECT_EQ(pending_for(R"("providerVersionTags":["a"])"), "false");
    EXPECT_EQ(pending_for(R"("providerVersionTags":["a","b"])"), "true");
    EXPECT_EQ(pending_for(R"("providerVersionTags":["new"])"), "false");
}

TEST_F(Pending, NoticesSayWhyAndWhatEndsIt) {
    const auto reply = ask(R"({"providerVersionBranch":"main","includePendingStatus":true})");
    EXPECT_NE(notice(reply, 0, "before_verification", 1).find("pending, because"), std::string::npos);
    for (const auto* when : {"after_verification:success_true_published_false",
                             "after_verification:success_false_published_false",
                             "after_verification:success_true_published_true",
                             "after_verification:success_false_published_true"}) {
        EXPECT_NE(notice(reply, 0, when), "") << when;
    }
    put_on_branch("Bar", "1", "main");
    verify("Foo", "1", "Bar", "1");
    const auto proved = ask(R"({"providerVersionBranch":"main","includePendingStatus":true})");
    EXPECT_NE(notice(proved, 0, "before_verification", 1).find("not pending"), std::string::npos);
    EXPECT_EQ(notice(proved, 0, "after_verification:success_true_published_true"), "");
}

class WorkInProgress : public ForVerification {
  protected:
    void SetUp() override {
        publish("Foo", "1", "Bar", "/1");
        put_on_branch("Foo", "1", "main");
        publish("Foo", "2", "Bar", "/2");
        put_on_branch("Foo", "2", "feat");
        put_on_branch("Bar", "10", "main");
        clock_.advance(std::chrono::seconds(1));
    }
    Reply ask_with_wip(const std::string& since = "2021-01-01", const std::string& branch = "main") {
        return ask(R"({"consumerVersionSelectors":[{"mainBranch":true}],"includePendingStatus":true,)"
                   R"("providerVersionBranch":")" +
                   branch + R"(","includeWipPactsSince":")" + since + "\"}");
    }
    void post_result_for(const Reply& reply, std::size_t pact, bool success = true) {
        const auto contract =
            get(path_of(reply.text("_embedded.pacts[" + std::to_string(pact) + "]._links.self.href")));
        ASSERT_EQ(post(path_of(contract.href("pb:publish-verification-results")),
                       std::string(R"({"success":)") + (success ? "true" : "false") +
                           R"(,"providerApplicationVersion":"10"})")
                      .status(),
                  201);
    }
};

TEST_F(WorkInProgress, FailsInTheDashboardAsWhatIsNotPendingDoes) {
    const auto reply = ask_with_wip();
    post_result_for(reply, 0, false);
    post_result_for(reply, 1, false);
    tag("Foo", "1", "shown");
    std::map<std::string, std::string> statuses;  // by consumer version
    const auto dashboard = get("/dashboard");
    for (const auto& item : *dashboard.at("items").array()) {
        statuses[*item.find("consumer")->find("version")->find("number")->string()] =
            *item.find("verificationStatus")->string();
    }
    EXPECT_EQ(statuses, (std::map<std::string, std::string>{{"1", "failed_pending"}, {"2", "failed"}}));
}

TEST_F(WorkInProgress, IsTheNewestWorkThatWasNotSelected) {
    const auto reply = ask_with_wip();
    EXPECT_EQ(names(reply), "Foo (1) Foo (2)");
    EXPECT_FALSE(reply.has("_embedded.pacts[0].verificationProperties.wip"));
    EXPECT_EQ(json::to_text(reply.at("_embedded.pacts[1].verificationProperties.wip")), "true");
    EXPECT_EQ(pending(reply, 1), "true");
}

TEST_F(WorkInProgress, CountsFromADate) {
    EXPECT_EQ(names(ask_with_wip("2021-09-01T00:07:22Z")), "Foo (1)");
    EXPECT_EQ(names(ask_with_wip("2021-09-01T10:07:20+10:00")), "Foo (1) Foo (2)");
}

TEST_F(WorkInProgress, DoesNotEndWithASuccessAsWorkInProgress) {
    const auto first = ask_with_wip();
    post_result_for(first, 1);
    EXPECT_EQ(names(ask_with_wip()), "Foo (1) Foo (2)");
}

TEST_F(WorkInProgress, EndsWithASuccessOfASelectedContract) {
    verify("Foo", "2", "Bar", "10");
    EXPECT_EQ(names(ask_with_wip()), "Foo (1)");
}

TEST_F(WorkInProgress, EndsWithASuccessElsewhereBeforeTheBranchBegan) {
    verify("Foo", "2", "Bar", "10");
    clock_.advance(std::chrono::seconds(1));
    EXPECT_EQ(names(ask_with_wip("2021-01-01", "unborn")), "Foo (1)");
    put_on_branch("Bar", "20", "late");
    EXPECT_EQ(names(ask_with_wip("2021-01-01", "late")), "Foo (1)");
}

TEST_F(WorkInProgress, NeedsABranchOrTags) {
    EXPECT_EQ(
        names(
            ask(R"({"consumerVersionSelectors":[{"mainBranch":true}],"includeWipPactsSince":"2021-01-01"})")),
        "Foo (1)");
}

TEST_F(WorkInProgress, WorksWithTags) {
    publish("Web", "1", "Bar", "/w");
    tag("Web", "1", "dev");
    const auto reply = ask(R"({"consumerVersionSelectors":[{"mainBranch":true}],"providerVersionTags":["x"],)"
                           R"("includeWipPactsSince":"2021-01-01"})");
    EXPECT_EQ(names(reply), "Foo (1) Foo (2) Web (1)");
}

}  // namespace

}  // namespace tally::testing_support
