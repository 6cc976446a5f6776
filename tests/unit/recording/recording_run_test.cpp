#include "recording/recording_run.h"

#include <gtest/gtest.h>

#include <thread>

#include "format/read_contract.h"
#include "recording/finished_run.h"
#include "recording/save_contract.h"
#include "support/temporary_folder.h"
#include "unit/recording/expectations.h"

namespace tally::recording {
namespace {

using testing_support::TemporaryFolder;

constexpr const char* kFile = "web-shop-catalogue.json";

model::Interaction named(const std::string& description, const std::string& state = "") {
    model::Interaction made = interaction(description, request("GET", "/" + description));
    made.key = "key-" + description + state;
    if (!state.empty()) made.provider_states.push_back({state, {}});
    return made;
}

std::vector<std::string> descriptions_in(const TemporaryFolder& folder) {
    const auto read = format::read_contract(folder.read(kFile), kFile);
    std::vector<std::string> descriptions;
    if (!read) return descriptions;
    for (const model::Interaction& each : read->contract.interactions)
        descriptions.push_back(each.description);
    return descriptions;
}

TEST(RecordingRun, CollectsWhatAllItsProcessesNote) {
    const TemporaryFolder folder;
    const RecordingRun run(folder.path());
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 20; ++n)
                EXPECT_TRUE(run.note("/contracts/a-b.json",
                                     contract_of({named(std::to_string(i) + "-" + std::to_string(n))})));
        });
    }
    for (std::thread& thread : threads) thread.join();
    ASSERT_TRUE(run.note("/contracts/other.json", contract_of({named("x", "state")})));
    const auto recorded = run.recorded();
    ASSERT_TRUE(recorded) << recorded.error().text();
    ASSERT_EQ(recorded->size(), 2u);
    EXPECT_EQ((*recorded)[0].file, "/contracts/a-b.json");
    EXPECT_EQ((*recorded)[0].interactions.size(), 160u);
    EXPECT_TRUE(is_same((*recorded)[1].interactions.at(0), identity_of(named("x", "state"))));
}

TEST(RecordingRun, HasNothingBeforeAnythingIsNoted) {
    const TemporaryFolder folder;
    const auto recorded = RecordingRun(folder.path()).recorded();
    ASSERT_TRUE(recorded);
    EXPECT_TRUE(recorded->empty());
}

TEST(RecordingRun, WritesCopiesOnlyWhenTold) {
    const TemporaryFolder folder;
    RecordingRun run(folder.path());
    EXPECT_EQ(run.written_file("/contracts/a.json"), "/contracts/a.json");
    ASSERT_TRUE(run.use_copies());
    EXPECT_NE(run.written_file("/contracts/a.json"), "/contracts/a.json");
    EXPECT_NE(run.written_file("/contracts/a.json"), run.written_file("/others/a.json"));
}

struct IdentityCase {
    const char* name;
    InteractionIdentity a, b;
    bool same;
};
class Identity : public testing::TestWithParam<IdentityCase> {};
TEST_P(Identity, IsDecidedAsWhenContractsAreMerged) {
    EXPECT_EQ(is_same(GetParam().a, GetParam().b), GetParam().same);
    EXPECT_EQ(is_same(GetParam().b, GetParam().a), GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(Rows, Identity,
                         testing::ValuesIn(std::vector<IdentityCase>{
                             {"SameKey", {"k", "a", {}, 0}, {"k", "b", {"s"}, 1}, true},
                             {"OtherKey", {"k", "a", {}, 0}, {"l", "a", {}, 0}, false},
                             {"KeyOnOneSideOnly", {"k", "a", {"s"}, 0}, {"", "a", {"s"}, 0}, true},
                             {"OtherDescription", {"", "a", {}, 0}, {"", "b", {}, 0}, false},
                             {"OtherStates", {"", "a", {"s", "t"}, 0}, {"", "a", {"t", "s"}, 0}, false},
                             {"OtherKind", {"", "a", {}, 0}, {"", "a", {}, 1}, false},
                         }),
                         [](const auto& row) { return row.param.name; });

// A contract of "a" and "b" in a folder, and a run that recorded some.
class FinishedRun : public testing::Test {
  protected:
    FinishedRun() {
        EXPECT_TRUE(save_contract(contract_of({named("a"), named("b")}),
                                  {{"key-a", "t.cpp", 1}, {"key-b", "t.cpp", 2}}, contracts.path()));
        before = contracts.read(kFile);
    }
    RecordedContract recorded(const std::vector<model::Interaction>& interactions) {
        RecordedContract made{contracts / kFile, {}};
        for (const model::Interaction& each : interactions) made.interactions.push_back(identity_of(each));
        return made;
    }
    TemporaryFolder contracts;
    std::string before;
};

TEST_F(FinishedRun, RemovesWhatWasNotRecorded) {
    const auto after = prune_file(recorded({named("b")}));
    ASSERT_TRUE(after) << after.error().text();
    EXPECT_EQ(after->recorded, 1u);
    ASSERT_EQ(after->removed.size(), 1u);
    EXPECT_EQ(after->removed[0].description, "a");
    EXPECT_EQ(descriptions_in(contracts), std::vector<std::string>{"b"});
    EXPECT_EQ(contracts.read(kFile).find("key-a"), std::string::npos) << "its source is still there";
}

TEST_F(FinishedRun, LeavesAFileAloneThatHasNothingElse) {
    const auto after = prune_file(recorded({named("a"), named("b")}));
    ASSERT_TRUE(after);
    EXPECT_FALSE(after->differs);
    EXPECT_EQ(contracts.read(kFile), before);
}

TEST_F(FinishedRun, RefusesAFileThatCannotBeRead) {
    contracts.write(kFile, "{");
    EXPECT_FALSE(prune_file(recorded({named("a")})));
    EXPECT_EQ(contracts.read(kFile), "{");
}

TEST_F(FinishedRun, TellsFilesOfWhichNothingWasRecorded) {
    contracts.write("web-shop-stock.json", contracts.read(kFile));
    contracts.write("package.json", R"(["no contract"])");
    EXPECT_EQ(untouched_files({recorded({named("a")})}),
              std::vector<std::filesystem::path>{contracts / "web-shop-stock.json"});
}

TEST_F(FinishedRun, ComparesWithTheCopyWithoutTouchingTheFile) {
    const TemporaryFolder folder;
    RecordingRun run(folder.path());
    ASSERT_TRUE(run.use_copies());
    model::Interaction changed = named("b");
    changed.http()->response.status = 404;
    const std::filesystem::path copy = run.written_file(contracts / kFile);
    ASSERT_TRUE(save_contract(contract_of({named("a"), changed, named("c")}), {}, copy.parent_path()));
    const auto after = compare_with_copy(run, recorded({changed, named("c")}));
    ASSERT_TRUE(after) << after.error().text();
    EXPECT_TRUE(after->differs);
    EXPECT_EQ(after->added.at(0).description, "c");
    EXPECT_EQ(after->changed.at(0).second.http()->response.status, 404);
    EXPECT_EQ(after->removed.at(0).description, "a");
    EXPECT_EQ(contracts.read(kFile), before);
}

TEST_F(FinishedRun, TakesAMissingCopyForAnUnchangedFile) {
    const TemporaryFolder folder;
    RecordingRun run(folder.path());
    ASSERT_TRUE(run.use_copies());
    const auto same = compare_with_copy(run, recorded({named("a"), named("b")}));
    ASSERT_TRUE(same);
    EXPECT_FALSE(same->differs);
    const auto less = compare_with_copy(run, recorded({named("a")}));
    ASSERT_TRUE(less);
    EXPECT_TRUE(less->differs);
}

}  // namespace
}  // namespace tally::recording
