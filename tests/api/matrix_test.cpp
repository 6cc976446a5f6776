// The matrix and can-i-deploy.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class MatrixTest : public BrokerTest {
  protected:
    Reply ask(const std::string& query) { return get("/matrix?" + query); }

    // "Foo 1 Bar 10 true, ..." and the verdict with its counts: what an answer says in one line.
    static std::string brief(const Reply& reply) {
        std::string all;
        for (std::size_t i = 0; i < reply.size("matrix"); ++i) {
            const auto row = "matrix[" + std::to_string(i) + "].";
            const auto success = json::to_text(reply.at(row + "verificationResult.success"));
            const auto version = reply.text(row + "provider.version.number");
            all += (i == 0 ? "" : ", ") + reply.text(row + "consumer.name") + " " +
                   reply.text(row + "consumer.version.number") + " " + reply.text(row + "provider.name") +
                   " " + (version.empty() ? "-" : version + " " + success) +
                   (reply.has(row + "ignored") ? " ignored" : "");
        }
        return all + ": " + json::to_text(reply.at("summary.deployable"));
    }

    std::string prod_;
};

// Web 1 and 2 have contracts with Api (2 with other content) and Web 2 with Auth too. Api 7 has verified
// both, Api 8 only the second, and it failed. Auth has never verified.
class Shop : public MatrixTest {
  protected:
    void SetUp() override {
        prod_ = create_environment("prod", true);
        publish("Web", "1", "Api", "/1");
        publish("Web", "2", "Api", "/2");
        publish("Web", "2", "Auth", "/a");
        put_on_branch("Web", "2", "main");
        tag("Web", "1", "live");
        verify("Web", "1", "Api", "7");
        verify("Web", "2", "Api", "7");
        put_on_branch("Api", "7", "main");
        verify("Web", "2", "Api", "8", false);
    }
};

struct MatrixCase {
    const char* name;
    const char* query;
    const char* expected;
};
class ShopQuestions : public Shop, public testing::WithParamInterface<MatrixCase> {
  protected:
    void SetUp() override {
        Shop::SetUp();
        deploy("Web", "1", prod_);
        deploy("Api", "7", prod_);
    }
};
TEST_P(ShopQuestions, Row) {
    const auto reply = ask(GetParam().query);
    ASSERT_EQ(reply.status(), 200) << reply.response.body;
    EXPECT_EQ(brief(reply), GetParam().expected) << reply.text("summary.reason");
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ShopQuestions,
    testing::ValuesIn(std::vector<MatrixCase>{
        {"BothVersions",
         "q[][pacticipant]=Web&q[][version]=1&q[][pacticipant]=Api&q[][version]=7&latestby=cvpv",
         "Web 1 Api 7 true: true"},
        {"BothVersionsNotVerified",
         "q[][pacticipant]=Web&q[][version]=1&q[][pacticipant]=Api&q[][version]=8&latestby=cvpv",
         "Web 1 Api -: null"},
        {"BothVersionsFailed",
         "q[][pacticipant]=Web&q[][version]=2&q[][pacticipant]=Api&q[][version]=8&latestby=cvpv",
         "Web 2 Api 8 false: false"},
        {"NewestResultOfTheContract", "q[][pacticipant]=Web&q[][version]=2&q[][pacticipant]=Api&latestby=cvp",
         "Web 2 Api 8 false: false"},
        {"EveryProviderVersion", "q[][pacticipant]=Web&q[][version]=2&q[][pacticipant]=Api&latestby=cvpv",
         "Web 2 Api 8 false, Web 2 Api 7 true: false"},
        {"NewestOfThePair", "q[][pacticipant]=Web&q[][pacticipant]=Api&latestby=cp",
         "Web 2 Api 8 false: false"},
        {"NoSuchVersion", "q[][pacticipant]=Web&q[][version]=9&q[][pacticipant]=Api&latestby=cvpv",
         ": false"},
        {"VersionsWithoutContract", "q[][pacticipant]=Web&q[][version]=1&q[][pacticipant]=Auth&latestby=cvpv",
         ": true"},
        {"UnrelatedPacticipants", "q[][pacticipant]=Api&q[][pacticipant]=Auth&latestby=cvpv", ": true"},
        {"ConsumerToEnvironment", "q[][pacticipant]=Web&q[][version]=1&environment=prod&latestby=cvp",
         "Web 1 Api 7 true: true"},
        {"ConsumerToEnvironmentWithoutAProvider",
         "q[][pacticipant]=Web&q[][version]=2&environment=prod&latestby=cvpv",
         "Web 2 Api 7 true, Web 2 Auth -: null"},
        {"ProviderToEnvironment", "q[][pacticipant]=Api&q[][version]=8&environment=prod&latestby=cvpv",
         "Web 1 Api -: null"},
        {"ProviderToEnvironmentVerified",
         "q[][pacticipant]=Api&q[][version]=7&environment=prod&latestby=cvpv", "Web 1 Api 7 true: true"},
        {"ProviderWhoseConsumersAreAbsent",
         "q[][pacticipant]=Auth&q[][latest]=true&environment=prod&latestby=cvpv", ": false"},
        {"ConsumerToTag", "q[][pacticipant]=Api&q[][version]=7&latest=true&tag=live&latestby=cvp",
         "Web 1 Api 7 true: true"},
        {"ToMainBranches", "q[][pacticipant]=Api&q[][version]=8&latest=true&mainBranch=true&latestby=cvp",
         "Web 2 Api 8 false: false"},
        {"SelectedByBranch",
         "q[][pacticipant]=Web&q[][branch]=main&q[][latest]=true&q[][pacticipant]=Api&q[][version]=7&"
         "latestby=cvpv",
         "Web 2 Api 7 true: true"},
        {"SelectedByMainBranch",
         "q[][pacticipant]=Web&q[][mainBranch]=true&q[][pacticipant]=Api&q[][mainBranch]=true&latestby=cvpv",
         "Web 2 Api 7 true: true"},
        {"SelectedByEnvironment",
         "q[][pacticipant]=Web&q[][environment]=prod&q[][pacticipant]=Api&q[][latest]=true&latestby=cvpv",
         "Web 1 Api -: null"},
        {"OneVersionAlone", "q[][pacticipant]=Web&q[][version]=2&latestby=cvpv",
         "Web 2 Api 8 false, Web 2 Api 7 true, Web 2 Auth -: null"},
        {"OneProviderAlone", "q[][pacticipant]=Api&q[][version]=7&latestby=cvpv",
         "Web 2 Api 7 true, Web 1 Api 7 true: true"},
        {"IgnoredPacticipant",
         "q[][pacticipant]=Web&q[][version]=2&environment=prod&latestby=cvpv&ignore[][pacticipant]=Auth",
         "Web 2 Api 7 true, Web 2 Auth - ignored: true"},
        {"IgnoredVersion",
         "q[][pacticipant]=Web&q[][version]=2&q[][pacticipant]=Api&latestby=cvpv&ignore[][pacticipant]=Api&"
         "ignore[][version]=8",
         "Web 2 Api 7 true, Web 2 Api 8 false ignored: true"},
        {"SortedParameters",
         "latestby=cvpv&q[][pacticipant]=Web&q[][pacticipant]=Api&q[][version]=1&q[][version]=7",
         "Web 1 Api 7 true: true"},
        {"OnlyFailedRows", "q[][pacticipant]=Web&q[][pacticipant]=Api&latestby=cvpv&success[]=false",
         "Web 2 Api 8 false: false"},
        {"BlankValuesSayNothing",
         "q[][pacticipant]=Web&q[][version]=1&q[][tag]=&q[][branch]=+&q[][pacticipant]=Api&q[][version]=7&"
         "latestby=cvpv&ignore[]=&ignore[][pacticipant]=",
         "Web 1 Api 7 true: true"},
        {"FailedAndUnknownRows",
         "q[][pacticipant]=Web&q[][version]=2&latestby=cvpv&success[]=false&success[]=",
         "Web 2 Api 8 false, Web 2 Auth -: null"},
    }),
    [](const auto& row) { return row.param.name; });

struct InvalidMatrixCase {
    const char* name;
    const char* query;
    const char* message;
};
class InvalidMatrixQuestions : public Shop, public testing::WithParamInterface<InvalidMatrixCase> {};
TEST_P(InvalidMatrixQuestions, AreRefused) {
    const auto reply = ask(GetParam().query);
    EXPECT_EQ(reply.status(), 400);
    ASSERT_EQ(reply.size("errors"), 1u) << reply.response.body;
    EXPECT_NE(reply.text("errors[0]").find(GetParam().message), std::string::npos) << reply.text("errors[0]");
}
INSTANTIATE_TEST_SUITE_P(
    Rows, InvalidMatrixQuestions,
    testing::ValuesIn(std::vector<InvalidMatrixCase>{
        {"NoSelector", "latestby=cvp", "at least one selector"},
        {"NoPacticipant", "q[][version]=1", "must name a pacticipant"},
        {"UnknownPacticipant", "q[][pacticipant]=Nobody", "no pacticipant with the name 'Nobody'"},
        {"VersionAndLatest", "q[][pacticipant]=Web&q[][version]=1&q[][latest]=true", "version and latest"},
        {"VersionsWithATagAndOfABranch", "q[][pacticipant]=Web&q[][tag]=live&q[][branch]=main",
         "more than one of tag, branch"},
        {"LatestVersionInAnEnvironment", "q[][pacticipant]=Web&q[][environment]=prod&q[][latest]=true",
         "an environment and latest"},
        {"TagAndEnvironment", "q[][pacticipant]=Web&tag=x&environment=prod", "only one of tag"},
        {"TagAndMainBranch", "q[][pacticipant]=Web&tag=x&mainBranch=true", "only one of tag"},
        {"LatestAndEnvironment", "q[][pacticipant]=Web&latest=true&environment=prod", "exclude each other"},
        {"UnknownEnvironment", "q[][pacticipant]=Web&environment=moon",
         "no environment with the name 'moon'"},
        {"LimitZero", "q[][pacticipant]=Web&limit=0", "limit must be"},
        {"UnknownLatestBy", "q[][pacticipant]=Web&latestby=x", "latestby"},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(Shop, ARefusedQuestionIsADocumentForThoseWhoWantTheTableToo) {
    const auto reply = get("/matrix?q[][pacticipant]=Nobody", "text/plain");
    EXPECT_EQ(reply.status(), 400);
    EXPECT_EQ(reply.header("Content-Type"), "application/hal+json;charset=utf-8");
}

TEST_F(Shop, EveryProviderVersionInTheEnvironmentNeedsAResult) {
    deploy("Api", "7", prod_);
    deploy("Api", "8", prod_, "blue");
    const auto reply = get("/can-i-deploy?pacticipant=Web&version=1&environment=prod");
    EXPECT_EQ(brief(reply), "Web 1 Api -, Web 1 Api 7 true: null");
    EXPECT_EQ(
        reply.text("summary.reason"),
        "There is no verified pact between version 1 of Web and a version of Api currently in prod (8)");
}

TEST_F(Shop, ReleasedVersionsCountLikeDeployedOnes) {
    release("Api", "7", prod_);
    EXPECT_EQ(brief(get("/can-i-deploy?pacticipant=Web&version=1&environment=prod")),
              "Web 1 Api 7 true: true");
}

TEST_F(Shop, AResultCountsForEveryVersionWithTheSameContent) {
    publish("Web", "3", "Api", "/1");
    deploy("Api", "7", prod_);
    EXPECT_EQ(brief(get("/can-i-deploy?pacticipant=Web&version=3&environment=prod")),
              "Web 3 Api 7 true: true");
}

TEST_F(Shop, TheNewestResultOfAProviderVersionCounts) {
    verify("Web", "1", "Api", "7", false);
    const auto query = "q[][pacticipant]=Web&q[][version]=1&q[][pacticipant]=Api&q[][version]=7";
    EXPECT_EQ(brief(ask(std::string(query) + "&latestby=cvpv")), "Web 1 Api 7 false: false");
    EXPECT_EQ(brief(ask(query)), "Web 1 Api 7 false, Web 1 Api 7 true: false") << "without latestby: history";
}

TEST_F(Shop, AnApplicationThatIsItsOwnProviderIsCheckedAgainstAnyOfItsVersions) {
    publish("Self", "1", "Self", "/s");
    verify("Self", "1", "Self", "1");
    publish("Self", "2", "Self", "/s");
    EXPECT_EQ(brief(get("/can-i-deploy?pacticipant=Self&version=2&environment=prod")),
              "Self 2 Self 1 true: true");
}

TEST_F(Shop, WarnsWhenTheAnswerIsNotReliable) {
    const auto reply = ask("q[][pacticipant]=Web&q[][tag]=live&q[][latest]=true&latestby=cvp");
    ASSERT_GE(reply.size("notices"), 2u);
    EXPECT_EQ(reply.text("notices[0].type"), "warning");
    EXPECT_EQ(reply.text("notices[1].type"), "warning");
    const auto ignoring = ask(
        "q[][pacticipant]=Web&q[][version]=1&tag=live&latest=true&latestby=cvp&ignore[][pacticipant]=Nobody");
    EXPECT_EQ(ignoring.text("notices[0].type"), "warning");
    EXPECT_EQ(json::to_text(ignoring.at("summary.ignored")), "0");
    EXPECT_FALSE(reply.has("summary.ignored")) << "only when something is to be ignored";
}

TEST_F(Shop, ADeploymentIsNeverJudgedByPartOfTheRows) {
    deploy("Api", "7", prod_);
    const auto reply = ask("q[][pacticipant]=Web&q[][version]=2&environment=prod&latestby=cvpv&limit=1");
    EXPECT_EQ(reply.size("matrix"), 1u);
    EXPECT_EQ(json::to_text(reply.at("summary.deployable")), "null");
}

TEST_F(Shop, AVersionThatSeveralSelectorsMeanCountsOnce) {
    const auto once = ask("q[][pacticipant]=Web&q[][version]=1&q[][pacticipant]=Api&q[][version]=7");
    const auto twice =
        ask("q[][pacticipant]=Web&q[][version]=1&q[][pacticipant]=Api&q[][version]=7&q[][pacticipant]=Api&q[]"
            "[version]=7");
    EXPECT_EQ(brief(once), "Web 1 Api 7 true: true");
    EXPECT_EQ(brief(twice), brief(once));
}

TEST_F(Shop, BranchToEnvironment) {
    deploy("Api", "7", prod_);
    put_on_branch("Auth", "1", "main");
    deploy("Auth", "1", prod_);
    EXPECT_EQ(get("/pacticipants/Web/branches/main/latest-version/can-i-deploy/to-environment/prod")
                  .at("summary.unknown")
                  .integer(),
              1);
    EXPECT_EQ(get("/pacticipants/Web/branches/none/latest-version/can-i-deploy/to-environment/prod").status(),
              404);
    EXPECT_EQ(get("/pacticipants/Web/branches/main/latest-version/can-i-deploy/to-environment/none").status(),
              404);
    EXPECT_EQ(get("/pacticipants/Web/latest-version/none/can-i-deploy/to/live").status(), 404);
}

TEST_F(Shop, CanIDeployRefusesIncompleteQuestions) {
    for (const auto* query :
         {"", "?pacticipant=Web&version=1", "?pacticipant=Web&environment=prod",
          "?pacticipant=Web&version=1&environment=prod&to=live", "?pacticipant=Nobody&version=1&to=live",
          "?pacticipant=Web&version=1&environment=moon"}) {
        EXPECT_EQ(get(std::string("/can-i-deploy") + query).status(), 400) << query;
    }
}

TEST_F(Shop, ThePairIsNotAskedAboutAnUnknownEnvironment) {
    EXPECT_EQ(get("/matrix/provider/Api/consumer/Web?environment=moon").status(), 400);
}

TEST_F(Shop, BlankNamesAreNotIgnored) {
    const auto reply = ask("q[][pacticipant]=Web&q[][version]=1&latestby=cvpv&ignore[]=");
    EXPECT_EQ(reply.response.body.find("Cannot ignore"), std::string::npos) << reply.response.body;
}

TEST_F(Shop, RowsSayWhichBranchAndTagsAreTheNewest) {
    put_on_branch("Web", "1", "zoo");
    put_on_branch("Web", "1", "abc");
    tag("Web", "3", "live");
    const auto reply = ask("q[][pacticipant]=Web&q[][version]=1&q[][pacticipant]=Api&latestby=cvpv");
    EXPECT_EQ(reply.text("matrix[0].consumer.version.branch"), "abc") << "the one it was put on last";
    EXPECT_EQ(json::to_text(reply.at("matrix[0].consumer.version.tags[0].latest")), "false");
}

TEST_F(Shop, ReasonsAreToldOnce) {
    publish("Web", "2", "Auth", "/a");
    const auto reply =
        ask("q[][pacticipant]=Web&q[][version]=9&q[][pacticipant]=Web&q[][version]=9&latestby=cvpv");
    const auto reason = reply.text("summary.reason");
    EXPECT_EQ(reason.find("There is no version 9"), reason.rfind("There is no version 9")) << reason;
    EXPECT_NE(reason.find("There is no version 9"), std::string::npos);
    EXPECT_EQ(ask("q[][pacticipant]=Api&q[][pacticipant]=Auth&latestby=cvpv").text("summary.reason"),
              "There are no missing dependencies");
}

}  // namespace

}  // namespace tally::testing_support
