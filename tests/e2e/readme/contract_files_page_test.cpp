// The page about contract files tells the truth: its commands print what stands below them.
#include <gtest/gtest.h>

#include <filesystem>

#include "e2e/readme/console_page.h"
#include "support/temporary_folder.h"

namespace tally::e2e {
namespace {

namespace fs = std::filesystem;

TEST(ContractFilesPage, ShowsWhatTheCommandsPrint) {
    const fs::path docs = fs::path(TALLY_REPOSITORY_DIR) / "docs";
    testing_support::TemporaryFolder folder;
    fs::copy(docs / "examples" / "contract_files", folder.path(), fs::copy_options::recursive);
    const FilledPage page = fill({.file = docs / "contract_files.md", .folder = folder.path()});
    EXPECT_GE(page.commands, 10u);
    EXPECT_EQ(page.before, page.after) << "UPDATE_GOLDEN=1 writes the page anew";
}

}  // namespace
}  // namespace tally::e2e
