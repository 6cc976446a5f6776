// The rule engine on objects and arrays: selection, cascading, combining.
#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

struct RuleCase {
    const char* name;
    std::string rules;
    const char* expected;
    const char* actual;
    Told told;  // in a response
};
class JsonUnderRules : public testing::TestWithParam<RuleCase> {};

TEST_P(JsonUnderRules, Row) {
    const RuleCase& row = GetParam();
    EXPECT_EQ(told(match_response(json_response(row.expected, row.rules), json_response(row.actual))),
              row.told);
}

const std::string type = R"({"match":"type"})";
const std::string integer = R"({"match":"integer"})";
const std::string equality = R"({"match":"equality"})";
const std::string values = R"({"match":"values"})";
const std::string lower_keys = R"({"match":"eachKey","rules":[{"match":"regex","regex":"[a-z]+"}]})";
const std::string each_integer = R"({"match":"eachValue","rules":[{"match":"integer"}]})";

INSTANTIATE_TEST_SUITE_P(
    Objects, JsonUnderRules,
    testing::ValuesIn(std::vector<RuleCase>{
        {"TypeCascades", rule("$", type), R"({"a":{"b":1}})", R"({"a":{"b":2}})", {}},
        {"TypeCascadesAndFails",
         rule("$", type),
         R"({"a":{"b":1}})",
         R"({"a":{"b":"x"}})",
         {"$.a.b: Expected 'x' (String) to be the same type as 1 (Integer)"}},
        {"TypeStillWantsTheKeys",
         rule("$", type),
         R"({"a":1})",
         R"({})",
         {"$: Actual map is missing the following keys: a"}},
        {"TheBestRuleReplacesTheOthers",
         R"({"$":{"matchers":[{"match":"type"}]},"$.a":{"matchers":[{"match":"regex","regex":"\\d+"}]}})",
         R"({"a":"1","b":"x"})",
         R"({"a":"y","b":"z"})",
         {"$.a: Expected 'y' to match '\\d+'"}},
        {"EqualityStopsACascade",
         R"({"$":{"matchers":[{"match":"type"}]},"$.a":{"matchers":[{"match":"equality"}]}})",
         R"({"a":{"s":"OK"},"b":"x"})",
         R"({"a":{"s":"Lovely"},"b":"y"})",
         {"$.a.s: Expected 'Lovely' (String) to be equal to 'OK' (String)"}},
        {"EqualityForbidsFurtherKeys",
         rule("$.a", equality),
         R"({"a":{"x":1}})",
         R"({"a":{"x":1,"y":2}})",
         {R"($.a: Expected {"x": 1, "y": 2} (Object) to be equal to {"x": 1} (Object))"}},
        {"IntegerFailsOnAnObject",
         rule("$.a", integer),
         R"({"a":{"x":1}})",
         R"({"a":{"x":1}})",
         {R"($.a: Expected {"x": 1} (Object) to be an integer)"}},
        {"RegexPassesTheObject",
         rule("$.a", R"({"match":"regex","regex":"\\d"})"),
         R"({"a":{"x":1}})",
         R"({"a":{"x":"y"}})",
         {"$.a.x: Expected 'y' to match '\\d'"}},
        {"MinCountsKeys",
         rule("$.a", R"({"match":"type","min":2})"),
         R"({"a":{"x":1}})",
         R"({"a":{"x":1}})",
         {R"($.a: Expected {"x": 1} (size 1) to have minimum size of 2)"}},
        {"NotEmptyWantsAKey",
         rule("$.a", R"({"match":"notEmpty"})"),
         R"({"a":{}})",
         R"({"a":{}})",
         {"$.a: Expected {} (Object) to not be empty"}},
        {"AnObjectIsNeverAScalar",
         rule("$.a", type),
         R"({"a":{}})",
         R"({"a":1})",
         {"$.a: Type mismatch: Expected 1 (Integer) to be the same type as {} (Object)"}},
        {"ValuesIgnoresNames", rule("$", values), R"({"a":1})", R"({"b":1,"c":1})", {}},
        {"ValuesComparesWithTheFirst",
         R"({"$":{"matchers":[{"match":"values"}]},"$.*":{"matchers":[{"match":"type"}]}})",
         R"({"one":"a"})",
         R"({"one":"","two":100})",
         {"$.two: Expected 100 (Integer) to be the same type as 'a' (String)"}},
        {"ValuesOfAnEmptyExampleComparesNothing", rule("$", values), "{}", R"({"a":1})", {}},
        {"EachKeyOk", rule("$.a", lower_keys), R"({"a":{"k":1}})", R"({"a":{"k":1,"other":2}})", {}},
        {"EachKey",
         rule("$.a", lower_keys),
         R"({"a":{"k":1}})",
         R"({"a":{"k":1,"Y1":2}})",
         {"$.a.Y1: Expected 'Y1' to match '[a-z]+'"}},
        {"EachKeyExcusesMissingKeys",
         rule("$.a", lower_keys),
         R"({"a":{"k":1,"l":2}})",
         R"({"a":{"k":1}})",
         {}},
        {"EachValueOk", rule("$.a", each_integer), R"({"a":{"k":1}})", R"({"a":{"x":7,"y":8}})", {}},
        {"EachValue",
         rule("$.a", each_integer),
         R"({"a":{"k":1}})",
         R"({"a":{"x":"7"}})",
         {"$.a.x: Expected '7' (String) to be an integer"}},
        {"EachValueHidesDeeperRules",
         R"({"$.a":{"matchers":[)" + each_integer + R"(]},"$.a.x":{"matchers":[{"match":"null"}]}})",
         R"({"a":{"x":1}})",
         R"({"a":{"x":2}})",
         {}},
        {"EachKeyAndEachValue",
         rule("$.a", lower_keys + "," + each_integer),
         R"({"a":{"k":1}})",
         R"({"a":{"K":"x"}})",
         {"$.a.K: Expected 'K' to match '[a-z]+'", "$.a.K: Expected 'x' (String) to be an integer"}},
        {"TheStarIsOnlyAPath",
         rule("$.a.*", type),
         R"({"a":{"x":1}})",
         R"({"a":{"y":1}})",
         {"$.a: Actual map is missing the following keys: x"}},
        {"AnUnknownMatcherFailsAndNamesItsPlace",
         rule("$.a", R"({"match":"credit"})"),
         R"({"a":1})",
         R"({"a":1})",
         {"$.a: The matcher 'credit' is not known, so nothing can be compared with it"}},
        {"AnUnknownMatcherFailsOnAnObject",
         rule("$.a", R"({"match":"credit"})"),
         R"({"a":{}})",
         R"({"a":{}})",
         {"$.a: The matcher 'credit' is not known, so nothing can be compared with it"}},
    }),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Arrays, JsonUnderRules,
    testing::ValuesIn(std::vector<RuleCase>{
        {"TypeAllowsAnyLength", rule("$.a", type), R"({"a":[1]})", R"({"a":[2,3,4]})", {}},
        {"TypeAllowsNone", rule("$.a", type), R"({"a":[1,2]})", R"({"a":[]})", {}},
        {"TypeLooksAtEveryElement",
         rule("$.a", type),
         R"({"a":[1]})",
         R"({"a":[1,"x"]})",
         {"$.a[1]: Expected 'x' (String) to be the same type as 1 (Integer)"}},
        {"EachExampleAtItsPlace", rule("$.a", type), R"({"a":[1,"x"]})", R"({"a":[1,"y",2]})", {}},
        {"Min",
         rule("$.a", R"({"match":"type","min":1})"),
         R"({"a":[1]})",
         R"({"a":[]})",
         {"$.a: Expected [] (size 0) to have minimum size of 1"}},
        {"Max",
         rule("$.a", R"({"match":"type","max":4})"),
         R"({"a":[1]})",
         R"({"a":[1,2,3,4,5]})",
         {"$.a: Expected [1, 2, 3, 4, 5] (size 5) to have maximum size of 4"}},
        {"MinDoesNotCascade",
         rule("$.a", R"({"match":"type","min":1})"),
         R"({"a":[[1]]})",
         R"({"a":[[]]})",
         {}},
        {"MinIsVoidWithoutExample",
         rule("$.a", R"({"match":"type","min":1})"),
         R"({"a":[]})",
         R"({"a":[]})",
         {}},
        {"AnyElement",
         rule("$.a[*]", type),
         R"({"a":[1]})",
         R"({"a":["x"]})",
         {"$.a[0]: Expected 'x' (String) to be the same type as 1 (Integer)"}},
        {"AnyElementStillCounts",
         rule("$.a[*]", type),
         R"({"a":[1]})",
         R"({"a":[1,2]})",
         {"$.a: Expected a List with 1 elements but received 2 elements"}},
        {"IntegerReachesTheElements",
         rule("$.a", integer),
         R"({"a":[1]})",
         R"({"a":[2,"x"]})",
         {"$.a[1]: Expected 'x' (String) to be an integer"}},
        {"NullFailsOnAList",
         rule("$.a", R"({"match":"null"})"),
         R"({"a":[1]})",
         R"({"a":[1]})",
         {
             "$.a: Expected [1] (Array) to be a null value",
         }},
        {"EqualityOfLists",
         rule("$.a", equality),
         R"({"a":[1]})",
         R"({"a":[1,1]})",
         {"$.a: Expected [1, 1] (Array) to be equal to [1] (Array)"}},
        {"NotEmpty",
         rule("$.a", R"({"match":"notEmpty"})"),
         R"({"a":[1]})",
         R"({"a":[]})",
         {"$.a: Expected [] (Array) to not be empty"}},
        {"EachValueOfAList",
         rule("$.a", each_integer),
         R"({"a":[1]})",
         R"({"a":[2,"x"]})",
         {"$.a[1]: Expected 'x' (String) to be an integer"}},
        {"AListIsNeverAnObject",
         rule("$.a", type),
         R"({"a":[1]})",
         R"({"a":{}})",
         {"$.a: Type mismatch: Expected {} (Object) to be the same type as [1] (Array)"}},
        {"ArrayContainsInAnyOrder",
         rule(
             "$.a",
             R"({"match":"arrayContains","variants":[{"index":0},{"index":1,"rules":{"$":{"matchers":[{"match":"integer"}]}}}]})"),
         R"({"a":["x",1]})",
         R"({"a":[null,7,"x"]})",
         {}},
        {"ArrayContainsMissing",
         rule(
             "$.a",
             R"({"match":"arrayContains","variants":[{"index":0},{"index":1,"rules":{"$":{"matchers":[{"match":"integer"}]}}}]})"),
         R"({"a":["x",1]})",
         R"({"a":["x","y"]})",
         {"$.a: Variant at index 1 (1) was not found in the actual list"}},
        {"ArrayContainsWithoutVariants",
         rule("$.a", R"({"match":"arrayContains","variants":[]})"),
         R"({"a":[1,2]})",
         R"({"a":[3,2]})",
         {"$.a: Variant at index 0 (1) was not found in the actual list"}},
        {"ArrayContainsOutOfRange",
         rule("$.a", R"({"match":"arrayContains","variants":[{"index":5}]})"),
         R"({"a":[1]})",
         R"({"a":[1]})",
         {"$.a: Variant at index 5 has no example: the expected list has only 1 element"}},
        {"ArrayContainsSeesOnlyItsOwnRules",
         R"({"$.a":{"matchers":[{"match":"arrayContains","variants":[{"index":0}]}]},"$.a[*]":{"matchers":[{"match":"type"}]}})",
         R"({"a":[1]})",
         R"({"a":[2]})",
         {"$.a: Variant at index 0 (1) was not found in the actual list"}},
        {"ArrayContainsBesideTypeIsNotAskedOfObjectsInTheList",
         R"({"$.a":{"matchers":[{"match":"type"},{"match":"arrayContains","variants":[{"index":0}]}]}})",
         R"({"a":[{"b":1}]})",
         R"({"a":[{"b":1}]})",
         {}},
        {"ArrayContainsBesideTypeIsNotAskedOfListsInTheList",
         R"({"$.a":{"matchers":[{"match":"type"},{"match":"arrayContains","variants":[{"index":1}]}]}})",
         R"({"a":[[1],[2]]})",
         R"({"a":[[2]]})",
         {}},
        {"ArrayContainsBesideTypeIsAskedOfTheList",
         R"({"$.a":{"matchers":[{"match":"type"},{"match":"arrayContains","variants":[{"index":1}]}]}})",
         R"({"a":[[1],[2]]})",
         R"({"a":[[1]]})",
         {"$.a: Variant at index 1 ([2]) was not found in the actual list"}},
    }),
    [](const auto& row) { return row.param.name; });

std::string combined(const std::string& how, const std::string& matchers) {
    return R"({"$.a":{"combine":")" + how + R"(","matchers":[)" + matchers + "]}}";
}

INSTANTIATE_TEST_SUITE_P(
    Combining, JsonUnderRules,
    testing::ValuesIn(std::vector<RuleCase>{
        {"AndWantsAll",
         combined("AND", R"({"match":"include","value":"a"},{"match":"include","value":"b"})"),
         R"({"a":""})",
         R"({"a":"x"})",
         {"$.a: Expected 'x' to include 'a'", "$.a: Expected 'x' to include 'b'"}},
        {"OrWantsOne",
         combined("OR", R"({"match":"include","value":"a"},{"match":"null"})"),
         R"({"a":"a"})",
         R"({"a":null})",
         {}},
        {"OrTellsAllWhenNoneHolds",
         combined("OR", R"({"match":"integer"},{"match":"null"})"),
         R"({"a":1})",
         R"({"a":"x"})",
         {"$.a: Expected 'x' (String) to be an integer", "$.a: Expected 'x' (String) to be a null value"}},
        {"OrOnAnObject",
         combined("OR", R"({"match":"integer"},{"match":"type"})"),
         R"({"a":{"x":1}})",
         R"({"a":{"x":2}})",
         {}},
        {"OrOnAList",
         combined("OR", R"({"match":"null"},{"match":"type"})"),
         R"({"a":[1]})",
         R"({"a":[2,3]})",
         {}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(JsonRules, TheCoreIgnoresOrOnObjects) {
    const auto expected =
        json_response(R"({"a":{"x":1}})", combined("OR", R"({"match":"integer"},{"match":"type"})"));
    Settings core;
    core.strict_compat = true;
    EXPECT_FALSE(match_response(expected, json_response(R"({"a":{"x":2}})"), core).empty());
}

TEST(JsonRules, MismatchesNameTheRuleAndItsPlace) {
    const auto expected = json_response(R"({"items":[{"id":1}]})", rule("$.items[*].id", integer));
    const Mismatches mismatches = match_response(expected, json_response(R"({"items":[{"id":"x"}]})"));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].location, "$.items[0].id");
    EXPECT_EQ(mismatches[0].rule, "integer at $.items[*].id");
    EXPECT_EQ(mismatches[0].expected, "1");
    EXPECT_EQ(mismatches[0].actual, "\"x\"");
}

TEST(JsonRules, RulesInsideEachValueSayWhereTheyStand) {
    const auto expected = json_response(R"({"a":[{"k":1}]})", rule("$.a[*]", each_integer));
    const Mismatches mismatches = match_response(expected, json_response(R"({"a":[{"x":"7"}]})"));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].rule, "integer at $.a[*].*");
}

TEST(JsonRules, AnEmptyExpectedObjectIsStrictInRequestsEvenUnderARule) {
    EXPECT_FALSE(match_request(json_request("{}", rule("$", type)), json_request(R"({"a":1})")).empty());
    EXPECT_TRUE(match_response(json_response("{}", rule("$", type)), json_response(R"({"a":1})")).empty());
}

TEST(JsonRules, EachKeyMakesFurtherKeysLegalInRequests) {
    EXPECT_TRUE(
        match_request(json_request(R"({"a":1})", rule("$", lower_keys)), json_request(R"({"a":1,"b":2})"))
            .empty());
}

}  // namespace
}  // namespace tally::matching
