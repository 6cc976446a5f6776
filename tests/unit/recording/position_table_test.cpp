#include "recording/position_table.h"

#include <gtest/gtest.h>

#include <string>

namespace tally::recording {
namespace {

using Positions = std::vector<std::size_t>;

TEST(PositionTable, FindsNothingInAnEmptyOne) {
    EXPECT_EQ(PositionTable().find("GET /"), Positions{});
}

TEST(PositionTable, KeepsPositionsOfOneTextInOrderHoweverItGrows) {
    PositionTable table;
    Positions expected;
    for (std::size_t i = 0; i < 1000; ++i) {
        table.add(i % 3 == 0 ? "GET /same" : "GET /" + std::to_string(i), i);
        if (i % 3 == 0) expected.push_back(i);
    }
    EXPECT_EQ(table.find("GET /same"), expected);
    EXPECT_EQ(table.find("GET /500"), Positions{500});
    EXPECT_EQ(table.find("GET /501"), Positions{});
}

}  // namespace
}  // namespace tally::recording
