// Which changes of a good answer a contract notices, and what it is told about the others.
#include "strength/strength.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "format/read_contract.h"

namespace tally::strength {
namespace {

model::Contract contract(const std::string& interaction) {
    auto read =
        format::read_contract(R"({"consumer":{"name":"web"},"provider":{"name":"shop"},"interactions":[)" +
                                  interaction + R"(],"metadata":{"pactSpecification":{"version":"4.0"}}})",
                              "web-shop.json");
    EXPECT_TRUE(read) << read.error().text();
    return std::move(read->contract);
}

// An expectation of a JSON body; rules as {"$.price": "decimal"} has them.
std::string expecting(const std::string& body, const std::vector<std::pair<std::string, std::string>>& rules,
                      const std::string& more = "") {
    std::string written;
    for (const auto& [path, rule] : rules) {
        written += (written.empty() ? "\"" : ",\"") + path + R"(":{"combine":")" +
                   (rule.find("},{") == std::string::npos ? "AND" : "OR") + R"(","matchers":[)" + rule + "]}";
    }
    return R"({"type":"Synchronous/HTTP","description":"a product","request":{"path":"/"},"response":{"status":200,)"
           R"("body":{"contentType":"application/json","encoded":false,"content":)" +
           body + R"(},"matchingRules":{"body":{)" + written + "}" + more + "}}}";
}

http::Response json_answer(std::string body) {
    return {200, {{"Content-Type", "application/json"}}, std::move(body)};
}

Strength measured(const std::string& interaction, const http::Response& answer) {
    const auto read = contract(interaction);
    return measure(read, read.interactions.front(), answer);
}

// "field_removed $.price", one a line.
std::string survivors_of(const Strength& strength) {
    std::string lines = strength.unmeasured;
    for (const auto& survivor : strength.survivors)
        lines += std::string(kind_name(survivor.kind)) + " " + survivor.location + "\n";
    return lines;
}

constexpr const char* kType = R"({"match":"type"})";
constexpr const char* kInteger = R"({"match":"integer"})";

struct Case {
    const char* name;
    std::string expected;
    std::vector<std::pair<std::string, std::string>> rules;
    std::string answer;
    std::string survivors;
};
void PrintTo(const Case& one, std::ostream* stream) {
    *stream << one.name;
}

class ContractStrength : public testing::TestWithParam<Case> {};
TEST_P(ContractStrength, NamesTheChangesNobodyWouldNotice) {
    const auto& row = GetParam();
    const auto strength = measured(expecting(row.expected, row.rules), json_answer(row.answer));
    EXPECT_EQ(survivors_of(strength), row.survivors);
    EXPECT_GT(strength.noticed(), 0u);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ContractStrength,
    testing::ValuesIn(std::vector<Case>{
        {"EqualValuesNoticeAll", R"({"id":1,"tags":["a"]})", {}, R"({"id":1,"tags":["a"]})", ""},
        {"TypesDoNotNoticeSigns", R"({"id":1})", {{"$.id", kInteger}}, R"({"id":7})", "out_of_range $.id\n"},
        {"TypesDoNotNoticeEmptyLists",
         R"({"tags":["a"]})",
         {{"$.tags", kType}},
         R"({"tags":["x","y"]})",
         "list_emptied $.tags\n"},
        {"AMinimumNoticesEmptyLists",
         R"({"tags":["a"]})",
         {{"$.tags", R"({"match":"type","min":1})"}},
         R"({"tags":["x","y"]})",
         ""},
        {"TypesDoNotNoticeUnknownConstants",
         R"({"unit":"EUR"})",
         {{"$.unit", kType}},
         R"({"unit":"USD"})",
         "unknown_value $.unit\n"},
        {"ChoicesAreKnownByTheirName",
         R"({"state":"open"})",
         {{"$.state", kType}},
         R"({"state":"paid"})",
         "unknown_value $.state\n"},
        {"TypesDoNotNoticeOtherDates",
         R"({"on":"2020-01-01"})",
         {{"$.on", kType}},
         R"({"on":"2024-05-31"})",
         "reformatted $.on\n"},
        {"FreeTextsAreNoChoice", R"({"name":"lamp"})", {{"$.name", kType}}, R"({"name":"Sofa"})", ""},
        {"ANullThatIsAllowedIsNoBreak",
         R"({"rating":3})",
         {{"$.rating", R"({"match":"null"},{"match":"integer"})"}},
         R"({"rating":3})",
         "out_of_range $.rating\n"},
        {"NamesOfATableAreData",
         R"({"a":{"count":1}})",
         {{"$", R"({"match":"values"})"}, {"$.*.count", kInteger}},
         R"({"z":{"count":2}})",
         "out_of_range $.z.count\n"},
        {"ElementsAlikeAreTriedOnce",
         R"({"rows":[{"id":1}]})",
         {{"$.rows", R"({"match":"type","min":1})"}, {"$.rows[*].id", kInteger}},
         R"({"rows":[{"id":1},{"id":2},{"id":3}]})",
         "out_of_range $.rows[0].id\n"},
    }),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Strength, LeavesAloneWhatTheContractDoesNotClaim) {
    const auto strength =
        measured(expecting(R"({"id":1})", {}), json_answer(R"({"id":1,"name":"lamp","more":{"a":1}})"));
    EXPECT_EQ(strength.unclaimed, 2u);
    EXPECT_EQ(survivors_of(strength), "");
}

TEST(Strength, CountsEveryKindOfChange) {
    // id: removed, renamed, null, type, sign; the whole: null, type; a body, two statuses
    EXPECT_EQ(measured(expecting(R"({"id":1})", {}), json_answer(R"({"id":1})")).changes, 10u);
}

TEST(Strength, SaysWhichMatcherWouldNotice) {
    const auto strength =
        measured(expecting(R"({"tags":["a"]})", {{"$.tags", kType}}), json_answer(R"({"tags":["x"]})"));
    ASSERT_EQ(strength.survivors.size(), 1u);
    EXPECT_EQ(strength.survivors[0].matcher, "each_like(..., at_least(1))");
    EXPECT_EQ(strength.survivors[0].before, R"(["x"])");
    EXPECT_EQ(strength.survivors[0].after, "[]");
}

TEST(Strength, AContractWithoutABodyNoticesTheStatusAlone) {
    const auto strength = measured(
        R"({"type":"Synchronous/HTTP","description":"d","request":{"path":"/"},"response":{"status":200}})",
        json_answer(R"({"id":1})"));
    EXPECT_EQ(strength.changes, 2u);
    EXPECT_EQ(survivors_of(strength), "");
}

TEST(Strength, AStatusClassAcceptsOtherSuccessesOnPurpose) {
    const auto strength = measured(
        expecting(
            R"({"id":1})", {},
            R"(,"status":{"$":{"combine":"AND","matchers":[{"match":"statusCode","status":"success"}]}})"),
        json_answer(R"({"id":1})"));
    EXPECT_EQ(survivors_of(strength), "");
}

TEST(Strength, OfAMessageTriesItsMetadata) {
    const auto read = contract(
        R"({"type":"Asynchronous/Messages","description":"placed","contents":{"contentType":"application/json",)"
        R"("encoded":false,"content":{"id":1}},"metadata":{"topic":"orders"}})");
    http::Response answer = json_answer(R"({"id":1})");
    answer.headers.set("Pact-Message-Metadata", encoding::base64(R"({"topic":"orders","key":"7"})"));
    const auto strength = measure(read, read.interactions.front(), answer);
    EXPECT_EQ(survivors_of(strength), "");
    // status, topic, body, and seven of the contents
    EXPECT_EQ(strength.changes, 10u);
}

TEST(Strength, ShowsNoSecrets) {
    const auto strength =
        measured(expecting(R"({"token":5})", {{"$.token", kInteger}}), json_answer(R"({"token":424242})"));
    ASSERT_EQ(survivors_of(strength), "out_of_range $.token\n");
    for (const auto& text :
         {strength.survivors[0].before, strength.survivors[0].after, strength.survivors[0].matcher})
        EXPECT_EQ(text.find("424242"), std::string::npos) << text;
}

TEST(Strength, OfAnAnswerThatDoesNotMatchIsNotMeasured) {
    const auto strength = measured(expecting(R"({"id":1})", {}), json_answer(R"({"id":2})"));
    EXPECT_EQ(strength.changes, 0u);
    EXPECT_NE(strength.unmeasured, "");
}

TEST(Strength, OfManyFieldsTriesTheFirstChangesAndSaysSo) {
    std::string fields;
    for (int i = 0; i < 300; ++i) fields += (i == 0 ? "\"f" : ",\"f") + std::to_string(i) + "\":1";
    const auto strength = measured(expecting("{" + fields + "}", {}), json_answer("{" + fields + "}"));
    EXPECT_TRUE(strength.cut);
    EXPECT_EQ(strength.changes, kMaxChanges);
}

}  // namespace
}  // namespace tally::strength
