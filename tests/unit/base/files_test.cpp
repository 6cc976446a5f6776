#include "base/files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>
#include <utility>
#include <vector>

#include "support/temporary_folder.h"

namespace tally::files {
namespace {

using testing_support::TemporaryFolder;

TEST(ReadFile, GivesAllBytes) {
    const TemporaryFolder folder;
    const std::string bytes("a\0\r\n\xff", 5);
    EXPECT_EQ(read(folder.write("x", bytes), 5).value_or(""), bytes);
    EXPECT_EQ(read(folder.write("empty", ""), 0).value_or("?"), "");
}

TEST(ReadFile, RefusesWhatIsLargerThanTheLimit) {
    const TemporaryFolder folder;
    const Result<std::string> text = read(folder.write("x", "123456"), 5);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::too_large);
    EXPECT_NE(text.error().text().find("limit of 5 bytes"), std::string::npos);
}

TEST(ReadFile, StopsAtTheLimitWhenTheSizeIsNotKnown) {
    // The system says that this file has no bytes.
    const Result<std::string> text = read("/proc/self/status", 10);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::too_large);
    EXPECT_FALSE(read("/proc/self/status", 1000000).value_or("").empty());
}

TEST(ReadFile, SaysThatAFileIsMissing) {
    const TemporaryFolder folder;
    const Result<std::string> text = read(folder / "nothing", 5);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::not_found);
    EXPECT_EQ(text.error().what, "cannot read: no such file or directory");
    EXPECT_NE(text.error().where.find("nothing"), std::string::npos);
}

TEST(ReadFile, RefusesFoldersPipesAndDevicesAtOnce) {
    const TemporaryFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(read(folder.path(), 5).error().what, "is a folder, not a file");
    EXPECT_EQ(read(folder / "pipe", 5).error().what, "is not a regular file");
    EXPECT_EQ(read("/dev/zero", 5).error().what, "is not a regular file");
}

TEST(WriteAtomically, MayLeaveTheSyncingForLater) {
    const TemporaryFolder folder;
    ASSERT_TRUE(write_atomically(folder / "x", "1", Durability::later));
    ASSERT_TRUE(write_atomically(folder / "x", "2", Durability::later));
    EXPECT_EQ(folder.read("x"), "2");
    EXPECT_TRUE(sync(folder / "x"));
    EXPECT_EQ(sync(folder / "missing").error().code, ErrorCode::not_found);
}

TEST(AppendToFile, KeepsPiecesOfSeveralThreadsWhole) {
    const TemporaryFolder folder;
    std::vector<std::thread> threads;
    for (const char letter : {'a', 'b', 'c', 'd'}) {
        threads.emplace_back([&, letter] {
            for (int i = 0; i < 50; ++i) EXPECT_TRUE(append(folder / "x", std::string(1000, letter) + '\n'));
        });
    }
    for (std::thread& thread : threads) thread.join();
    const std::string text = folder.read("x");
    ASSERT_EQ(text.size(), 4u * 50 * 1001);
    for (std::size_t line = 0; line < text.size(); line += 1001)
        EXPECT_EQ(text.substr(line, 1000), std::string(1000, text[line]));
}

TEST(TemporaryFolderOfAProgram, IsGoneInTheEnd) {
    std::filesystem::path path;
    {
        auto folder = files::TemporaryFolder::create("test");
        ASSERT_TRUE(folder) << folder.error().text();
        const files::TemporaryFolder moved = *std::move(folder);
        path = moved.path();
        ASSERT_TRUE(write_atomically(path / "below/x", "1"));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(WriteAtomically, CreatesFoldersAndReplacesContent) {
    const TemporaryFolder folder;
    const auto path = folder / "a/b/x.json";
    ASSERT_TRUE(write_atomically(path, "first, longer"));
    ASSERT_TRUE(write_atomically(path, "second"));
    EXPECT_EQ(folder.read("a/b/x.json"), "second");
}

TEST(WriteAtomically, LeavesNoOtherFileBehind) {
    const TemporaryFolder folder;
    ASSERT_TRUE(write_atomically(folder / "x", "1"));
    EXPECT_EQ(list_recursively(folder.path(), "")->size(), 1u);
}

TEST(WriteAtomically, FailsWithoutTouchingWhatIsThere) {
    const TemporaryFolder folder;
    folder.write("taken/file", "kept");
    const Result<void> onto_folder = write_atomically(folder / "taken", "x");
    ASSERT_FALSE(onto_folder);
    EXPECT_EQ(folder.read("taken/file"), "kept");
    EXPECT_EQ(list_recursively(folder.path(), "")->size(), 1u);

    const Result<void> below_file = write_atomically(folder / "taken/file/x", "x");
    ASSERT_FALSE(below_file);
    EXPECT_FALSE(below_file.error().where.empty());
}

TEST(WriteAtomically, GivesTheUsualPermissions) {
    const TemporaryFolder folder;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ASSERT_TRUE(write_atomically(folder / "x", "1"));
    struct stat status = {};
    ASSERT_EQ(::stat((folder / "x").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0644u & ~mask);
}

TEST(WriteAtomically, IsSeenWholeByReaders) {
    const TemporaryFolder folder;
    const std::string texts[] = {std::string(100000, 'a'), std::string(50000, 'b')};
    ASSERT_TRUE(write_atomically(folder / "x", texts[0]));
    std::atomic<bool> done = false;
    std::thread writer([&] {
        for (int i = 0; i < 20; ++i) EXPECT_TRUE(write_atomically(folder / "x", texts[i % 2]));
        done = true;
    });
    while (!done) {
        const std::string seen = read(folder / "x", 200000).value_or("");
        EXPECT_TRUE(seen == texts[0] || seen == texts[1]) << seen.size();
    }
    writer.join();
}

TEST(ListRecursively, FindsFilesOfThatEndingSorted) {
    const TemporaryFolder folder;
    folder.write("b.json", "");
    folder.write("a/z.json", "");
    folder.write("a/y.txt", "");
    std::filesystem::create_directory(folder / "folder.json");
    std::filesystem::create_symlink("nowhere", folder / "broken.json");
    const auto found = list_recursively(folder.path(), ".json");
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::vector<std::filesystem::path>{folder / "a/z.json", folder / "b.json"}));
}

TEST(ListRecursively, SaysThatAFolderIsMissing) {
    const TemporaryFolder folder;
    EXPECT_EQ(list_recursively(folder / "nothing", "").error().code, ErrorCode::not_found);
}

bool can_lock(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
    const bool locked = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    ::close(descriptor);
    return locked;
}

TEST(FolderLock, KeepsOthersOutUntilItEnds) {
    const TemporaryFolder folder;
    {
        Result<FolderLock> lock = FolderLock::acquire(folder / "new");
        ASSERT_TRUE(lock);
        const FolderLock moved = std::move(*lock);
        EXPECT_FALSE(can_lock(folder / "new"));
    }
    EXPECT_TRUE(can_lock(folder / "new"));
}

TEST(FolderLock, LetsOneInAtATime) {
    const TemporaryFolder folder;
    int count = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int j = 0; j < 50; ++j) {
                const Result<FolderLock> lock = FolderLock::acquire(folder.path());
                ASSERT_TRUE(lock);
                const int before = count;
                std::this_thread::yield();
                count = before + 1;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(count, 200);
}

}  // namespace
}  // namespace tally::files
