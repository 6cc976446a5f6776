#include "format/integration_json.h"

#include <gtest/gtest.h>

#include "format/generators_json.h"
#include "format/rules_json.h"

namespace tally::format {
namespace {

std::string rules_text(const std::vector<model::KeyedRules>& rules) {
    return json::to_text(json::Value(keyed_rules_to_json(rules)));
}

std::string generators_text(const std::vector<model::KeyedGenerator>& generators) {
    return json::to_text(json::Value(keyed_generators_to_json(generators)));
}

std::string type_rule(const std::string& path, const std::string& rule) {
    return R"({")" + path + R"(":{"combine":"AND","matchers":[)" + rule + "]}}";
}

struct ErrorCase {
    const char* name;
    const char* type;
    const char* text;
    const char* error;
};
void PrintTo(const ErrorCase& row, std::ostream* out) {
    *out << row.name;
}
class IntegrationJsonError : public testing::TestWithParam<ErrorCase> {};
TEST_P(IntegrationJsonError, SaysWhereWhatAndWhatToDo) {
    const Result<DescribedBody> body = describe_body(GetParam().text, GetParam().type);
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().text(), GetParam().error);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, IntegrationJsonError,
    testing::ValuesIn(std::vector<ErrorCase>{
        {"MistypedMatcher", "application/json", R"({"a": {"pact:matcher:type": "intger", "value": 1}})",
         "1:7: matcher 'intger' is unknown; did you mean 'integer'"},
        {"MistypedGenerator", "application/json",
         R"({"a": {"pact:matcher:type": "type", "value": 1, "pact:generator:type": "RandomInteger"}})",
         "1:72: generator 'RandomInteger' is unknown; did you mean 'RandomInt'"},
        {"MissingAttribute", "application/json",
         "{\n \"a\": {\"pact:matcher:type\": \"regex\", \"value\": \"1\"}}",
         "2:7: matcher 'regex' has no 'regex' attribute; add the pattern to the rule"},
        {"NestedUnknownMatcher", "application/json",
         R"({"pact:matcher:type": "eachKey", "rules": [{"pact:matcher:type": "tpye"}]})",
         "1:1: matcher 'tpye' is unknown; did you mean 'type'"},
        {"PlainNamesInArray", "application/json", R"({"pact:matcher:type": ["type"]})",
         "1:24: a matcher of the array has no name; write each as an object, for example "
         "{\"pact:matcher:type\": "
         "\"type\"}"},
        {"Expression", "application/json", R"~({"pact:matcher:type": "matching(integer, x)"})~",
         "1:23: at 1:19 of the expression \"matching(integer, x)\": expected an integer, got 'x'; write a "
         "whole number "
         "of at most 64 bits, without quotes"},
        {"Reference", "application/json", R"~({"pact:matcher:type": "matching($'a')", "b": 1})~",
         "1:23: the expression refers to 'a', which does not exist beside it; add the attribute 'a' or write "
         "the "
         "matcher itself"},
        {"ReferenceInsideEach", "application/json",
         R"~({"pact:matcher:type": "eachValue(matching($'a'))", "a": 1})~",
         "1:23: at 1:20 of the expression \"eachValue(matching($'a'))\": a reference cannot stand inside "
         "eachKey or "
         "eachValue; write the matcher itself in place of the reference"},
        {"MemberWithoutName", "application/json", R"({"": {"pact:matcher:type": "type", "value": 1}})",
         "1:6: a member without a name cannot have a matcher, since no path leads to it; give the member a "
         "name, "
         "or "
         "write its value without a matcher"},
        {"XmlWithoutRoot", "application/xml", R"({"a": 1})",
         "1:1: the description of an XML body has no 'root' element; write {\"root\": {\"name\": ...}}"},
        {"XmlChildThatIsText", "application/xml", R"({"root": {"name": "a", "children": ["b"]}})",
         "1:37: an XML node is a string; write an element as {\"name\": ...}, a text as {\"content\": ...}"},
        {"XmlName", "application/xml", R"({"root": {"name": "a b"}})",
         "1:19: 'a b' is no XML name; start with a letter or '_' and go on with letters, digits, '-', '.' or "
         "':'"},
        {"XmlAttributeName", "application/xml", R"({"root": {"name": "a", "attributes": {"x='1' y": 1}}})",
         "1:50: 'x='1' y' is no XML name; start with a letter or '_' and go on with letters, digits, '-', "
         "'.' or "
         "':'"},
        {"XmlControlCharacter", "application/xml",
         R"({"root": {"name": "a", "children": [{"content": "\u0001"}]}})",
         "1:49: the text has a control character, which XML cannot express; leave the character out"},
        {"XmlMatcherWithoutElement", "application/xml",
         R"({"root": {"name": "a", "children": [{"pact:matcher:type": "type"}]}})",
         "1:37: a matcher in XML has no element as its 'value'; write the element as {\"name\": ...} in "
         "'value'"},
        {"XmlExamples", "application/xml",
         R"({"root": {"name": "a", "children": [{"pact:matcher:type": "type", "value": {"name": "b"}, "examples": -1}]}})",
         "1:103: 'examples' is no number of elements; write a whole number from 0 to 10000"},
        {"XmlAttributeThatIsAnObject", "application/xml",
         R"({"root": {"name": "a", "attributes": {"x": {}}}})",
         "1:44: a text in XML is an object; write a string, a number or a boolean"},
        {"FormFieldThatIsABoolean", "application/x-www-form-urlencoded", R"({"a": true})",
         "1:7: a form field is a boolean; write a string, a number or an array of these"},
        {"FormThatIsAnArray", "application/x-www-form-urlencoded", "[1]",
         "1:1: the description of a form is an array; write an object from name to value"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(IntegrationJson, QuotesNamesThatLookLikeOtherSteps) {
    const Result<DescribedBody> body = describe_body(
        R"({"*": {"pact:matcher:type": "type", "value": 1}, "1": {"pact:matcher:type": "type", "value": 2}})",
        "");
    ASSERT_TRUE(body) << body.error().text();
    ASSERT_EQ(body->rules.size(), 2u);
    EXPECT_EQ(body->rules[0].key, "$['*']");
    EXPECT_EQ(body->rules[0].path.steps.front(), model::PathStep(model::Field{"*"}));
    EXPECT_EQ(body->rules[1].key, "$['1']");
}

TEST(IntegrationJson, HonoursAGeneratorWithoutMatcher) {
    const Result<DescribedBody> body =
        describe_body(R"({"a": {"pact:generator:type": "Uuid", "value": "x"}})", "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, R"({"a":"x"})");
    EXPECT_EQ(generators_text(body->generators), R"({"$.a":{"type":"Uuid"}})");
    EXPECT_EQ(rules_text(body->rules), type_rule("$.a", R"({"match":"type"})"));
}

TEST(IntegrationJson, TakesTheExamplesOfVariantsFromAnExpression) {
    const Result<DescribedBody> body = describe_body(
        R"~({"pact:matcher:type": "arrayContains(matching(type, 'a'), matching(integer, 1))"})~",
        "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, R"(["a",1])");
}

TEST(IntegrationJson, PrefersTheValueOverTheExampleOfAnExpression) {
    const Result<DescribedBody> body =
        describe_body(R"~({"pact:matcher:type": "matching(integer, 5)", "value": 6})~", "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, "6");
}

TEST(IntegrationJson, ResolvesAReferenceToASiblingAsATypeRule) {
    const Result<DescribedBody> body = describe_body(
        R"~({"pact:matcher:type": "matching($'a')", "a": {}, "value": 6})~", "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(rules_text(body->rules), type_rule("$", R"({"match":"type"})"));
}

TEST(IntegrationJson, KeepsRulesAndGeneratorsOfVariantsApart) {
    const Result<DescribedBody> body =
        describe_body(R"({"pact:matcher:type": "arrayContains", "variants": [1, {"n": [)"
                      R"({"pact:matcher:type": "type", "value": "x", "pact:generator:type": "Uuid"}]}]})",
                      "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, R"([1,{"n":["x"]}])");
    EXPECT_EQ(
        rules_text(body->rules),
        type_rule("$", R"({"match":"arrayContains","variants":[{"index":0,"rules":{}},{"index":1,"rules":)" +
                           type_rule("$.n[0]", R"({"match":"type"})") +
                           R"(,"generators":{"$.n[0]":{"type":"Uuid"}}}]})"));
    EXPECT_TRUE(body->generators.empty());
}

TEST(IntegrationJson, CollectsTheRulesOfAllElementsOfAValue) {
    const Result<DescribedBody> body = describe_body(
        R"({"pact:matcher:type": "type", "value": [{"pact:matcher:type": "integer", "value": 1},)"
        R"( {"pact:matcher:type": "decimal", "value": 1.5}]})",
        "application/json");
    ASSERT_TRUE(body);
    ASSERT_EQ(body->rules.size(), 2u);
    EXPECT_EQ(body->rules[0].key, "$[*]");
    EXPECT_EQ(body->rules[0].list.rules.size(), 2u);
    EXPECT_EQ(body->rules[1].key, "$");
}

TEST(IntegrationJson, TakesMembersTogetherWhereARuleIsAboutValues) {
    for (const char* matcher : {R"("values")", R"~("eachValue(matching(type, 'x'))")~"}) {
        const Result<DescribedBody> body = describe_body(
            R"({"pact:matcher:type": )" + std::string(matcher) +
                R"(, "value": {"a": {"b": {"pact:matcher:type": "integer", "value": 1}}, "c": 2}})",
            "application/json");
        ASSERT_TRUE(body) << body.error().text();
        EXPECT_EQ(body->body.bytes, R"({"a":{"b":1},"c":2})");
        ASSERT_EQ(body->rules.size(), 2u);
        EXPECT_EQ(body->rules[0].key, "$.*.b");
    }
}

TEST(IntegrationJson, StoresTheRawValueOfEachByName) {
    const Result<DescribedBody> body = describe_body(
        R"({"pact:matcher:type": "eachKey", "rules": [{"pact:matcher:type": "type"}], "value": {"k": 1}})",
        "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(rules_text(body->rules),
              type_rule("$", R"({"match":"eachKey","rules":[{"match":"type"}],"value":"{\"k\":1}"})"));
}

TEST(IntegrationJson, StrictCompatWarnsWhereOtherwiseThereIsAnError) {
    const Result<DescribedBody> body = describe_body(
        R"({"a": {"pact:matcher:type": "bogus", "value": 1}, "b": {"pact:generator:type": "Uuid", "value": 1},)"
        R"( "1": {"pact:matcher:type": "type", "value": 2, "pact:generator:type": "Bogus"}})",
        "application/json", {.strict_compat = true});
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, R"({"a":null,"b":{"value":1},"1":2})");
    ASSERT_EQ(body->rules.size(), 1u);
    EXPECT_EQ(body->rules[0].key, "$[1]");
    EXPECT_TRUE(body->generators.empty());
    EXPECT_EQ(body->warnings.size(), 3u);
}

TEST(IntegrationJson, KeepsNumbersAsTheyAreWritten) {
    const Result<DescribedBody> body = describe_body(
        R"({"a": 1.10, "b": 12345678901234567890123, "c": {"pact:matcher:type": "decimal", "value": 2.00}})",
        "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, R"({"a":1.10,"b":12345678901234567890123,"c":2.00})");
}

TEST(IntegrationJson, WarnsOfAnInvalidPattern) {
    const Result<DescribedBody> body = describe_body(
        R"({"a": {"pact:matcher:type": "regex", "regex": "[a", "value": "a"}})", "application/json");
    ASSERT_TRUE(body);
    ASSERT_EQ(body->warnings.size(), 1u);
    EXPECT_EQ(body->warnings[0].where, "1:7");
    EXPECT_NE(body->warnings[0].what.find("invalid pattern '[a'"), std::string::npos);
}

TEST(IntegrationJson, WarnsOfAMistypedInstruction) {
    const Result<DescribedBody> body =
        describe_body(R"({"a": {"pact:matcher:typ": "type", "value": 1}})", "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, R"({"a":{"value":1}})");
    ASSERT_EQ(body->warnings.size(), 1u);
    EXPECT_EQ(body->warnings[0].where, "1:28");
    EXPECT_EQ(body->warnings[0].what, "'pact:matcher:typ' means nothing here and is left out");
    EXPECT_EQ(body->warnings[0].remedy, "did you mean 'pact:matcher:type'");
    EXPECT_EQ(body->warnings[0].place, (json::Pointer{"a", "pact:matcher:typ"}));
}

TEST(IntegrationJson, WarnsOfASecondExampleInAnExpressionThatIsNeeded) {
    const char* expression = R"~("pact:matcher:type": "matching(type, 'a'), matching(include, 'b')")~";
    const Result<DescribedBody> needed =
        describe_body('{' + std::string(expression) + '}', "application/json");
    ASSERT_TRUE(needed);
    EXPECT_EQ(needed->warnings.size(), 1u);
    const Result<DescribedBody> given =
        describe_body('{' + std::string(expression) + R"(, "value": "ab"})", "application/json");
    ASSERT_TRUE(given);
    EXPECT_TRUE(given->warnings.empty());
}

TEST(IntegrationJson, TakesWhatIsNoJsonAsItIsWithAWarning) {
    const Result<DescribedBody> body = describe_body("{\"a\":", "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, "{\"a\":");
    ASSERT_EQ(body->warnings.size(), 1u);
    EXPECT_EQ(body->warnings[0].where.substr(0, 2), "1:");
}

TEST(IntegrationJson, DescribesAValueThatIsThereAlready) {
    const Result<json::Value> value = json::parse(R"({"a": [{"pact:matcher:type": "bogus"}]})");
    const Result<DescribedBody> body = describe_json(*value);
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().where, "/a/0");
}

TEST(IntegrationJson, EscapesXml) {
    const Result<DescribedBody> body = describe_body(
        R"({"root": {"name": "a", "attributes": {"x": "<'\"&\n>"}, "children": [{"content": "<'\"&\n>"}]}})",
        "application/xml");
    ASSERT_TRUE(body) << body.error().text();
    EXPECT_EQ(body->body.bytes,
              "<?xml version='1.0'?><a x='&lt;&apos;&quot;&amp;&#10;&gt;'>&lt;'\"&amp;\n&gt;</a>");
}

TEST(IntegrationJson, KeepsTheGeneratorOfATextInXml) {
    const auto body = describe_body(
        R"({"root": {"name": "a", "children": [{"content": "1", "matcher": {"pact:matcher:type": "integer",)"
        R"( "pact:generator:type": "RandomBoolean"}}]}})",
        "application/xml");
    ASSERT_TRUE(body) << body.error().text();
    EXPECT_EQ(generators_text(body->generators), R"({"$.a['#text']":{"type":"RandomBoolean"}})");
}

TEST(IntegrationJson, RepeatsAnElementButNotItsRules) {
    const Result<DescribedBody> body = describe_body(
        R"({"root": {"name": "a", "children": [{"pact:matcher:type": "type", "min": 2, "examples": 3,)"
        R"( "value": {"name": "b", "children": [{"content": "1", "matcher": {"pact:matcher:type": "integer"}}]}}]}})",
        "text/xml");
    ASSERT_TRUE(body) << body.error().text();
    EXPECT_EQ(body->body.bytes, "<?xml version='1.0'?><a><b>1</b><b>1</b><b>1</b></a>");
    EXPECT_EQ(rules_text(body->rules),
              R"({"$.a.b":{"combine":"AND","matchers":[{"match":"type","min":2}]},)"
              R"("$.a.b['#text']":{"combine":"AND","matchers":[{"match":"integer"}]}})");
}

TEST(IntegrationJson, BoundsTheSizeOfRepeatedXml) {
    std::string element = R"({"name": "x"})";
    for (int i = 0; i < 5; ++i) {
        element = R"({"name": "n", "children": [{"pact:matcher:type": "type", "examples": 1000, "value": )" +
                  element + "}]}";
    }
    const Result<DescribedBody> body = describe_body(R"({"root": )" + element + '}', "application/xml");
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().what, "the described XML is too large");
}

TEST(IntegrationJson, TakesTextThatIsTooDeepAsItIs) {
    const std::string text(100000, '[');
    const Result<DescribedBody> body = describe_body(text, "application/json");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->body.bytes, text);
    EXPECT_EQ(body->warnings.size(), 1u);
}

TEST(IntegrationJson, RefusesAValueThatIsTooDeep) {
    json::Value value = 1;
    for (int i = 0; i < 200; ++i) value = json::Array{std::move(value)};
    const Result<DescribedBody> body = describe_json(value);
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().what, "the description is nested more than 128 levels deep");
}

struct MutationCase {
    const char* name;
    const char* type;
    const char* text;
};
void PrintTo(const MutationCase& row, std::ostream* out) {
    *out << row.name;
}
class IntegrationJsonMutation : public testing::TestWithParam<MutationCase> {};
TEST_P(IntegrationJsonMutation, NeverCrashes) {
    const std::string seed = GetParam().text;
    const std::vector<std::string> replacements = {"", "\"", "{", "}", "[", "1e9", "\\u0000", "\xff"};
    for (const bool strict_compat : {false, true}) {
        for (std::size_t at = 0; at < seed.size(); ++at) {
            for (const std::string& replacement : replacements) {
                const std::string text = seed.substr(0, at) + replacement + seed.substr(at + 1);
                const Result<DescribedBody> body = describe_body(text, GetParam().type, {strict_compat});
                EXPECT_TRUE(body || !body.error().what.empty());
            }
        }
    }
}
INSTANTIATE_TEST_SUITE_P(
    Rows, IntegrationJsonMutation,
    testing::ValuesIn(std::vector<MutationCase>{
        {"Json", "application/json",
         R"({"a":{"pact:matcher:type":"arrayContains","variants":[1,{"pact:matcher:type":"type","min":1,"value":[2]}]},)"
         R"("b":{"pact:matcher:type":[{"pact:matcher:type":"eachKey","rules":[{"match":"regex","regex":"a"}]}],)"
         R"~("value":{"k":1},"pact:generator:type":"RandomInt"},"c":{"pact:matcher:type":"atLeast(1)","value":3}})~"},
        {"Xml", "application/xml",
         R"({"root":{"name":"a","attributes":{"x":{"pact:matcher:type":"integer","value":1}},"children":[)"
         R"({"content":"t","matcher":{"pact:matcher:type":"type"}},{"pact:matcher:type":"type","examples":2,)"
         R"("value":{"name":"b"}}]}})"},
        {"Form", "application/x-www-form-urlencoded",
         R"({"a":{"pact:matcher:type":"type","value":["1"]},"b":[1,{"pact:matcher:type":"integer","value":2}]})"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::format
