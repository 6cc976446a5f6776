// Every known difference is told to users, with its reason, in docs/broker_api.md, and every row there is
// one.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "base/text.h"
#include "e2e/original_broker/known_differences.h"

namespace tally::e2e {

namespace {

// The first cells of the table that begins with `| Where |`; what no operation can see has a table of its
// own.
std::set<std::string> rows_of_the_page() {
    std::ifstream page(std::string(TALLY_REPOSITORY_DIR) + "/docs/broker_api.md");
    std::set<std::string> rows;
    bool inside = false;
    for (std::string line; std::getline(page, line);) {
        if (line.empty()) inside = false;
        const auto cells = text::split(line, '|');
        if (inside && cells.size() == 6 && line.rfind("| ---", 0) != 0) rows.emplace(text::trim(cells[1]));
        if (line.rfind("| Where |", 0) == 0) inside = true;
    }
    return rows;
}

TEST(KnownDifferences, AreTheRowsOfThePage) {
    std::set<std::string> known;
    for (const auto& difference : known_differences()) known.emplace(difference.row);
    EXPECT_EQ(known, rows_of_the_page());
}

}  // namespace

}  // namespace tally::e2e
