// Every known difference is told to users, with its reason, in docs/broker_api.md.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "base/text.h"
#include "e2e/original_broker/known_differences.h"

namespace tally::e2e {

namespace {

TEST(KnownDifferences, AreRowsOfThePage) {
    std::ifstream page(std::string(TALLY_REPOSITORY_DIR) + "/docs/broker_api.md");
    std::set<std::string> told;
    for (std::string line; std::getline(page, line);) {
        const auto cells = text::split(line, '|');
        if (cells.size() == 6) told.insert(std::string(text::trim(cells[1])));
    }
    for (const auto& known : known_differences()) {
        EXPECT_EQ(told.count(std::string(known.row)), 1u)
            << "docs/broker_api.md has no row '" << known.row << "'";
    }
}

}  // namespace

}  // namespace tally::e2e
