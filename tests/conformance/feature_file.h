// Feature files of the compatibility suite: scenarios with steps and tables. Just what those files use of
// Gherkin.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tally/result.h"

namespace tally::conformance {

using TableRow = std::map<std::string, std::string>;  // by the names in the head of the table

struct Step {
    std::string text;  // without Given, When, Then, And
    std::vector<TableRow> table;
    std::vector<std::string> head;  // of the table; a table of one row is a value and has this only
};
struct Scenario {
    std::string name;
    std::vector<Step> steps;  // those of the background first
};

Result<std::vector<Scenario>> read_feature(const std::filesystem::path& file);

// What stands between the quotes of a step, in order. A quote inside of a quoted text is not followed by a
// blank.
std::vector<std::string> quoted_parts(const std::string& step);

}  // namespace tally::conformance
