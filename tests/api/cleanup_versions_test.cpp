// Which versions and branches a clean-up deletes.
#include "api/cleanup_fixture.h"
#include "cleanup/keep_branch_selector.h"
#include "cleanup/keep_selector.h"
#include "cleanup/old_versions.h"

namespace tally::testing_support {

namespace {

// A hundred days: Foo 1 (main, prod), 2 (feat, dev), 3 (main, dev, prod, in production), 4 (feat, released to
// test), 5 with neither; Bar 1 (main, dev) and 2 (feat, prod).
class CleanedHistory : public CleanupTest {
  protected:
    CleanedHistory() {
        if (broker_ == nullptr) return;
        const auto production = create_environment("production", true);
        const auto test = create_environment("test");
        add("Foo", "1", "main", {"prod"});
        deploy("Foo", "1", production);
        advance_days(10);
        add("Foo", "2", "feat", {"dev"});
        advance_days(10);
        add("Foo", "3", "main", {"dev", "prod"});
        deploy("Foo", "3", production);
        advance_days(10);
        add("Foo", "4", "feat", {});
        release("Foo", "4", test);
        advance_days(10);
        add("Foo", "5", "", {});
        add("Bar", "1", "main", {"dev"});
        advance_days(10);
        add("Bar", "2", "feat", {"prod"});
        advance_days(50);
        clock_.advance(std::chrono::hours(20));  // the day of a version counts whole
    }

    void add(const std::string& pacticipant, const std::string& number, const std::string& branch,
             const std::vector<std::string>& tags) {
        put("/pacticipants/" + pacticipant + "/versions/" + number);
        if (!branch.empty()) put_on_branch(pacticipant, number, branch);
        for (const auto& name : tags) tag(pacticipant, number, name);
    }

    static cleanup::CleanPlan plan_with(const std::string& keep) {
        cleanup::CleanPlan plan;
        const auto selectors = cleanup::read_keep_selectors("", keep);
        EXPECT_TRUE(selectors) << selectors.error().text();
        plan.keep = *selectors;
        plan.keep_branches = {};
        return plan;
    }
};

struct KeepCase {
    const char* name;
    const char* keep;
    const char* left;
    int counted = -1;  // by the selector; -1: as many as are left
};
class KeepVersions : public CleanedHistory, public testing::WithParamInterface<KeepCase> {};
TEST_P(KeepVersions, Row) {
    const auto plan = plan_with(GetParam().keep);
    const auto announced = dry_run(plan);
    const auto report = clean(plan);
    EXPECT_EQ(versions_left(), GetParam().left);
    EXPECT_EQ(damage(), "");

    const auto& counts = *announced.find("counts");
    EXPECT_EQ(counts.find("versionsToDelete")->integer(), report.deleted.versions);
    EXPECT_EQ(counts.find("versionsToKeep")->integer(), report.kept.versions);
    const auto counted = GetParam().counted >= 0 ? GetParam().counted : report.kept.versions;
    EXPECT_EQ(counts.find("versionsToKeepBySelector")->array()->front().find("count")->integer(), counted);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, KeepVersions,
    testing::ValuesIn(std::vector<KeepCase>{
        {"Everything", R"([{}])", "Foo 1 2 3 4 5, Bar 1 2"},
        {"Tag", R"([{"tag":"prod"}])", "Foo 1 3, Bar 2"},
        {"LatestWithTag", R"([{"tag":"prod","latest":true}])", "Foo 3, Bar 2"},
        {"AnyTag", R"([{"tag":true}])", "Foo 1 2 3, Bar 1 2", 6},
        {"LatestOfEachTag", R"([{"tag":true,"latest":true}])", "Foo 3, Bar 1 2", 4},
        {"UnknownTag", R"([{"tag":"prd"}])", ""},
        {"Branch", R"([{"branch":"feat"}])", "Foo 2 4, Bar 2"},
        {"HeadOfBranch", R"([{"branch":"feat","latest":true}])", "Foo 4, Bar 2"},
        {"AnyBranch", R"([{"branch":true}])", "Foo 1 2 3 4, Bar 1 2"},
        {"HeadsOfAllBranches", R"([{"branch":true,"latest":true}])", "Foo 3 4, Bar 1 2"},
        {"Latest", R"([{"latest":true}])", "Foo 5, Bar 2"},
        {"MainBranch", R"([{"main_branch":true}])", "Foo 1 3, Bar 1"},
        {"HeadOfMainBranch", R"([{"main_branch":true,"latest":true}])", "Foo 3, Bar 1"},
        {"Deployed", R"([{"deployed":true}])", "Foo 3"},
        {"Released", R"([{"released":true}])", "Foo 4"},
        {"DeployedToAnEnvironment", R"([{"environment":"production"}])", "Foo 3"},
        {"ReleasedToAnEnvironment", R"([{"environment":"test"}])", "Foo 4"},
        {"UnknownEnvironment", R"([{"environment":"prod"}])", ""},
        {"Young", R"([{"max_age":60}])", "Foo 5, Bar 1 2"},
        {"Younger", R"([{"max_age":59}])", "Bar 2"},
        {"OfOnePacticipant", R"([{"pacticipant":"Foo"}])", "Foo 1 2 3 4 5"},
        {"NamesAreExact", R"([{"pacticipant":"foo"}])", ""},
        {"LatestOfOnePacticipant", R"([{"pacticipant":"Foo","latest":true}])", "Foo 5"},
        {"HeadsOfOnePacticipant", R"([{"pacticipant":"Bar","branch":true,"latest":true}])", "Bar 1 2"},
        {"LatestOfTheYoungWithTag", R"([{"tag":"prod","latest":true,"max_age":85}])", "Foo 3, Bar 2"},
        {"LatestOfNoneWithTag", R"([{"tag":"dev","latest":true,"max_age":59}])", ""},
        {"LatestOfTheDeployed", R"([{"deployed":true,"latest":true}])", "Foo 3"},
        {"BranchInEnvironment", R"([{"branch":"main","environment":"production"}])", "Foo 3"},
        {"TagOnBranch", R"([{"tag":"dev","branch":"main"}])", "Foo 3, Bar 1"},
        {"TagOnHead", R"([{"tag":"dev","branch":"feat","latest":true}])", ""},
        {"DeployedAndReleased", R"([{"deployed":true,"released":true}])", ""},
        {"FalseSaysNothing", R"([{"tag":"prod","latest":false}])", "Foo 1 3, Bar 2"},
        {"OneOfSeveral", R"([{"latest":true},{"tag":"prod"},{"deployed":true}])", "Foo 1 3 5, Bar 2", 2},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(CleanedHistory, ByDefaultKeepsWhatIsInUseAndWhatIsYoung) {
    clean({});
    EXPECT_EQ(versions_left(), "Foo 2 3 4 5, Bar 1 2");  // 2 is 90 days old
    advance_days(1);
    clean({});
    EXPECT_EQ(versions_left(), "Foo 3 4 5, Bar 1 2");
}

TEST_F(CleanedHistory, WhatIsInEnvironmentsIsKeptWhateverElseIs) {
    auto plan = plan_with(R"([{"pacticipant":"Bar","deployed":true}])");
    plan.keep = cleanup::with_what_is_in_environments(plan.keep);
    clean(plan);
    EXPECT_EQ(versions_left(), "Foo 3 4");
}

TEST_F(CleanedHistory, TheOldestGoFirstUpToTheLimit) {
    auto plan = plan_with(R"([{"tag":"prod"}])");
    plan.keep_branches = {{}};
    plan.limit = 0;
    const auto announced = dry_run(plan);
    for (const char* kind : {"versionsToDelete", "branchesToDelete"}) {
        EXPECT_EQ(announced.find("counts")->find(kind)->integer(), 0) << kind;
    }
    EXPECT_EQ(clean(plan).deleted, cleanup::Rows());
    plan.keep_branches = {};
    plan.limit = 2;
    EXPECT_EQ(dry_run(plan).find("counts")->find("versionsToDelete")->integer(), 2);
    EXPECT_EQ(dry_run(plan).find("counts")->find("versionsNotToKeep")->integer(), 4);
    clean(plan);
    EXPECT_EQ(versions_left(), "Foo 1 3 5, Bar 1 2");
    clean(plan);
    EXPECT_EQ(versions_left(), "Foo 1 3, Bar 2");
    EXPECT_EQ(clean(plan).deleted.versions, 0);
}

TEST_F(CleanedHistory, HeadsMoveBackToWhatIsLeft) {
    put_on_branch("Foo", "1", "feat");  // added last: the head
    clean(plan_with(R"([{"tag":"dev"},{"released":true}])"));
    EXPECT_EQ(versions_left(), "Foo 2 3 4, Bar 1");
    EXPECT_EQ(get("/pacticipants/Foo/branches/feat/latest-version").text("number"), "4");
    EXPECT_EQ(get("/pacticipants/Foo/latest-version/prod").text("number"), "3");
    EXPECT_EQ(get("/pacticipants/Bar/latest-version/prod").status(), 404);
    EXPECT_EQ(damage(), "");
}

// What clients do while the clean-up looks for what to delete counts.
TEST_F(CleanedHistory, AVersionThatIsDeployedInTheMeantimeStays) {
    const auto environment = create_environment("staging");
    const auto plan = plan_with(R"([{"deployed":true}])");
    const auto rows = cleanup::old_versions(plan.keep, clock_.now());
    std::vector<std::int64_t> listed;
    database_->read([&](storage::Transaction& transaction) { listed = rows.list(transaction, 0, 100); });
    ASSERT_EQ(listed.size(), 6u);
    deploy("Foo", "2", environment);
    database_->write([&](storage::Transaction& transaction) {
        for (const auto id : listed) rows.remove(transaction, id);
        return true;
    });
    EXPECT_EQ(versions_left(), "Foo 2 3");
}

struct BranchCase {
    const char* name;
    const char* keep;
    const char* left;
};
class KeepBranches : public CleanedHistory, public testing::WithParamInterface<BranchCase> {};
TEST_P(KeepBranches, Row) {
    put_on_branch("Foo", "5", "fresh");
    advance_days(5);
    auto plan = plan_with("[{}]");
    const auto selectors = cleanup::read_keep_branch_selectors("", GetParam().keep);
    ASSERT_TRUE(selectors) << selectors.error().text();
    plan.keep_branches = *selectors;
    const auto announced = dry_run(plan);
    const auto report = clean(plan);
    EXPECT_EQ(branches_left(), GetParam().left);
    EXPECT_EQ(versions_left(), "Foo 1 2 3 4 5, Bar 1 2");
    EXPECT_EQ(announced.find("counts")->find("branchesToDelete")->integer(), report.deleted.branches);
    EXPECT_EQ(announced.find("counts")->find("branchesToKeep")->integer(), report.kept.branches);
    EXPECT_EQ(damage(), "");
}
INSTANTIATE_TEST_SUITE_P(Rows, KeepBranches,
                         testing::ValuesIn(std::vector<BranchCase>{
                             {"ByDefault", R"([{"max_age":90}])", "Foo main feat fresh, Bar main feat"},
                             {"Younger", R"([{"max_age":74}])", "Foo main fresh, Bar main feat"},
                             {"ThatVeryDay", R"([{"max_age":75}])", "Foo main feat fresh, Bar main feat"},
                             {"Youngest", R"([{"max_age":1}])", "Foo main, Bar main"},
                             {"ByName", R"([{"branch":"feat"}])", "Foo main feat, Bar main feat"},
                             {"ByNames", R"([{"branch":["other","fresh"]}])", "Foo main fresh, Bar main"},
                             {"ByNameOrAge", R"([{"branch":"fresh","max_age":60}])",
                              "Foo main fresh, Bar main feat"},
                             {"MainBranchesAlone", R"([{}])", "Foo main, Bar main"},
                             {"NoSelectorKeepsAll", "[]", "Foo main feat fresh, Bar main feat"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST_F(CleanedHistory, StaleBranchesGoUpToTheLimit) {
    auto plan = plan_with("[{}]");
    plan.keep_branches = {{}};
    plan.limit = 1;
    clean(plan);
    EXPECT_EQ(branches_left(), "Foo main, Bar main feat");
}

// So that the dry run is right about both.
TEST_F(CleanedHistory, HeadsOfStaleBranchesAreKeptOnceMore) {
    auto plan = plan_with(R"([{"branch":true,"latest":true}])");
    plan.keep_branches = {{}};
    clean(plan);
    EXPECT_EQ(versions_left(), "Foo 3 4, Bar 1 2");
    EXPECT_EQ(branches_left(), "Foo main, Bar main");
    clean(plan);
    EXPECT_EQ(versions_left(), "Foo 3, Bar 1");
}

TEST_F(CleanupTest, ContractsResultsAndDeliveriesGoWithTheirVersions) {
    post("/webhooks",
         R"({"events":[{"name":"contract_published"},{"name":"provider_verification_published"}],)"
         R"("request":{"method":"POST","url":"https://ci.example"}})");
    publish("Foo", "1", "Bar", "/1");
    verify("Foo", "1", "Bar", "1");
    publish("Foo", "2", "Bar", "/2");
    verify("Foo", "2", "Bar", "1");
    verify("Foo", "2", "Bar", "2");
    deliver();

    cleanup::CleanPlan plan;
    plan.keep = {{.latest = true}};
    const auto report = clean(plan);
    EXPECT_EQ(versions_left(), "Foo 2, Bar 2");
    EXPECT_EQ(report.deleted, (cleanup::Rows{.versions = 2,
                                             .publications = 1,
                                             .contents = 1,
                                             .results = 2,
                                             .deliveries = 3,
                                             .attempts = 3,
                                             .branches = 0}));
    EXPECT_EQ(report.kept, (cleanup::Rows{.versions = 2,
                                          .publications = 1,
                                          .contents = 1,
                                          .results = 1,
                                          .deliveries = 2,
                                          .attempts = 2,
                                          .branches = 0}));
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/latest").status(), 200);
    EXPECT_EQ(damage(), "");
}

TEST_F(CleanupTest, AContentThatAResultIsAboutStaysWithIt) {
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "1");
    cleanup::CleanPlan plan;
    plan.keep = {{.pacticipant = "Bar"}};
    clean(plan);
    EXPECT_EQ(count("contents"), 1);
    plan.keep = {{.pacticipant = "Foo"}};
    clean(plan);
    EXPECT_EQ(count("contents"), 0);
}

TEST_F(CleanupTest, OneAtATime) {
    const auto hold = database_->try_hold("clean");
    EXPECT_FALSE(cleanup::clean(*database_, clock_, {}, [](auto) { return true; }));
}

}  // namespace

}  // namespace tally::testing_support
