// Checks every include of a source tree against a list of allowed arrows. The form of the list is in
// layers.txt.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tally::architecture {

struct Layer {
    std::string name;
    std::vector<std::string> paths;
    std::vector<std::string> may_include;
};

struct HeaderOwners {
    std::vector<std::string> prefixes;
    std::vector<std::string> owners;
};

struct Law {
    std::vector<Layer> layers;
    std::vector<HeaderOwners> headers;
    std::vector<std::string> mistakes;  // lines that say nothing known, names of layers that do not exist
};

Law read_law(std::string_view text);

// One line for each breach, "lib/src/http/x.cpp:12: http may not include matching (matching/match.h)",
// sorted.
std::vector<std::string> find_breaches(const std::filesystem::path& root, const Law& law);

// Files with the endings .h and .cpp below lib, broker and cli, as paths from the root.
std::vector<std::string> source_files(const std::filesystem::path& root);

}  // namespace tally::architecture
