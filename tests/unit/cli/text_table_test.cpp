#include "cli/text_table.h"

#include <gtest/gtest.h>

namespace tally::cli {
namespace {

TEST(TextTable, HasColumnsAsWideAsTheirLongestCell) {
    EXPECT_EQ(text_table({"A", "NAME"}, {{"1", "x"}, {"1000", ""}}),
              "A     NAME\n"
              "1     x\n"
              "1000\n");
}

TEST(TextTable, CountsCharactersAndNotBytes) {
    EXPECT_EQ(text_table({"A", "B"}, {{"\u00e9\u00e9", "x"}, {"ab", "y"}}),
              "A   B\n\u00e9\u00e9  x\nab  y\n");
}

TEST(TextTable, ShowsNothingThatMovesTheCursor) {
    EXPECT_EQ(text_table({"A"}, {{"a\nb\tc\x1b[2J"}}), "A\na b c\\x1b[2J\n");
}

TEST(TextTable, MayBeEmpty) {
    EXPECT_EQ(text_table({"A", "B"}, {}), "A  B\n");
}

TEST(FieldList, LeavesOutWhatHasNoValue) {
    EXPECT_EQ(field_list({{"Name", "x"}, {"Something longer", ""}, {"Branch", "main"}}),
              "Name    x\nBranch  main\n");
}

}  // namespace
}  // namespace tally::cli
