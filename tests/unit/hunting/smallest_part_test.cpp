#include "hunting/smallest_part.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tally::hunting {
namespace {

struct Case {
    const char* name;
    std::size_t size;
    Part needed;
    std::size_t most_tries;
};

class SmallestPart : public testing::TestWithParam<Case> {};
TEST_P(SmallestPart, IsWhatIsNeededAndNoMore) {
    const Case& row = GetParam();
    std::size_t tries = 0;
    const Smallest found = smallest_part(row.size, [&](const Part& part) {
        ++tries;
        EXPECT_TRUE(std::is_sorted(part.begin(), part.end()));
        return std::includes(part.begin(), part.end(), row.needed.begin(), row.needed.end());
    });
    EXPECT_EQ(found.part, row.needed);
    EXPECT_FALSE(found.cut_short);
    EXPECT_LE(tries, row.most_tries);
}

INSTANTIATE_TEST_SUITE_P(Rows, SmallestPart,
                         testing::ValuesIn(std::vector<Case>{
                             {"TheOnlyOne", 1, {0}, 0},
                             {"TheLast", 1000, {999}, 1},
                             {"TheFirst", 1000, {0}, 40},
                             {"OneInTheMiddle", 1000, {400}, 40},
                             {"TwoFarApart", 1000, {3, 900}, 80},
                             {"TwoNeighbours", 1000, {500, 501}, 80},
                             {"Three", 100, {1, 50, 98}, 100},
                             {"All", 4, {0, 1, 2, 3}, 20},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(SmallestPart, IsWhatIsKnownWhenNoMoreCanBeTried) {
    int tries = 0;
    const auto found = smallest_part(100, [&](const Part& part) -> std::optional<bool> {
        if (++tries > 9) return std::nullopt;
        return std::find(part.begin(), part.end(), 10u) != part.end();
    });
    EXPECT_TRUE(found.cut_short);
    EXPECT_LT(found.part.size(), 100u);
    EXPECT_NE(std::find(found.part.begin(), found.part.end(), 10u), found.part.end());
}

TEST(SmallestPart, IsTheWholeWhenNothingCanBeTried) {
    const auto found = smallest_part(3, [](const Part&) { return std::nullopt; });
    EXPECT_TRUE(found.cut_short);
    EXPECT_EQ(found.part, (Part{0, 1, 2}));
}

}  // namespace
}  // namespace tally::hunting
