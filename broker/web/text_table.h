// Rows of text as a table for terminals.
#pragma once

#include <string>
#include <vector>

namespace tally::web {

// The first line is the heading. All lines have the same number of cells.
std::string text_table(const std::vector<std::vector<std::string>>& lines);

}  // namespace tally::web
