#include "format/rules_json.h"

#include <gtest/gtest.h>

#include "format/rule_table.h"

namespace tally::format {
namespace {

using namespace model;

struct Read {
    MatchingRules rules;
    Warnings warnings;
    std::optional<Error> refusal;
};

Read read(const std::string& text) {
    const Result<json::Value> document = json::parse(text);
    if (!document) throw std::logic_error(document.error().text());
    Reading reading(text, "orders.json");
    Read read;
    read.rules = read_rules(Node(*document), reading);
    if (reading.refused()) read.refusal = reading.refusal();
    read.warnings = reading.take_warnings();
    return read;
}

// What one matcher becomes when it is read and written again.
struct RuleCase {
    const char* name;
    const char* text;
    const char* written;
};
class RuleReadAndWritten : public testing::TestWithParam<RuleCase> {};

TEST_P(RuleReadAndWritten, Row) {
    const std::string text = GetParam().text;
    const Result<json::Value> document = json::parse(text);
    ASSERT_TRUE(document);
    Reading reading(text, "");
    const auto rule = read_rule(Node(*document), reading);
    ASSERT_FALSE(reading.refused()) << reading.refusal().text();
    ASSERT_TRUE(rule);
    EXPECT_EQ(json::to_text(json::sorted(rule_to_json(*rule))), GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, RuleReadAndWritten,
    testing::ValuesIn(std::vector<RuleCase>{
        {"Equality", R"({"match":"equality"})", R"({"match":"equality"})"},
        {"Regex", R"({"match":"regex","regex":"\\d+"})", R"({"match":"regex","regex":"\\d+"})"},
        {"RegexWithoutMatch", R"({"regex":"a"})", R"({"match":"regex","regex":"a"})"},
        {"Type", R"({"match":"type"})", R"({"match":"type"})"},
        {"TypeMin", R"({"match":"type","min":1})", R"({"match":"type","min":1})"},
        {"TypeMinAsText", R"({"match":"type","min":"2"})", R"({"match":"type","min":2})"},
        {"TypeMinFraction", R"({"match":"type","min":1.5})", R"({"match":"type","min":1})"},
        {"TypeMinWord", R"({"match":"type","min":"x"})", R"({"match":"type"})"},
        {"TypeMinNegative", R"({"match":"type","min":-1})", R"({"match":"type"})"},
        {"MinType", R"({"match":"min-type","min":1})", R"({"match":"type","min":1})"},
        {"Min", R"({"match":"min","min":1})", R"({"match":"type","min":1})"},
        {"Max", R"({"match":"max","max":2})", R"({"match":"type","max":2})"},
        {"MinMaxWithoutMatch", R"({"min":1,"max":2})", R"({"match":"type","max":2,"min":1})"},
        {"Include", R"({"match":"include","value":"x"})", R"({"match":"include","value":"x"})"},
        {"IncludeNumber", R"({"match":"include","value":1})", R"({"match":"include","value":"1"})"},
        {"Real", R"({"match":"real"})", R"({"match":"decimal"})"},
        {"Integer", R"({"match":"integer"})", R"({"match":"integer"})"},
        {"Number", R"({"match":"number","extra":1})", R"({"match":"number"})"},
        {"Null", R"({"match":"null"})", R"({"match":"null"})"},
        {"Boolean", R"({"match":"boolean"})", R"({"match":"boolean"})"},
        {"DateFormat", R"({"match":"date","format":"yyyy"})", R"({"format":"yyyy","match":"date"})"},
        {"DateLegacy", R"({"match":"date","date":"yyyy"})", R"({"format":"yyyy","match":"date"})"},
        {"DateWithoutMatch", R"({"date":"yyyy"})", R"({"format":"yyyy","match":"date"})"},
        {"TimeWithoutFormat", R"({"match":"time"})", R"({"format":"","match":"time"})"},
        {"Timestamp", R"({"match":"timestamp","timestamp":"yyyy"})",
         R"({"format":"yyyy","match":"datetime"})"},
        {"ContentType", R"({"match":"content-type","value":"a/b"})",
         R"({"match":"contentType","value":"a/b"})"},
        {"Values", R"({"match":"values"})", R"({"match":"values"})"},
        {"ArrayContains",
         R"({"match":"array-contains","variants":[{"index":"1","rules":{"$":{"matchers":[{"match":"type"}]}},"generators":{"$":{"type":"RandomInt"}}}]})",
         R"({"match":"arrayContains","variants":[{"generators":{"$":{"max":10,"min":0,"type":"RandomInt"}},"index":1,"rules":{"$":{"combine":"AND","matchers":[{"match":"type"}]}}}]})"},
        {"VariantWithoutIndex", R"({"match":"arrayContains","variants":[{}]})",
         R"({"match":"arrayContains","variants":[{"index":0,"rules":{}}]})"},
        {"StatusCodeDefault", R"({"match":"status-code"})", R"({"match":"statusCode","status":"success"})"},
        {"StatusCodeList", R"({"match":"statusCode","status":[200,"201"]})",
         R"({"match":"statusCode","status":[200,201]})"},
        {"NotEmpty", R"({"match":"not-empty"})", R"({"match":"notEmpty"})"},
        {"Semver", R"({"match":"semver"})", R"({"match":"semver"})"},
        {"EachKey", R"({"match":"each-key","rules":[{"match":"regex","regex":"a"}],"value":"x"})",
         R"({"match":"eachKey","rules":[{"match":"regex","regex":"a"}],"value":"x"})"},
        {"EachValueWithoutRules", R"({"match":"eachValue"})", R"({"match":"eachValue","rules":[]})"},
        {"UnknownKeepsEverything", R"({"match":"credit","value":"x","other":[1]})",
         R"({"match":"credit","other":[1],"value":"x"})"},
    }),
    [](const auto& row) { return row.param.name; });

struct RefusedCase {
    const char* name;
    const char* text;
    const char* what;
};
class RuleRefused : public testing::TestWithParam<RefusedCase> {};

TEST_P(RuleRefused, Row) {
    const Read result = read(std::string(R"({"body":{"$.a":{"matchers":[)") + GetParam().text + "]}}}");
    ASSERT_TRUE(result.refusal);
    EXPECT_EQ(result.refusal->what, GetParam().what);
    EXPECT_EQ(result.refusal->where.substr(0, 14), "orders.json:1:");
    EXPECT_FALSE(result.refusal->remedy.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Rows, RuleRefused,
    testing::ValuesIn(std::vector<RefusedCase>{
        {"Regex", R"({"match":"regex"})", "matcher 'regex' has no 'regex' attribute"},
        {"Include", R"({"match":"include"})", "matcher 'include' has no 'value' attribute"},
        {"ContentType", R"({"match":"contentType"})", "matcher 'contentType' has no 'value' attribute"},
        {"Min", R"({"match":"min"})", "matcher 'min' has no 'min' attribute"},
        {"Max", R"({"match":"max-type"})", "matcher 'max' has no 'max' attribute"},
        {"ArrayContains", R"({"match":"arrayContains"})", "matcher 'arrayContains' has no 'variants' array"},
        {"StatusWord", R"({"match":"statusCode","status":"bogus"})",
         "matcher 'statusCode' has an unknown 'status'"},
        {"StatusNumber", R"({"match":"statusCode","status":200})",
         "matcher 'statusCode' has an unknown 'status'"},
        {"EachKeyRules", R"({"match":"eachKey","rules":{}})",
         "'rules' of an eachKey or eachValue matcher is not an array"},
        {"NoMatch", "{}", "a matcher has no 'match' attribute"},
        {"MatchIsNull", R"({"match":null})", "'match' of a matcher is not a string"},
        {"NotAnObject", R"("type")", "a matcher is a string"},
        {"Nested", R"({"match":"eachValue","rules":[{"match":"regex"}]})",
         "matcher 'regex' has no 'regex' attribute"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(ReadRules, TellsFormsApartByTheirKeys) {
    const Read flat = read(R"({"$.body.items[*].id": {"match": "type"}, "$.headers.X-A": {"match": "type"},
                               "$.header.X-B": {"match": "type"}, "$.query.q": {"match": "type"}, "$.path": {"match": "type"},
                               "$.body": {"match": "type"}, "$.query['ids[]']": {"match": "type"}})");
    ASSERT_FALSE(flat.refusal) << flat.refusal->text();
    ASSERT_EQ(flat.rules.body.size(), 2u);
    EXPECT_EQ(flat.rules.body[0].key, "$.items[*].id");
    EXPECT_EQ(flat.rules.body[1].key, "$");
    ASSERT_EQ(flat.rules.header.size(), 2u);
    EXPECT_EQ(flat.rules.header[0].key, "X-A");
    EXPECT_EQ(flat.rules.header[1].key, "X-B");
    ASSERT_EQ(flat.rules.query.size(), 2u);
    EXPECT_EQ(flat.rules.query[1].key, "ids[]");
    EXPECT_EQ(flat.rules.path.rules.size(), 1u);
}

TEST(ReadRules, MixedFormsAreBothRead) {
    const Read mixed =
        read(R"({"$.body.a": {"match": "type"}, "header": {"X": {"matchers": [{"match": "type"}]}}})");
    EXPECT_EQ(mixed.rules.body.size(), 1u);
    EXPECT_EQ(mixed.rules.header.size(), 1u);
}

TEST(ReadRules, NamesOfHeadersAndParametersAreLiteral) {
    const Read result = read(R"({"query": {"ids[]": {"matchers": [{"match": "type"}]}}})");
    ASSERT_EQ(result.rules.query.size(), 1u);
    EXPECT_EQ(result.rules.query[0].key, "ids[]");
    EXPECT_EQ(result.rules.query[0].path.steps, (std::vector<PathStep>{Field{"ids[]"}}));
}

TEST(ReadRules, BodiesOfMessagesHaveThreeNames) {
    for (const char* name : {"body", "content", "contents"}) {
        const Read result =
            read(std::string("{\"") + name + R"(": {"$.a": {"matchers": [{"match": "type"}]}}})");
        EXPECT_EQ(result.rules.body.size(), 1u) << name;
        EXPECT_TRUE(result.warnings.empty()) << name;
    }
}

TEST(ReadRules, StatusIsReadFlatAndUnderTheRoot) {
    for (const char* text : {R"({"status": {"matchers": [{"match": "statusCode"}]}})",
                             R"({"status": {"$": {"matchers": [{"match": "statusCode"}]}}})"}) {
        EXPECT_EQ(read(text).rules.status.rules.size(), 1u) << text;
    }
}

TEST(ReadRules, CombineIsAndUnlessItSaysOr) {
    const Read result = read(
        R"({"body": {"$.a": {"combine": "or", "matchers": []}, "$.b": {"combine": "x", "matchers": []}}})");
    EXPECT_EQ(result.rules.body[0].list.combine, Combine::any);
    EXPECT_EQ(result.rules.body[1].list.combine, Combine::all);
}

TEST(ReadRules, AnUnknownCategoryIsAWarningWithItsPlace) {
    const Read result = read("{\n  \"boddy\": {}\n}");
    ASSERT_EQ(result.warnings.size(), 1u);
    EXPECT_EQ(result.warnings[0].where.substr(0, 14), "orders.json:2:");
    EXPECT_NE(result.warnings[0].what.find("'boddy'"), std::string::npos);
}

TEST(ReadRules, AnUnknownMatcherIsAWarningThatSuggestsTheNearestName) {
    const Read result = read(R"({"body": {"$.a": {"matchers": [{"match": "tpye"}]}}})");
    ASSERT_EQ(result.warnings.size(), 1u);
    EXPECT_NE(result.warnings[0].what.find("'tpye'"), std::string::npos);
    EXPECT_EQ(result.warnings[0].remedy, "did you mean 'type'");
}

TEST(ReadRules, AnInvalidPatternIsAWarning) {
    const Read result = read(R"({"body": {"$.a": {"matchers": [{"match": "regex", "regex": "[a"}]}}})");
    EXPECT_FALSE(result.refusal);
    ASSERT_EQ(result.warnings.size(), 1u);
    EXPECT_NE(result.warnings[0].what.find("'[a'"), std::string::npos);
}

TEST(ReadRules, AnInvalidDateFormatIsAWarning) {
    const Read result =
        read(R"({"body": {"$.a": {"matchers": [{"match": "date", "format": "yyyy[-MM]"}]}}})");
    EXPECT_FALSE(result.refusal);
    ASSERT_EQ(result.warnings.size(), 1u);
    EXPECT_NE(result.warnings[0].what.find("'yyyy[-MM]'"), std::string::npos);
}

TEST(ReadRules, APathThatCannotBeReadIsRefused) {
    const Read result = read(R"({"body": {"$.a[": {"matchers": []}}})");
    ASSERT_TRUE(result.refusal);
    EXPECT_NE(result.refusal->what.find("'$.a['"), std::string::npos);
}

TEST(WriteRules, WritesCanonicalCategories) {
    const Read result =
        read(R"({"$.headers.X": {"match": "type"}, "$.path": {"regex": "a"}, "$.body['a b']": {"min": 1}})");
    EXPECT_EQ(json::to_text(json::sorted(rules_to_json(result.rules))),
              R"({"body":{"$['a b']":{"combine":"AND","matchers":[{"match":"type","min":1}]}},)"
              R"("header":{"X":{"combine":"AND","matchers":[{"match":"type"}]}},)"
              R"("path":{"combine":"AND","matchers":[{"match":"regex","regex":"a"}]}})");
}

TEST(RuleTable, NamesEveryKindOnce) {
    for (const RuleKind& kind : rule_kinds()) EXPECT_EQ(find_rule_kind(kind.name), &kind);
}

}  // namespace
}  // namespace tally::format
