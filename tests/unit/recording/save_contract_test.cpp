#include "recording/save_contract.h"

#include <gtest/gtest.h>

#include "format/read_contract.h"
#include "support/temporary_folder.h"
#include "unit/recording/expectations.h"

namespace tally::recording {
namespace {

using testing_support::TemporaryFolder;

constexpr const char* kFile = "web-shop-catalogue.json";

model::Contract one(const std::string& description) {
    model::Interaction only = interaction(description, request("GET", "/" + description));
    only.key = "key-" + description;
    return contract_of({only});
}

std::vector<Source> written_at(const std::string& description, int line) {
    return {{"key-" + description, "shop_test.cpp", line}};
}

TEST(SaveContract, CreatesTheFolderAndTheFile) {
    const TemporaryFolder folder;
    const auto saved = save_contract(one("a"), written_at("a", 3), folder / "deep/contracts");
    ASSERT_TRUE(saved) << saved.error().text();
    EXPECT_EQ(*saved, folder / "deep/contracts" / kFile);
    const std::string text = folder.read(std::string("deep/contracts/") + kFile);
    EXPECT_NE(text.find(R"("line": 3)"), std::string::npos) << text;
}

TEST(SaveContract, GivesTheSameBytesInWhateverOrderTestsRun) {
    const TemporaryFolder first, second;
    ASSERT_TRUE(save_contract(one("a"), written_at("a", 1), first.path()));
    ASSERT_TRUE(save_contract(one("b"), written_at("b", 2), first.path()));
    ASSERT_TRUE(save_contract(one("b"), written_at("b", 2), second.path()));
    ASSERT_TRUE(save_contract(one("a"), written_at("a", 1), second.path()));
    EXPECT_EQ(first.read(kFile), second.read(kFile));
    EXPECT_NE(first.read(kFile).find("key-a"), std::string::npos);
}

TEST(SaveContract, ReplacesAnInteractionThatIsRecordedAgain) {
    const TemporaryFolder folder;
    ASSERT_TRUE(save_contract(one("a"), written_at("a", 1), folder.path()));
    model::Contract changed = one("a");
    changed.interactions.front().http()->response.status = 404;
    ASSERT_TRUE(save_contract(changed, written_at("a", 9), folder.path()));
    const auto read = format::read_contract(folder.read(kFile), kFile);
    ASSERT_TRUE(read);
    ASSERT_EQ(read->contract.interactions.size(), 1u);
    EXPECT_EQ(read->contract.interactions.front().http()->response.status, 404);
    EXPECT_NE(folder.read(kFile).find(R"("line": 9)"), std::string::npos);
}

TEST(SaveContract, LeavesAFileAloneThatWouldNotChange) {
    const TemporaryFolder folder;
    ASSERT_TRUE(save_contract(one("a"), written_at("a", 1), folder.path()));
    const auto then = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
    std::filesystem::last_write_time(folder / kFile, then);
    ASSERT_TRUE(save_contract(one("a"), written_at("a", 1), folder.path()));
    EXPECT_EQ(std::filesystem::last_write_time(folder / kFile), then);
}

TEST(SaveContract, DropsPlacesOfInteractionsThatAreGone) {
    const TemporaryFolder folder;
    ASSERT_TRUE(save_contract(one("a"), {{"key-a", "shop_test.cpp", 1}, {"key-gone", "shop_test.cpp", 2}},
                              folder.path()));
    EXPECT_EQ(folder.read(kFile).find("key-gone"), std::string::npos);
}

TEST(SaveContract, WritesNoPlacesBelowV4) {
    const TemporaryFolder folder;
    model::Contract contract = one("a");
    contract.version = model::SpecVersion::v3;
    contract.interactions.front().key.clear();  // as what is recorded for V3
    ASSERT_TRUE(save_contract(contract, written_at("a", 1), folder.path()));
    EXPECT_NE(folder.read(kFile).find("3.0.0"), std::string::npos);
    EXPECT_EQ(folder.read(kFile).find("sources"), std::string::npos);
}

TEST(SaveContract, RefusesToReplaceAFileThatItCannotRead) {
    const TemporaryFolder folder;
    folder.write(kFile, "{\"interactions\": [");
    const auto saved = save_contract(one("a"), {}, folder.path());
    ASSERT_FALSE(saved);
    EXPECT_NE(saved.error().text().find("delete it to record it anew"), std::string::npos)
        << saved.error().text();
    EXPECT_EQ(folder.read(kFile), "{\"interactions\": [");
}

TEST(SaveContract, RefusesNamesThatLeaveTheFolder) {
    const TemporaryFolder folder;
    model::Contract contract = one("a");
    contract.provider = "../catalogue";
    EXPECT_FALSE(save_contract(contract, {}, folder.path()));
}

}  // namespace
}  // namespace tally::recording
