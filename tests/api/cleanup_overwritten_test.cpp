// What something newer has taken the place of: it goes once it is old, and no answer changes.
#include "api/cleanup_fixture.h"

namespace tally::testing_support {

namespace {

class CleanupOverwritten : public CleanupTest {
  protected:
    CleanupOverwritten() : CleanupTest(modifiable()) {}
    static Settings modifiable() {
        auto settings = without_branches_by_tag();
        settings.allow_contract_modification = true;
        return settings;
    }

    // Keeps every version: what else is deleted was replaced.
    static cleanup::CleanPlan plan() {
        cleanup::CleanPlan plan;
        plan.keep = {{}};
        return plan;
    }
    cleanup::Rows clean_up() {
        const auto announced = dry_run(plan());
        const auto report = clean(plan());
        EXPECT_EQ(damage(), "");
        EXPECT_EQ(report.deleted, cleanup::Rows());
        const auto going = [&](const char* table) {
            return announced.find("overwrittenData")->find(table)->find("toDelete")->integer();
        };
        EXPECT_EQ(going("pact_publications"), report.overwritten.publications);
        EXPECT_EQ(going("verification_results"), report.overwritten.results);
        EXPECT_EQ(going("triggered_webhooks"), report.overwritten.deliveries);
        return report.overwritten;
    }
};

TEST_F(CleanupOverwritten, ContractsThatWerePublishedAgainGoAfterAWeek) {
    publish("Foo", "1", "Bar", "/old");
    publish("Foo", "2", "Bar", "/old");
    publish("Foo", "1", "Bar", "/older");
    publish("Foo", "1", "Bar", "/new");
    advance_days(7);
    EXPECT_EQ(clean_up(), cleanup::Rows());
    clock_.advance(std::chrono::seconds(1));
    // The content of the first is still that of version 2.
    EXPECT_EQ(clean_up(), (cleanup::Rows{.publications = 2, .contents = 1}));
    EXPECT_NE(get("/pacts/provider/Bar/consumer/Foo/version/1").response.body.find("/new"),
              std::string::npos);
    EXPECT_NE(get("/pacts/provider/Bar/consumer/Foo/version/2").response.body.find("/old"),
              std::string::npos);
    EXPECT_EQ(clean_up(), cleanup::Rows());
}

TEST_F(CleanupOverwritten, EachKindUpToTheLimit) {
    for (const char* path : {"/a", "/b", "/c", "/d"}) publish("Foo", "1", "Bar", path);
    for (int i = 0; i < 4; ++i) verify("Foo", "1", "Bar", "1");
    advance_days(8);
    auto limited = plan();
    limited.limit = 0;
    const auto announced = dry_run(limited);
    for (const auto& [table, of_it] : *announced.find("overwrittenData")->object()) {
        EXPECT_EQ(of_it.find("toDelete")->integer(), 0) << table;
    }
    EXPECT_EQ(clean(limited).overwritten, cleanup::Rows());
    limited.limit = 2;
    EXPECT_EQ(clean(limited).overwritten, (cleanup::Rows{.publications = 2, .contents = 2, .results = 2}));
    EXPECT_EQ(clean(limited).overwritten, (cleanup::Rows{.publications = 1, .contents = 1, .results = 1}));
}

// Of one content and provider version: S is a success, F a failure, b the first use of a branch of the
// provider.
struct ResultsCase {
    const char* name;
    const char* happened;
    int deleted;
};
class SupersededResults : public CleanupOverwritten, public testing::WithParamInterface<ResultsCase> {};
TEST_P(SupersededResults, Row) {
    publish("Foo", "1", "Bar");
    put_on_branch("Bar", "1", "main");
    for (const char what : std::string(GetParam().happened)) {
        clock_.advance(std::chrono::seconds(1));
        if (what == 'b') {
            put_on_branch("Bar", "other", "feat");
        } else {
            verify("Foo", "1", "Bar", "1", what == 'S');
        }
    }
    const auto pending = [&] {
        std::string all;
        for (const char* branch : {"main", "feat", "none"}) {
            const auto reply = post("/pacts/provider/Bar/for-verification",
                                    std::string(R"({"includePendingStatus":true,"providerVersionBranch":")") +
                                        branch + R"(","consumerVersionSelectors":[{"latest":true}]})");
            all += " " + json::to_text(reply.at("_embedded.pacts[0].verificationProperties.pending"));
        }
        return all;
    };
    const auto newest = [&] {
        return get("/pacts/provider/Bar/consumer/Foo/latest/verification-results/latest")
            .text("_links.self.href");
    };
    advance_days(8);
    const auto pending_before = pending(), newest_before = newest();
    EXPECT_EQ(clean_up(), (cleanup::Rows{.results = GetParam().deleted}));
    EXPECT_EQ(pending(), pending_before);
    EXPECT_EQ(newest(), newest_before);
    EXPECT_EQ(clean_up(), cleanup::Rows());
}
INSTANTIATE_TEST_SUITE_P(Rows, SupersededResults,
                         testing::ValuesIn(std::vector<ResultsCase>{
                             {"One", "S", 0},
                             {"TheNewestOfSuccesses", "SSS", 2},
                             {"TheNewestOfFailures", "FFF", 2},
                             {"FailedBefore", "FFS", 2},
                             {"WhatProvesAContentStays", "SF", 0},
                             {"OneProofIsEnough", "SSFF", 2},
                             {"AProofFromBeforeABranchStays", "SbS", 0},
                             {"OneProofFromBeforeABranchIsEnough", "SSbSS", 2},
                             {"ABranchAfterThemChangesNothing", "SSb", 1},
                             {"ABranchBeforeThemChangesNothing", "bSS", 1},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST_F(CleanupOverwritten, ResultsOfOtherVersionsAndContentsAreNotSuperseded) {
    publish("Foo", "1", "Bar", "/1");
    publish("Foo", "2", "Bar", "/2");
    for (const char* version : {"1", "2"}) {
        verify("Foo", version, "Bar", "1");
        verify("Foo", version, "Bar", "2", false);
    }
    advance_days(8);
    EXPECT_EQ(clean_up(), cleanup::Rows());
}

class CleanupDeliveries : public CleanupOverwritten {
  protected:
    CleanupDeliveries() {
        if (broker_ == nullptr) return;
        post("/webhooks", R"({"events":[{"name":"contract_published"},{"name":"contract_content_changed"}],)"
                          R"("request":{"method":"POST","url":"https://ci.example"}})");
    }
};

TEST_F(CleanupDeliveries, OfEachWebhookPairAndEventTheNewestStays) {
    publish("Foo", "1", "Bar", "/1");  // both events
    publish("Foo", "2", "Bar", "/1");  // published
    publish("Foo", "2", "Web", "/1");  // both
    deliver();
    publish("Foo", "3", "Bar", "/1");  // published
    deliver();
    advance_days(8);
    publish("Foo", "4", "Web", "/1");  // published, young
    deliver();
    ASSERT_EQ(count("triggered_webhooks"), 7);
    EXPECT_EQ(clean_up(), (cleanup::Rows{.deliveries = 3}));
    EXPECT_EQ(count("triggered_webhooks"), 4);
    EXPECT_EQ(count("webhook_executions"), 4);
    EXPECT_EQ(clean_up(), cleanup::Rows());
}

TEST_F(CleanupDeliveries, WhatIsStillToBeSentStaysWithWhatItIsAbout) {
    publish("Foo", "1", "Bar", "/old");
    publish("Foo", "1", "Bar", "/new");
    publish("Foo", "2", "Bar", "/new");
    advance_days(8);
    EXPECT_EQ(clean_up(), cleanup::Rows());
    EXPECT_EQ(deliver(), 5);
    EXPECT_EQ(clean_up(), (cleanup::Rows{.publications = 1, .contents = 1, .deliveries = 3}));
}

}  // namespace

}  // namespace tally::testing_support
