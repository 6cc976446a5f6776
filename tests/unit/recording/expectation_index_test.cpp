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

model::Request search(std::vector<model::QueryParameter> query) {
    model::Request made = request("GET", "/search");
    made.query = std::move(query);
    return made;
}

model::Request search_by_rule() {
    model::Request made = search({{"q", {"lamp"}}});
    made.rules.query.push_back({"q", *model::parse_path("q"), {{{model::TypeRule{}}}}});
    return made;
}

const model::Contract kSearches = contract_of({
    interaction("lamps", search({{"q", {"lamp"}}, {"page", {"1"}}})),
    interaction("chairs", search({{"q", {"chair"}}})),
    interaction("anything", search_by_rule()),
    interaction("two at once", search({{"q", {"lamp", "chair"}}})),
    interaction("without", search({{"q", {}}})),
    interaction("all", search({})),
});

TEST(ExpectationIndex, LeavesOutWhatAnotherQueryIsExpectedFor) {
    const ExpectationIndex index(kSearches);
    EXPECT_EQ(index.complete_candidates(search({{"page", {"1"}}, {"q", {"lamp"}}})), (Positions{0, 2, 4}));
    EXPECT_EQ(index.complete_candidates(search({{"q", {"lamp", "chair"}}})), (Positions{2, 3, 4}));
    EXPECT_EQ(index.complete_candidates(search({{"q", {"chair", "lamp"}}})), (Positions{2, 4}));
    EXPECT_EQ(index.complete_candidates(search({})), (Positions{2, 4, 5}));
}

TEST(ExpectationIndex, TellsNoValueFromAnEmptyOneOnlyOnTheWire) {
    const model::Contract contract = contract_of({interaction("flag", search({{"all", {std::nullopt}}}))});
    EXPECT_EQ(ExpectationIndex(contract).complete_candidates(search({{"all", {""}}})), Positions{0});
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
