// What the report of a dry run says, beside what the original's said of the same history.
#include <sstream>

#include "api/broker_fixture.h"
#include "cleanup/dry_run.h"
#include "support/conformance_data.h"

namespace tally::testing_support {

namespace {

using namespace std::chrono_literals;
constexpr auto kDay = 24h;

Settings without_branches_by_tag() {
    Settings settings;
    settings.use_first_tag_as_branch = false;  // where the data was made tags made no branches
    return settings;
}

class CleanupDryRun : public BrokerTest {
  protected:
    CleanupDryRun() : BrokerTest(without_branches_by_tag()) {}
    json::Value report(const cleanup::CleanPlan& plan) {
        json::Object document;
        database_->read([&](storage::Transaction& transaction) {
            document = cleanup::dry_run(transaction, plan, clock_.now());
        });
        return document;
    }
};

TEST_F(CleanupDryRun, IsTheRecordedOne) {
    const auto recorded = read_conformance_file("broker/golden-http/clean_incremental_dry_run.approved.json");
    if (!recorded) {
        if (conformance_is_required()) FAIL() << "no conformance data";
        GTEST_SKIP() << "no conformance data";
    }
    // The recorded history reaches into the future: each version was made a day after the one before.
    publish("Foo", "1", "Bar");
    tag("Foo", "1", "prod");
    tag("Foo", "1", "dev");
    clock_.advance(kDay);
    put("/pacticipants/Foo/versions/2");
    const char* tags[] = {"prod", "dev", "dev", "foo", ""};
    for (int i = 0; i < 5; ++i) {
        clock_.advance(kDay);
        const auto version = std::to_string(i + 3);
        publish("Foo", version, "Bar");
        if (*tags[i] != 0) tag("Foo", version, tags[i]);
    }
    publish("Meep", "2", "Moop");
    tag("Meep", "2", "foop");
    put("/pacticipants/Meep/versions/3");
    tag("Meep", "3", "blah");
    clock_.advance(-6 * kDay);

    cleanup::CleanPlan plan;
    plan.keep = {{.tag = cleanup::NameOrAny{"prod"}}, {.latest = true, .tag = cleanup::NameOrAny{"dev"}}};
    plan.limit = 3;
    const auto ours = report(plan);
    EXPECT_EQ(json::to_pretty_text(ours), json::to_pretty_text(*json::parse(*recorded)));
}

}  // namespace

}  // namespace tally::testing_support
