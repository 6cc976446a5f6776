#include "recording/value_parts.h"

#include <gtest/gtest.h>

#include "format/write_contract.h"
#include "tally/matchers.h"
#include "tally/xml.h"

namespace tally::recording {
namespace {

using namespace tally::matchers;

constexpr Place kPlace{"orders_test.cpp", 7};

// The rules as a contract file has them, which says more than the structs.
std::string rules_text(const DocumentParts& parts) {
    model::Request request;
    request.rules.body = parts.rules;
    const json::Value written = format::write_request(request, model::SpecVersion::v4);
    const json::Value* rules = written.find("matchingRules");
    return rules == nullptr ? "" : json::to_text(json::sorted(*rules->find("body")));
}

struct DocumentCase {
    const char* name;
    Value value;
    const char* example;
    const char* rules;
};

class DocumentFromValue : public testing::TestWithParam<DocumentCase> {};

TEST_P(DocumentFromValue, Row) {
    std::vector<Mistake> mistakes;
    const DocumentParts parts = document_parts(GetParam().value, kPlace, mistakes);
    EXPECT_EQ(json::to_text(parts.example), GetParam().example);
    EXPECT_EQ(rules_text(parts), GetParam().rules);
    EXPECT_TRUE(mistakes.empty()) << mistakes.front().text;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DocumentFromValue,
    testing::ValuesIn(std::vector<DocumentCase>{
        {"Null", nullptr, "null", ""},
        {"EmptyBraces", {}, "null", ""},
        {"True", true, "true", ""},
        {"Integer", -42, "-42", ""},
        {"LargestUnsigned", 18446744073709551615ull, "18446744073709551615", ""},
        {"DecimalKeepsItsShortestText", 19.99, "19.99", ""},
        {"WholeDecimalStaysADecimal", 3.0, "3.0", ""},
        {"Text", "a \"b\"", R"("a \"b\"")", ""},
        {"EmptyObject", object({}), "{}", ""},
        {"EmptyArray", array({}), "[]", ""},
        {"ObjectOfOneTextMember", {{"a", "b"}}, R"({"a":"b"})", ""},
        {"ObjectInAnObject", {{"a", {{"b", {{"c", 1}}}}}}, R"({"a":{"b":{"c":1}}})", ""},
        {"MixedArray", array({1, "two", 3.5, {{"four", nullptr}}}), R"([1,"two",3.5,{"four":null}])", ""},
        {"MembersKeepTheirOrder", {{"b", 1}, {"a", 2}}, R"({"b":1,"a":2})", ""},
        {"Like", like("x"), R"("x")", R"({"$":{"combine":"AND","matchers":[{"match":"type"}]}})"},
        {"IntegerInAnObject",
         {{"id", integer(7)}},
         R"({"id":7})",
         R"({"$.id":{"combine":"AND","matchers":[{"match":"integer"}]}})"},
        {"Decimal",
         {{"price", decimal(20)}},
         R"({"price":20.0})",
         R"({"$.price":{"combine":"AND","matchers":[{"match":"decimal"}]}})"},
        {"NumberAndBooleanAndNull",
         {{"a", number(1)}, {"b", boolean(true)}, {"c", null()}},
         R"({"a":1,"b":true,"c":null})",
         R"({"$.a":{"combine":"AND","matchers":[{"match":"number"}]},)"
         R"("$.b":{"combine":"AND","matchers":[{"match":"boolean"}]},)"
         R"("$.c":{"combine":"AND","matchers":[{"match":"null"}]}})"},
        {"Regex", regex("\\d+", "12"), R"("12")",
         R"({"$":{"combine":"AND","matchers":[{"match":"regex","regex":"\\d+"}]}})"},
        {"Include", include("ell", "hello"), R"("hello")",
         R"({"$":{"combine":"AND","matchers":[{"match":"include","value":"ell"}]}})"},
        {"EqualToInsideLike", like({{"a", equal_to(1)}, {"b", 2}}), R"({"a":1,"b":2})",
         R"({"$":{"combine":"AND","matchers":[{"match":"type"}]},)"
         R"("$.a":{"combine":"AND","matchers":[{"match":"equality"}]}})"},
        {"EachLikeHasOneElement", each_like("x"), R"(["x"])",
         R"({"$":{"combine":"AND","matchers":[{"match":"type","min":1}]}})"},
        {"EachLikeHasAsManyExamplesAsItAsksFor", each_like(integer(1), at_least(3)), "[1,1,1]",
         R"({"$":{"combine":"AND","matchers":[{"match":"type","min":3}]},)"
         R"("$[*]":{"combine":"AND","matchers":[{"match":"integer"}]}})"},
        {"EachLikeBetween", each_like(1, between(2, 4)), "[1,1]",
         R"({"$":{"combine":"AND","matchers":[{"match":"type","max":4,"min":2}]}})"},
        {"EachLikeInEachLike",
         {{"rows", each_like({{"cells", each_like({{"n", integer(1)}})}})}},
         R"({"rows":[{"cells":[{"n":1}]}]})",
         R"({"$.rows":{"combine":"AND","matchers":[{"match":"type","min":1}]},)"
         R"("$.rows[*].cells":{"combine":"AND","matchers":[{"match":"type","min":1}]},)"
         R"("$.rows[*].cells[*].n":{"combine":"AND","matchers":[{"match":"integer"}]}})"},
        {"MatchersInAnArrayGoByPosition", array({1, integer(2)}), "[1,2]",
         R"({"$[1]":{"combine":"AND","matchers":[{"match":"integer"}]}})"},
        {"NamesThatAreNoIdentifiersAreQuoted",
         {{"a b", integer(1)}, {"*", integer(2)}},
         R"({"a b":1,"*":2})",
         R"({"$['*']":{"combine":"AND","matchers":[{"match":"integer"}]},)"
         R"("$['a b']":{"combine":"AND","matchers":[{"match":"integer"}]}})"},
        {"MatcherAroundAMatcherAsksForBoth", like(regex("a+", "aa")), R"("aa")",
         R"({"$":{"combine":"AND","matchers":[{"match":"regex","regex":"a+"},{"match":"type"}]}})"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(DocumentFromValue, RefusesTwoMembersOfOneName) {
    std::vector<Mistake> mistakes;
    document_parts({{"a", 1}, {"a", 2}}, kPlace, mistakes);
    ASSERT_EQ(mistakes.size(), 1u);
    EXPECT_EQ(mistakes.front().place.line, 7);
}

TEST(DocumentFromValue, RefusesNumbersThatJsonDoesNotHave) {
    std::vector<Mistake> mistakes;
    document_parts({{"a", 1e308 * 10}}, kPlace, mistakes);
    EXPECT_EQ(mistakes.size(), 1u);
}

TEST(DocumentFromValue, RefusesTextThatIsNotUtf8) {
    std::vector<Mistake> mistakes;
    document_parts({{"a", "\xff"}}, kPlace, mistakes);
    EXPECT_EQ(mistakes.size(), 1u);
}

TEST(DocumentFromValue, RefusesBottomlessNesting) {
    Value value = 1;
    for (int i = 0; i < 1000; ++i) value = array({value});
    std::vector<Mistake> mistakes;
    document_parts(value, kPlace, mistakes);
    EXPECT_EQ(mistakes.size(), 1u);
}

using Texts = std::vector<std::optional<std::string>>;

TEST(TextFromValue, WritesScalarsAsText) {
    std::vector<Mistake> mistakes;
    EXPECT_EQ(text_parts("a", kPlace, mistakes).values, Texts{"a"});
    EXPECT_EQ(text_parts(7, kPlace, mistakes).values, Texts{"7"});
    EXPECT_EQ(text_parts(true, kPlace, mistakes).values, Texts{"true"});
    EXPECT_EQ(text_parts(nullptr, kPlace, mistakes).values, Texts{std::nullopt});
    EXPECT_TRUE(mistakes.empty());
}

TEST(TextFromValue, TakesSeveralValues) {
    std::vector<Mistake> mistakes;
    EXPECT_EQ(text_parts(array({"a", 2}), kPlace, mistakes).values, (Texts{"a", "2"}));
    EXPECT_TRUE(mistakes.empty());
}

TEST(TextFromValue, GivesAllValuesTheRulesOfEachLike) {
    std::vector<Mistake> mistakes;
    const TextParts parts = text_parts(each_like(integer(1), at_least(2)), kPlace, mistakes);
    EXPECT_EQ(parts.values, (Texts{"1", "1"}));
    const std::vector<model::MatchingRule> rules{{model::TypeRule{2, std::nullopt}}, {model::IntegerRule{}}};
    EXPECT_EQ(parts.rules.rules, rules);
    EXPECT_TRUE(mistakes.empty());
}

TEST(TextFromValue, RefusesWhatHasNoTextForm) {
    for (const Value& value : {object({}), array({object({})}), array({array({})}), array({integer(1), 2})}) {
        std::vector<Mistake> mistakes;
        text_parts(value, kPlace, mistakes);
        EXPECT_EQ(mistakes.size(), 1u);
    }
}

// Beside the each_like() of XML elements, which braces could make as well.
TEST(EachLikeOfAnObjectInBraces, IsTheOneOfDocuments) {
    std::vector<Mistake> mistakes;
    EXPECT_EQ(json::to_text(document_parts(each_like({{"id", 1}}), kPlace, mistakes).example), R"([{"id":1}])");
    EXPECT_EQ(json::to_text(document_parts(each_like({{"id", "a"}}, at_least(2)), kPlace, mistakes).example),
              R"([{"id":"a"},{"id":"a"}])");
}

}  // namespace
}  // namespace tally::recording
