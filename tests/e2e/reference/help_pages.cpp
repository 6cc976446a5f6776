#include "e2e/reference/help_pages.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "support/run_program.h"

namespace tally::e2e {

namespace {

// The commands that --help lists; of `contract` without those that are programs of their own.
std::vector<std::string> commands_in(const std::string& help) {
    std::vector<std::string> commands;
    bool is_list = false;
    for (const auto line : text::split(help, '\n')) {
        if (!line.starts_with("  ")) is_list = line.starts_with("Commands") && line.ends_with(":");
        if (!is_list || line.size() < 3 || line[2] == ' ' || !line.starts_with("  ")) continue;
        if (line.find(": runs contract-") == std::string_view::npos)
            commands.emplace_back(line.substr(2, line.find(' ', 2) - 2));
    }
    return commands;
}

std::vector<std::string> options_in(const std::string& help) {
    std::vector<std::string> options;
    for (const auto line : text::split(help, '\n')) {
        if (!line.starts_with("  -")) continue;
        for (const auto name : text::split(line.substr(2, line.find(' ', 2) - 2), ','))
            options.emplace_back(name);
    }
    return options;
}

void add_pages(const std::vector<std::string>& command, std::vector<HelpPage>& pages) {
    std::vector<std::string> arguments = command;
    arguments.emplace_back("--help");
    const auto help = testing_support::run_program({.arguments = arguments});
    ASSERT_EQ(help.exit_code, 0) << text::join(command, " ");
    pages.push_back({command, options_in(help.output)});
    for (const auto& name : commands_in(help.output)) {
        std::vector<std::string> below = command;
        below.push_back(name);
        add_pages(below, pages);
    }
}

}  // namespace

std::vector<HelpPage> all_help_pages() {
    std::vector<HelpPage> pages;
    for (const char* program :
         {"contract", "contract-verify", "contract-broker", "contract-mock", "contract-stub"})
        add_pages({program}, pages);
    return pages;
}

}  // namespace tally::e2e
