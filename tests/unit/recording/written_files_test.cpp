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
    EXPECT_FALSE(files.take(folder / "a.json", "two"));
    EXPECT_FALSE(files.take(folder / "b.json", "one"));
    auto known = files.take(folder / "a.json", "one");
    ASSERT_TRUE(known);
    EXPECT_EQ(known->contract.interactions.size(), 1u);
    EXPECT_FALSE(files.take(folder / "a.json", "one")) << "it is somebody's already";
    files.give_back(folder / "a.json", "one", std::move(*known));
    EXPECT_TRUE(files.take(folder / "a.json", "one"));
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
    EXPECT_FALSE(files.take(folder / "taken/a.json", "one"));
}

}  // namespace
}  // namespace tally::recording
