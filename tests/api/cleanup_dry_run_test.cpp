// What the report of a dry run says, beside what the original's said of the same history.
#include <filesystem>

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

// The names of the members, one level a line; of a list those of its first element.
std::string shape(const json::Value& value, const std::string& place = "$") {
    std::string all;
    if (const auto* items = value.array()) return items->empty() ? "" : shape(items->front(), place + "[]");
    if (value.object() == nullptr) return "";
    all = place + ":";
    for (const auto& member : *value.object()) all += " " + member.name;
    all += "\n";
    for (const auto& member : *value.object()) {
        if (member.name != "selector") all += shape(member.value, place + "." + member.name);
    }
    return all;
}

// Of a recorded report whose history nobody has told: its members are ours, and its selectors can be read.
TEST_F(CleanupDryRun, EveryRecordedReportHasTheShapeOfOurs) {
    const auto folder = conformance_folder() / "broker/golden-http";
    if (!std::filesystem::is_directory(folder)) {
        if (conformance_is_required()) FAIL() << "no conformance data";
        GTEST_SKIP() << "no conformance data";
    }
    put("/pacticipants/Foo/versions/1");
    put("/pacticipants/Foo/versions/2");
    tag("Foo", "2", "prod");
    cleanup::CleanPlan plan;
    plan.keep = {{.tag = cleanup::NameOrAny{}}};
    const auto ours = report(plan);
    const auto* our_versions = ours.find("versionSummary")->find("Foo");
    int recorded = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("clean_") || !name.ends_with(".json")) continue;
        SCOPED_TRACE(name);
        ++recorded;
        const auto report = json::parse(*read_conformance_file("broker/golden-http/" + name));
        ASSERT_TRUE(report) << report.error().text();
        const auto* counts = report->find("counts");
        ASSERT_NE(counts, nullptr);
        EXPECT_EQ(shape(*counts), shape(*ours.find("counts")));
        const auto& selectors = *counts->find("versionsToKeepBySelector");
        for (const auto& each : *selectors.array()) {
            const auto text = "[" + json::to_text(*each.find("selector")) + "]";
            const auto read = cleanup::read_keep_selectors("", text);
            ASSERT_TRUE(read) << read.error().text();
            EXPECT_EQ(json::to_text(cleanup::to_json(*read)), text);
        }
        for (const auto& [pacticipant, of_it] : *report->find("versionSummary")->object()) {
            for (const char* fate : {"toDelete", "toKeep"}) {
                const auto* range = of_it.find(fate);
                ASSERT_NE(range, nullptr) << pacticipant;
                if (range->object()->size() == 1) continue;
                EXPECT_EQ(shape(*range), shape(*our_versions->find(fate)));
            }
        }
    }
    EXPECT_GT(recorded, 0);
}

}  // namespace

}  // namespace tally::testing_support
