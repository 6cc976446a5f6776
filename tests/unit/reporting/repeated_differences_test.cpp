#include "reporting/repeated_differences.h"

#include <gtest/gtest.h>

#include <deque>

namespace tally::reporting {
namespace {

using matching::Mismatch;
using matching::MismatchKind;

struct Difference {
    const char* location;
    const char* sentence;
    const char* rule;
    MismatchKind kind = MismatchKind::body;
};

struct Folding {
    const char* name;
    std::vector<Difference> differences;
    std::vector<std::string> folded;  // "place of the first +more places"
};
class FoldRepeated : public testing::TestWithParam<Folding> {};
TEST_P(FoldRepeated, Row) {
    std::deque<Mismatch> made;
    std::vector<const Mismatch*> pointers;
    for (const auto& difference : GetParam().differences) {
        Mismatch mismatch;
        mismatch.kind = difference.kind;
        mismatch.location = difference.location;
        mismatch.sentence = difference.sentence;
        mismatch.rule = difference.rule;
        made.push_back(std::move(mismatch));
        pointers.push_back(&made.back());
    }
    std::vector<std::string> folded;
    for (const auto& each : fold_repeated(pointers)) {
        folded.push_back(each.first->location +
                         (each.more == 0 ? "" : " +" + std::to_string(each.more) + " " + each.places));
    }
    EXPECT_EQ(folded, GetParam().folded);
}

constexpr const char* kRule = "decimal at $[*].price";
constexpr const char* kOne = "Expected '1.5' (String) to be a decimal number";
constexpr const char* kTwo = "Expected 'two' (String) to be a decimal number";

INSTANTIATE_TEST_SUITE_P(
    Rows, FoldRepeated,
    testing::ValuesIn(std::vector<Folding>{
        {"ElementsOfOneList",
         {{"$[0].price", kOne, kRule}, {"$[1].price", kTwo, kRule}, {"$[7].price", kOne, kRule}},
         {"$[0].price +2 $[*].price"}},
        {"WithOthersBetween",
         {{"$[0].price", kOne, kRule}, {"$[0].id", kOne, kRule}, {"$[1].price", kTwo, kRule}},
         {"$[0].price +1 $[*].price", "$[0].id"}},
        {"OnlyPositionsThatDiffer",
         {{"$[3].prices[0]", kOne, kRule}, {"$[3].prices[2]", kOne, kRule}},
         {"$[3].prices[0] +1 $[3].prices[*]"}},
        {"ListsInLists",
         {{"$[0].prices[0]", kOne, kRule}, {"$[1].prices[2]", kOne, kRule}},
         {"$[0].prices[0] +1 $[*].prices[*]"}},
        {"OtherRule",
         {{"$[0].price", kOne, kRule}, {"$[1].price", kOne, "decimal at $[1].price"}},
         {"$[0].price", "$[1].price"}},
        {"OtherWords",
         {{"$[0].price", kOne, kRule}, {"$[1].price", "Expected null (Null) to be a decimal number", kRule}},
         {"$[0].price", "$[1].price"}},
        {"SameKeyMissingEverywhere",
         {{"$[0]", "Actual map is missing the following keys: a", ""},
          {"$[1]", "Actual map is missing the following keys: a", ""}},
         {"$[0] +1 $[*]"}},
        {"OtherValuesWithoutARule",
         {{"$[0]", "Expected 'a' to equal 'b'", ""}, {"$[1]", "Expected 'a' to equal 'c'", ""}},
         {"$[0]", "$[1]"}},
        {"NoList", {{"$.price", kOne, kRule}, {"$.price", kOne, kRule}}, {"$.price", "$.price"}},
        {"NoPath", {{"$[", kOne, kRule}, {"$[", kOne, kRule}}, {"$[", "$["}},
        {"NotTheBody",
         {{"$[0]", kOne, kRule, MismatchKind::header}, {"$[1]", kOne, kRule, MismatchKind::header}},
         {"$[0]", "$[1]"}},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::reporting
