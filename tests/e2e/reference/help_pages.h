// What --help of all programs says, read from what they print: so that nothing that is tested here comes from
// the same walk over the option tables.
#pragma once

#include <string>
#include <vector>

namespace tally::e2e {

struct HelpPage {
    std::vector<std::string> command;  // "contract", "publish"
    std::vector<std::string> options;  // "-a", "--consumer-app-version"
};

// Of all programs and their commands.
std::vector<HelpPage> all_help_pages();

}  // namespace tally::e2e
