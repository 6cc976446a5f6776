// Contracts of V1 to V2 are written as they are read, and what these versions cannot say is named.
#include "format/write_before_v3.h"

#include <gtest/gtest.h>

#include "format/find_losses.h"
#include "format/read_contract.h"
#include "format/write_contract.h"

namespace tally::format {
namespace {

using model::SpecVersion;

std::string contract_text(const std::string& interaction, const std::string& version) {
    return R"({"consumer": {"name": "c"}, "provider": {"name": "p"}, "interactions": [)" + interaction +
           R"(], "metadata": {"pactSpecification": {"version": ")" + version + R"("}}})";
}

model::Contract read(const std::string& text) {
    auto result = read_contract(text, "c.json");
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? result->contract : model::Contract();
}

const std::string kV2 = R"({"description": "d", "providerState": "s",
  "request": {"method": "GET", "path": "/a", "query": "b=%C3%A4&a=1&a=2&c", "headers": {"X-A": "1"},
    "matchingRules": {"$.headers['X-A']": {"match": "regex", "regex": "\\d+"}, "$.query.a": {"match": "type"},
      "$.path": {"match": "regex", "regex": "/.*"}}},
  "response": {"status": 200, "body": {"a": [1]},
    "matchingRules": {"$.body": {"match": "type"}, "$.body.a": {"match": "type", "min": 1}}}})";

TEST(WriteBeforeV3, GivesTheSameContractAgain) {
    const model::Contract contract = read(contract_text(kV2, "2.0.0"));
    const auto text = write_contract(contract);
    ASSERT_TRUE(text) << text.error().text();
    const model::Contract again = read(*text);
    ASSERT_EQ(again.interactions.size(), 1u);
    // Names are ordered in the file
    EXPECT_EQ(again.interactions[0].http()->response, contract.interactions[0].http()->response);
    EXPECT_EQ(again.interactions[0].http()->request.rules.header,
              contract.interactions[0].http()->request.rules.header);
    EXPECT_EQ(again.interactions[0].http()->request.rules.path,
              contract.interactions[0].http()->request.rules.path);
    EXPECT_EQ(again.interactions[0].provider_states, contract.interactions[0].provider_states);
    EXPECT_EQ(write_contract(again).value_or(""), *text);
}

TEST(WriteBeforeV3, WritesTheQueryAsOrderedAndEncodedText) {
    const auto text = write_contract(read(contract_text(kV2, "2.0.0")));
    ASSERT_TRUE(text);
    EXPECT_NE(text->find(R"("query": "a=1&a=2&b=%C3%A4&c")"), std::string::npos) << *text;
}

TEST(WriteBeforeV3, KeepsTheQueryOfV1AsItWasWritten) {
    const auto text = write_contract(read(
        contract_text(R"({"description": "d", "request": {"path": "/", "query": "b=2&a=1"}})", "1.0.0")));
    ASSERT_TRUE(text);
    EXPECT_NE(text->find(R"("query": "b=2&a=1")"), std::string::npos) << *text;
}

struct Case {
    const char* name;
    std::string interaction;  // V4 members
    SpecVersion target;
    std::string what;
};
void PrintTo(const Case& one, std::ostream* stream) {
    *stream << one.name;
}

std::string rules(const std::string& matchers) {
    return R"(, "response": {"matchingRules": {"body": {"$.a": {"matchers": [)" + matchers + "]}}}}";
}

class Loss : public testing::TestWithParam<Case> {};
TEST_P(Loss, IsNamedAndNothingIsWritten) {
    model::Contract contract = read(contract_text(
        R"({"type": "Synchronous/HTTP", "description": "d")" + GetParam().interaction + "}", "4.0"));
    const auto losses = find_losses(contract, GetParam().target);
    ASSERT_EQ(losses.size(), 1u);
    EXPECT_EQ(losses[0].what, GetParam().what);
    contract.version = GetParam().target;
    EXPECT_FALSE(write_contract(contract));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Loss,
    testing::ValuesIn(std::vector<Case>{
        {"States", R"(, "providerStates": [{"name": "a"}, {"name": "b"}])", SpecVersion::v2,
         "has 2 provider states"},
        {"Parameters", R"(, "providerStates": [{"name": "a", "params": {"x": 1}}])", SpecVersion::v2,
         "has parameters of the provider state 'a'"},
        {"Rule", rules(R"({"match": "type"})"), SpecVersion::v1_1, "has a rule for the response body at $.a"},
        {"NewRule", rules(R"({"match": "integer"})"), SpecVersion::v2,
         "has a rule 'integer' for the response body at $.a"},
        {"NewerRule", rules(R"({"match": "semver"})"), SpecVersion::v3,
         "has a rule 'semver' for the response body at $.a"},
        {"TwoRules", rules(R"({"match": "type"}, {"match": "regex", "regex": "a"})"), SpecVersion::v2,
         "has 2 rules for the response body at $.a"},
        {"Generators", R"(, "response": {"generators": {"body": {"$.a": {"type": "Uuid"}}}})",
         SpecVersion::v2, "has generators in its response"},
        {"Pending", R"(, "pending": true)", SpecVersion::v2, "is pending"},
        {"Plugin", R"(, "pluginConfiguration": {"x": {}})", SpecVersion::v3, "needs a plugin"},
        {"Transport", R"(, "transport": "grpc")", SpecVersion::v3, "goes over the transport 'grpc'"},
        {"Key", R"(, "key": "k")", SpecVersion::v3, "has a key"},
        {"Comments", R"(, "comments": {"text": ["x"]})", SpecVersion::v3, "has comments"},
        {"TypeOfTheBody", R"(, "response": {"body": {"content": "<a/>", "contentType": "text/css"}})",
         SpecVersion::v3, "has its own content type 'text/css' for the response body"},
        {"TypeOfTheBodyBesideTheHeader",
         R"(, "request": {"headers": {"Content-Type": ["text/plain"]},
                          "body": {"content": [1], "contentType": "application/json"}})",
         SpecVersion::v2, "has its own content type 'application/json' for the request body"},
        {"Hint", R"(, "request": {"body": {"content": "x", "contentTypeHint": "TEXT"}})", SpecVersion::v3,
         "has a content type hint for the request body"},
        {"Cookies", R"(, "response": {"headers": {"Set-Cookie": ["a=1", "b=2"]}})", SpecVersion::v3,
         "has several values of the response header 'Set-Cookie'"},
    }),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Losses, OfCommentsAndKeysDoNotMatter) {
    const model::Contract contract = read(contract_text(
        R"({"type": "Synchronous/HTTP", "description": "d", "key": "k", "comments": {"text": ["x"]}})",
        "4.0"));
    for (const auto& loss : find_losses(contract, SpecVersion::v3)) EXPECT_FALSE(loss.changes_meaning);
    EXPECT_EQ(find_losses(contract, SpecVersion::v3).size(), 2u);
    EXPECT_TRUE(find_losses(contract, SpecVersion::v4).empty());
    EXPECT_TRUE(find_losses(without_decoration(contract, SpecVersion::v3), SpecVersion::v3).empty());
}

TEST(Losses, AreNoneWhereOtherPartsSayTheSame) {
    const model::Contract contract = read(contract_text(
        R"({"type": "Synchronous/HTTP", "description": "d",
            "request": {"headers": {"Accept": ["text/css", "text/html"], "Content-Type": ["application/json"]},
                        "body": {"content": {"a": 1}, "contentType": "application/json; charset=utf-8"}},
            "response": {"body": {"content": {"a": 1}, "contentType": "application/json"}}})",
        "4.0"));
    EXPECT_TRUE(find_losses(contract, SpecVersion::v3).empty());
}

}  // namespace
}  // namespace tally::format
