#include "recording/written_files.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"
#include "unit/recording/expectations.h"

namespace tally::recording {
namespace {

using testing_support::TemporaryFolder;

TEST(WrittenFiles, KnowAContractByTheVeryTextOnly) {
    const TemporaryFolder folder;
    WrittenFiles files;
    ASSERT_TRUE(
        files.write(folder / "a.json", "one", {contract_of({interaction("x", request("GET", "/x"))}), {}}));
    EXPECT_EQ(folder.read("a.json"), "one");
    const auto known = files.find(folder / "a.json", "one");
    ASSERT_NE(known, nullptr);
    EXPECT_EQ(known->contract.interactions.size(), 1u);
    EXPECT_EQ(files.find(folder / "a.json", "two"), nullptr);
    EXPECT_EQ(files.find(folder / "b.json", "one"), nullptr);
}

TEST(WrittenFiles, SyncWhatIsStillThere) {
    const TemporaryFolder folder;
    WrittenFiles files;
    ASSERT_TRUE(files.write(folder / "a.json", "one", {}));
    ASSERT_TRUE(files.write(folder / "b.json", "one", {}));
    std::filesystem::remove(folder / "b.json");
    testing::internal::CaptureStderr();
    files.sync();
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(folder.read("a.json"), "one");
}

TEST(WrittenFiles, SayWhyAFileCannotBeWritten) {
    const TemporaryFolder folder;
    folder.write("taken", "a file");
    WrittenFiles files;
    EXPECT_FALSE(files.write(folder / "taken/a.json", "one", {}));
    EXPECT_EQ(files.find(folder / "taken/a.json", "one"), nullptr);
}

}  // namespace
}  // namespace tally::recording
