// Results in columns, and as a list of names and values: for people.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tally::cli {

using Row = std::vector<std::string>;

// Columns as wide as their longest cell, two blanks apart, and no blanks at the end of a line. Cells come
// from outside: control characters are made visible, line ends and tabs too.
std::string text_table(const Row& header, const std::vector<Row>& rows);

// "name         prod", one below the other; those without a value are left out.
std::string field_list(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace tally::cli
