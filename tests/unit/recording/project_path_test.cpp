#include "recording/project_path.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"

namespace tally::recording {
namespace {

using testing_support::TemporaryFolder;

TEST(PathInProject, IsRelativeToTheNearestRepository) {
    const TemporaryFolder folder;
    folder.write("outer/.git/HEAD", "");
    folder.write("outer/inner/.git", "gitdir: elsewhere");
    folder.write("outer/inner/CMakeLists.txt", "");
    const auto file = folder.write("outer/inner/tests/orders_test.cpp", "");
    EXPECT_EQ(path_in_project(file.string()), "tests/orders_test.cpp");
}

TEST(PathInProject, IsRelativeToTheFarthestBuildFileWithoutARepository) {
    const TemporaryFolder folder;
    folder.write("shop/CMakeLists.txt", "");
    folder.write("shop/tests/CMakeLists.txt", "");
    const auto file = folder.write("shop/tests/orders_test.cpp", "");
    EXPECT_EQ(path_in_project(file.string()), "tests/orders_test.cpp");
}

TEST(PathInProject, IsTheNameWhereTheSourceIsNotAtHand) {
    EXPECT_EQ(path_in_project("/nowhere/at/all/orders_test.cpp"), "orders_test.cpp");
}

TEST(PathInProject, KeepsARelativePath) {
    EXPECT_EQ(path_in_project("tests/./orders_test.cpp"), "tests/orders_test.cpp");
    EXPECT_EQ(path_in_project("../../tests/orders_test.cpp"), "tests/orders_test.cpp");
}

TEST(PathInProject, SeesThroughDots) {
    const TemporaryFolder folder;
    folder.write(".git/HEAD", "");
    folder.write("build/x", "");
    folder.write("tests/orders_test.cpp", "");
    EXPECT_EQ(path_in_project((folder / "build/../tests/orders_test.cpp").string()), "tests/orders_test.cpp");
}

}  // namespace
}  // namespace tally::recording
