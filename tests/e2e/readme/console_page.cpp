#include "e2e/readme/console_page.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

#include "base/text.h"
#include "support/run_program.h"

namespace tally::e2e {

namespace {

// What a terminal shows: both streams, results first.
std::string shown_for(const std::string& command, const std::filesystem::path& folder) {
    const auto outcome = testing_support::run_program(
        {.arguments = {"sh", "-c", command},
         .folder = folder,
         .environment = {{"PATH", std::string(TALLY_PROGRAMS_DIR) + ":" + std::getenv("PATH")}}});
    std::string output = outcome.output + outcome.errors;
    if (!output.empty() && output.back() != '\n') output += '\n';
    return output;
}

}  // namespace

FilledPage fill(const ConsolePage& page) {
    FilledPage filled;
    {
        std::ifstream stream(page.file, std::ios::binary);
        filled.before = {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }
    bool in_block = false;
    for (const std::string_view line : text::split(filled.before, '\n')) {
        const bool is_fence = line.starts_with("```");
        const bool is_command = in_block && line.starts_with("$ ");
        if (!in_block || is_fence || is_command) filled.after += std::string(line) + '\n';
        if (is_fence) in_block = line == "```console";
        if (!is_command) continue;
        ++filled.commands;
        filled.after += page.to_show(shown_for(page.to_run(std::string(line.substr(2))), page.folder));
    }
    filled.after.pop_back();
    if (std::getenv("UPDATE_GOLDEN") && !std::getenv("CI"))
        std::ofstream(page.file, std::ios::binary) << filled.after;
    return filled;
}

}  // namespace tally::e2e
