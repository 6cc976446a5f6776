// The page about contract files tells the truth: its commands print what stands below them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/text.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally {

namespace {

namespace fs = std::filesystem;

const fs::path kPage = fs::path(TALLY_REPOSITORY_DIR) / "docs" / "contract_files.md";
const fs::path kExamples = fs::path(TALLY_REPOSITORY_DIR) / "docs" / "examples" / "contract_files";

std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// What a terminal shows: both streams, results first.
std::string shown_for(const std::string& command, const fs::path& folder) {
    const auto outcome = testing_support::run_program(
        {.arguments = {"sh", "-c", command},
         .folder = folder,
         .environment = {{"PATH", std::string(TALLY_PROGRAMS_DIR) + ":" + std::getenv("PATH")}}});
    std::string output = outcome.output + outcome.errors;
    if (!output.empty() && output.back() != '\n') output += '\n';
    return output;
}

// The page with every block of commands filled with what they print now.
std::string page_with_output(const std::string& page, const fs::path& folder, std::size_t& commands) {
    std::string filled;
    bool in_block = false;
    for (const std::string_view line : text::split(page, '\n')) {
        const bool is_fence = line.starts_with("```");
        const bool is_command = in_block && line.starts_with("$ ");
        if (!in_block || is_fence || is_command) filled += std::string(line) + '\n';
        if (is_fence) in_block = line == "```console";
        if (!is_command) continue;
        ++commands;
        filled += shown_for(std::string(line.substr(2)), folder);
    }
    filled.pop_back();
    return filled;
}

}  // namespace

TEST(ContractFilesPage, ShowsWhatTheCommandsPrint) {
    testing_support::TemporaryFolder folder;
    fs::copy(kExamples, folder.path(), fs::copy_options::recursive);
    const std::string page = read(kPage);
    std::size_t commands = 0;
    const std::string filled = page_with_output(page, folder.path(), commands);
    EXPECT_GE(commands, 10u);
    // As with golden files, but the page is documentation and stands elsewhere
    if (std::getenv("UPDATE_GOLDEN") && !std::getenv("CI")) std::ofstream(kPage, std::ios::binary) << filled;
    EXPECT_EQ(page, filled) << "UPDATE_GOLDEN=1 writes the page anew";
}

}  // namespace tally
