#include "format/integration_json_parts.h"

#include <gtest/gtest.h>

#include "format/parts_json.h"

namespace tally::format {
namespace {

constexpr const char* kNumber = R"({"pact:matcher:type": "regex", "regex": "\\d+", "value": "12"})";
constexpr const char* kWord = R"({"pact:matcher:type": "regex", "regex": "\\w+", "value": "ab"})";

json::Value header_rules(const model::Request& request) {
    return *json::Value(request_to_json(request, model::SpecVersion::v4))
                .find("matchingRules")
                ->find("header");
}

TEST(IntegrationParts, KeepsTheFirstRuleOfSeveralValuesAndWarns) {
    model::Request request;
    ASSERT_TRUE(set_header(request, "X-Id", 0, kNumber));
    const Result<Warnings> second = set_header(request, "x-id", 1, kWord);
    ASSERT_TRUE(second);
    EXPECT_EQ(*second, (Warnings{{"", "'X-Id' has a matcher already; the one of a further value is not used",
                                  "give the matcher with the first value, it goes for all of them"}}));
    ASSERT_EQ(request.headers.size(), 1u);
    EXPECT_EQ(request.headers[0].values, (std::vector<std::string>{"12", "ab"}));
    EXPECT_EQ(json::to_text(header_rules(request)),
              R"({"X-Id":{"combine":"AND","matchers":[{"match":"regex","regex":"\\d+"}]}})");
}

TEST(IntegrationParts, AFirstValueReplacesWhatWasThere) {
    model::Request request;
    ASSERT_TRUE(set_query(request, "q", 0, kNumber));
    ASSERT_TRUE(set_query(request, "q", 0, "plain"));
    ASSERT_EQ(request.query.size(), 1u);
    EXPECT_EQ(request.query[0].values.front(), "plain");
    EXPECT_TRUE(request.rules.query.empty());
}

TEST(IntegrationParts, NamesOfQueryParametersHaveACase) {
    model::Request request;
    ASSERT_TRUE(set_query(request, "q", 0, "1"));
    ASSERT_TRUE(set_query(request, "Q", 0, "2"));
    EXPECT_EQ(request.query.size(), 2u);
}

TEST(IntegrationParts, FillsSkippedIndexesWithEmptyValues) {
    model::Request request;
    ASSERT_TRUE(set_header(request, "X-A", 2, "c"));
    EXPECT_EQ(request.headers[0].values, (std::vector<std::string>{"", "", "c"}));
}

TEST(IntegrationParts, BoundsTheIndex) {
    model::Request request;
    const Result<Warnings> set = set_header(request, "X-A", 1u << 30, "c");
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().text(),
              "'X-A' has no place for a value with index 1073741824; use an index below 1000");
    EXPECT_TRUE(request.headers.empty());
}

TEST(IntegrationParts, RefusesMatchersInsideAHeader) {
    model::Request request;
    const Result<Warnings> set =
        set_header(request, "X-A", 0, R"({"value": [{"pact:matcher:type": "type", "value": "x"}]})");
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().text(),
              "1:1: the value has matchers inside; put the matcher around the whole value");
}

TEST(IntegrationParts, NeedsAValueOutsideOfBodies) {
    for (const char* text : {R"({"pact:matcher:type": "type"})", R"({"x": 1})"}) {
        model::Request request;
        EXPECT_FALSE(set_path(request, text)) << text;
        EXPECT_FALSE(set_query(request, "q", 0, text)) << text;
        EXPECT_TRUE(set_path(request, text, {true})) << text;
        EXPECT_TRUE(set_query(request, "q", 0, text, {true})) << text;
    }
    model::Request request;
    EXPECT_FALSE(set_header(request, "X-A", 0, R"({"pact:matcher:type": "type"})"));
    EXPECT_TRUE(set_header(request, "X-A", 0, R"({"pact:matcher:type": "type"})", {true}));
}

TEST(IntegrationParts, FindsTheContentTypeWhateverItsSpelling) {
    model::Request request;
    ASSERT_TRUE(set_header(request, "content-type", 0, "application/vnd.x+json"));
    ASSERT_TRUE(set_body(request, R"({"a": {"pact:matcher:type": "type", "value": 1}})", ""));
    EXPECT_EQ(request.headers.size(), 1u);
    EXPECT_EQ(request.body.content_type, "application/vnd.x+json");
    EXPECT_EQ(request.rules.body.size(), 1u);
}

TEST(IntegrationParts, AContentTypeThatCannotBeReadIsAsGoodAsNone) {
    model::Response response;
    ASSERT_TRUE(set_header(response, "Content-Type", 0, "text/csv"));
    ASSERT_TRUE(set_body(response, "{}", "bogus"));
    EXPECT_EQ(response.body.content_type, "text/csv");
}

TEST(IntegrationParts, StrictCompatKnowsOneSpellingOfContentType) {
    model::Response response;
    ASSERT_TRUE(set_header(response, "content-type", 0, "application/vnd.x+json"));
    ASSERT_TRUE(set_body(response, "{}", "", {true}));
    EXPECT_EQ(response.headers.size(), 2u);
    EXPECT_EQ(response.body.content_type, "application/json");
}

TEST(IntegrationParts, ASecondBodyReplacesTheRulesOfTheFirst) {
    model::Response response;
    ASSERT_TRUE(
        set_body(response, R"({"a": {"pact:matcher:type": "type", "value": 1}})", "application/json"));
    ASSERT_TRUE(set_body(response, "{}", "application/json"));
    EXPECT_TRUE(response.rules.body.empty());
}

TEST(IntegrationParts, RulesOfNestedMetadataStandUnderTheirPath) {
    model::MessagePart part;
    ASSERT_TRUE(set_metadata(part, "a-b", R"({"c": {"pact:matcher:type": "type", "value": 1}})"));
    ASSERT_TRUE(set_metadata(part, "d", R"({"pact:matcher:type": "type", "value": 1})"));
    ASSERT_EQ(part.rules.metadata.size(), 2u);
    EXPECT_EQ(part.rules.metadata[0].key, "$['a-b'].c");
    EXPECT_EQ(part.rules.metadata[1].key, "d");
    EXPECT_EQ(part.metadata, (json::Object{{"a-b", json::Object{{"c", 1}}}, {"d", 1}}));
}

TEST(IntegrationParts, SecondMetadataReplacesTheFirst) {
    model::MessagePart part;
    ASSERT_TRUE(set_metadata(part, "k", R"({"pact:matcher:type": "type", "value": 1})"));
    ASSERT_TRUE(set_metadata(part, "k", "plain"));
    EXPECT_TRUE(part.rules.metadata.empty());
    EXPECT_EQ(part.metadata, (json::Object{{"k", "plain"}}));
}

struct StatusCase {
    const char* name;
    const char* text;
    int status;  // 0: refused
};
void PrintTo(const StatusCase& row, std::ostream* out) {
    *out << row.name;
}
class IntegrationStatus : public testing::TestWithParam<StatusCase> {};
TEST_P(IntegrationStatus, IsANumber) {
    model::Response response;
    const Result<Warnings> set = set_status(response, GetParam().text);
    EXPECT_EQ(set ? response.status : 0, GetParam().status);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, IntegrationStatus,
    testing::ValuesIn(std::vector<StatusCase>{
        {"Number", "201", 201},
        {"Value", R"({"value": 404})", 404},
        {"Rule", R"({"pact:matcher:type": "statusCode", "status": "clientError", "value": 404})", 404},
        {"GeneratorAlone", R"({"pact:generator:type": "RandomInt", "min": 200, "max": 204, "value": 200})",
         200},
        {"Expression", R"~({"pact:matcher:type": "matching(integer, 202)"})~", 202},
        {"NoValue", R"({"pact:matcher:type": "integer"})", 0},
        {"Text", R"("204")", 0},
        {"Fraction", "200.5", 0},
        {"TooSmall", "99", 0},
        {"TooLarge", "1000", 0},
        {"Empty", "", 0},
        {"NoJson", "{", 0},
    }),
    [](const auto& row) { return row.param.name; });

TEST(IntegrationParts, SurviveMutations) {
    const std::string seed =
        R"~({"pact:matcher:type":"atLeast(1), matching(regex,'\\\\d','1')","value":["1"],"pact:generator:type":"Uuid"})~";
    for (const bool strict_compat : {false, true}) {
        for (std::size_t at = 0; at < seed.size(); ++at) {
            for (const char* replacement : {"", "\"", "{", "}", "[", "1", "null", "\xff"}) {
                const std::string text = seed.substr(0, at) + replacement + seed.substr(at + 1);
                model::Request request;
                model::Response response;
                model::MessagePart part;
                const IntegrationOptions options{strict_compat};
                for (const Result<Warnings>& set :
                     {set_header(request, "Accept", 0, text, options),
                      set_query(request, "q", 1, text, options), set_path(request, text, options),
                      set_status(response, text, options), set_metadata(part, "k", text, options)}) {
                    EXPECT_TRUE(set || !set.error().what.empty());
                }
            }
        }
    }
}

TEST(IntegrationParts, StateParametersThatAreNoObjectBecomeAValue) {
    EXPECT_EQ(describe_state_parameters("[1]").value_or(json::Object()),
              (json::Object{{"value", json::Array{1}}}));
    EXPECT_EQ(describe_state_parameters(R"({"a": 1})").value_or(json::Object()), (json::Object{{"a", 1}}));
    EXPECT_FALSE(describe_state_parameters("bad"));
}

}  // namespace
}  // namespace tally::format
