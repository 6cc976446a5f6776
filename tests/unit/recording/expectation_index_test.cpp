#include "recording/expectation_index.h"

#include <gtest/gtest.h>

#include "unit/recording/expectations.h"

namespace tally::recording {
namespace {

using Positions = std::vector<std::size_t>;

const model::Contract kContract = contract_of({
    interaction("a product", request("GET", "/products/10")),
    interaction("any product", with_path_pattern(request("GET", "/products/1"), "/products/\\d+")),
    interaction("the product removed", request("DELETE", "/products/10")),
    interaction("the product again", request("GET", "/products/10")),
    interaction("orders", request("POST", "/orders")),
});

TEST(ExpectationIndex, GivesInteractionsOfThatPathAndThoseWithPathRulesInOrder) {
    EXPECT_EQ(ExpectationIndex(kContract).candidates("GET", "/products/10"), (Positions{0, 1, 3}));
}

TEST(ExpectationIndex, IgnoresTheCaseOfTheMethodOnly) {
    EXPECT_EQ(ExpectationIndex(kContract).candidates("post", "/orders"), Positions{4});
    EXPECT_EQ(ExpectationIndex(kContract).candidates("POST", "/Orders"), Positions{});
}

TEST(ExpectationIndex, GivesNoneForAnotherMethod) {
    EXPECT_EQ(ExpectationIndex(kContract).candidates("PUT", "/orders"), Positions{});
}

TEST(ExpectationIndex, PutsTheSamePathWithAnotherMethodFirst) {
    EXPECT_EQ(ExpectationIndex(kContract).nearest_to("/orders", 1), Positions{4});
}

TEST(ExpectationIndex, PutsTheMostSimilarPathsFirst) {
    EXPECT_EQ(ExpectationIndex(kContract).nearest_to("/product/10", 9), (Positions{0, 2, 3, 1, 4}));
    EXPECT_EQ(ExpectationIndex(kContract).nearest_to("/order", 2), (Positions{4, 1}));
}

TEST(ExpectationIndex, ComparesNoPathsOfExcessiveLength) {
    EXPECT_EQ(ExpectationIndex(kContract).nearest_to(std::string(100000, 'x'), 3), Positions{});
}

}  // namespace
}  // namespace tally::recording
