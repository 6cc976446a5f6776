// Pages whose blocks of commands show what the commands print.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace tally::e2e {

struct ConsolePage {
    std::filesystem::path file;
    std::filesystem::path folder;  // where its commands run
    // What the page writes instead of what is true now, in both directions: "localhost:8080" for a free port.
    std::function<std::string(std::string)> to_run = [](std::string text) { return text; };
    std::function<std::string(std::string)> to_show = [](std::string text) { return text; };
};

struct FilledPage {
    std::string before;
    std::string after;  // with every ```console block filled with what its "$ " lines print
    std::size_t commands = 0;
};

// With UPDATE_GOLDEN set the file is written anew, as golden files are.
FilledPage fill(const ConsolePage& page);

}  // namespace tally::e2e
