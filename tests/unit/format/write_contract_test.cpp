#include "format/write_contract.h"

#include <gtest/gtest.h>

#include "format/read_contract.h"

namespace tally::format {
namespace {

using namespace model;

Contract contract_of(std::vector<Interaction> interactions, SpecVersion version = SpecVersion::v4) {
    Contract contract;
    contract.consumer = "web-shop";
    contract.provider = "orders";
    contract.version = version;
    contract.interactions = std::move(interactions);
    return contract;
}
Interaction named(const std::string& description, const std::string& state = "",
                  const std::string& key = "") {
    Interaction interaction;
    interaction.description = description;
    if (!state.empty()) interaction.provider_states.push_back({state, {}});
    interaction.key = key;
    return interaction;
}

TEST(WriteContract, WritesSortedKeysWithTwoSpacesAndNoFinalNewline) {
    Interaction interaction = named("get", "an order exists", "k");
    interaction.http()->request.headers = {{"Accept", {"a", "b"}}};
    interaction.http()->request.query = {{"q", {"1", std::nullopt}}};
    interaction.http()->response.body = {BodyState::present, R"({"b":1.10,"a":[]})", "application/json", {}};
    const Result<std::string> text = write_contract(contract_of({interaction}));
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, R"({
  "consumer": {
    "name": "web-shop"
  },
  "interactions": [
    {
      "description": "get",
      "key": "k",
      "pending": false,
      "providerStates": [
        {
          "name": "an order exists"
        }
      ],
      "request": {
        "headers": {
          "Accept": [
            "a",
            "b"
          ]
        },
        "method": "GET",
        "path": "/",
        "query": {
          "q": [
            "1",
            null
          ]
        }
      },
      "response": {
        "body": {
          "content": {
            "a": [],
            "b": 1.10
          },
          "contentType": "application/json",
          "encoded": false
        },
        "status": 200
      },
      "type": "Synchronous/HTTP"
    }
  ],
  "metadata": {
    "pactSpecification": {
      "version": "4.0"
    }
  },
  "provider": {
    "name": "orders"
  }
})");
}

TEST(WriteContract, V3JoinsHeaderValuesAndWritesBareBodies) {
    Interaction interaction = named("get");
    interaction.http()->request.headers = {{"X", {"a", "b"}}, {"Content-Type", {"application/json"}}};
    interaction.http()->request.body = {BodyState::present, "[1]", "", {}};
    const auto value = write_interaction(interaction, SpecVersion::v3);
    ASSERT_TRUE(value);
    EXPECT_EQ(
        json::to_text(*value->find("request")),
        R"({"method":"GET","path":"/","headers":{"X":"a, b","Content-Type":"application/json"},"body":[1]})");
    EXPECT_EQ(value->find("type"), nullptr);
}

TEST(WriteContract, OrdersInteractionsWhateverTheOrderTheyCameIn) {
    const Interaction a = named("a"), b = named("b"), b_state = named("b", "s"),
                      b_state_key = named("b", "s", "1");
    const auto first = write_contract(contract_of({b_state_key, b, a, b_state}));
    const auto second = write_contract(contract_of({a, b_state, b_state_key, b}));
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
}

TEST(WriteContract, V3HasMessagesOrInteractionsButNotBoth) {
    Interaction message = named("m");
    message.exchange = AsyncMessage{};
    EXPECT_FALSE(write_contract(contract_of({message, named("h")}, SpecVersion::v3)));
    const auto text = write_contract(contract_of({message}, SpecVersion::v3));
    ASSERT_TRUE(text);
    EXPECT_NE(text->find("\"messages\""), std::string::npos);
    EXPECT_TRUE(write_contract(contract_of({message, named("h")})));
}

TEST(WriteContract, RefusesWhatV3WouldLose) {
    Interaction sync = named("s");
    sync.exchange = SyncMessage{};
    Interaction pending = named("p");
    pending.pending = true;
    Interaction over_grpc = named("g");
    over_grpc.transport = "grpc";
    for (const Interaction& interaction : {sync, pending, over_grpc, named("k", "", "key")}) {
        const auto text = write_contract(contract_of({interaction}, SpecVersion::v3));
        ASSERT_FALSE(text);
        EXPECT_NE(text.error().what.find("'" + interaction.description + "'"), std::string::npos);
    }
}

TEST(WriteContract, EmptyCommentsAreLeftOut) {
    Interaction interaction = named("a");
    interaction.comments = {{"text", json::Array{}}, {"testname", "t"}, {"x", nullptr}};
    const auto value = write_interaction(interaction, SpecVersion::v4);
    ASSERT_TRUE(value);
    EXPECT_EQ(json::to_text(*value->find("comments")), R"({"testname":"t"})");
}

constexpr const char* kEverything = R"({
  "consumer": {"name": "C"}, "provider": {"name": "P"}, "mine": {"x": 1},
  "metadata": {"pactSpecification": {"version": "4.0"}, "plugins": [{"name": "p", "version": "1"}], "tool": {"v": [1]}},
  "interactions": [
    {"type": "Synchronous/HTTP", "description": "http", "key": "k", "pending": true, "transport": "https",
     "comments": {"text": ["t"], "references": {"Jira": {"id": "A-1"}}}, "pluginConfiguration": {"p": {"a": 1}},
     "interactionMarkup": {"markup": "m", "markupType": "COMMON_MARK"}, "unknown": [1, 2],
     "providerStates": [{"name": "s", "params": {"id": 12345678901234567890}}],
     "request": {"method": "POST", "path": "/a b", "query": {"a": ["1", null]}, "headers": {"X": ["1"]}, "extra": true,
       "body": {"content": "AP8=", "contentType": "image/png", "encoded": "base64", "contentTypeHint": "BINARY"},
       "matchingRules": {"body": {"$.a": {"combine": "OR", "matchers": [{"match": "type"}, {"match": "plugin", "z": 1}]}},
                         "path": {"combine": "AND", "matchers": [{"match": "regex", "regex": "a"}]}},
       "generators": {"body": {"$.a": {"type": "Uuid"}}, "path": {"type": "Bogus", "q": 1}}},
     "response": {"status": 404, "body": {"content": null}}},
    {"type": "Asynchronous/Messages", "description": "async", "contents": {"content": {"n": 1.10}},
     "metadata": {"contentType": "application/json", "n": 1}},
    {"type": "Synchronous/Messages", "description": "sync", "request": {"contents": {"content": "q"}},
     "response": [{"contents": {"content": ""}}]}
  ]})";

TEST(ReadAndWrite, NothingIsLostAndTheSecondTimeGivesTheSameBytes) {
    const auto first = read_contract(kEverything, "x");
    ASSERT_TRUE(first) << first.error().text();
    const auto written = write_contract(first->contract);
    ASSERT_TRUE(written) << written.error().text();
    const auto second = read_contract(*written, "x");
    ASSERT_TRUE(second);
    EXPECT_EQ(write_contract(second->contract).value(), *written);
    for (const char* kept : {"\"mine\"", "\"plugins\"", "\"references\"", "\"pluginConfiguration\"",
                             "\"interactionMarkup\"", "\"unknown\"", "12345678901234567890", "\"extra\"",
                             "\"BINARY\"", "\"plugin\"", "\"Bogus\"", "1.10", "\"content\": null"}) {
        EXPECT_NE(written->find(kept), std::string::npos) << kept << " in\n" << *written;
    }
}

struct FileNameCase {
    const char* name;
    const char* consumer;
    bool allowed;
};
class ContractFileName : public testing::TestWithParam<FileNameCase> {};

TEST_P(ContractFileName, Row) {
    Contract contract = contract_of({});
    contract.consumer = GetParam().consumer;
    EXPECT_EQ(contract_file_name(contract).has_value(), GetParam().allowed);
}

INSTANTIATE_TEST_SUITE_P(Rows, ContractFileName,
                         testing::ValuesIn(std::vector<FileNameCase>{{"Plain", "web-shop", true},
                                                                     {"Blank", "Web Shop", true},
                                                                     {"Slash", "a/b", false},
                                                                     {"Backslash", "a\\b", false},
                                                                     {"Newline", "a\nb", false},
                                                                     {"Empty", "", false}}),
                         [](const auto& row) { return row.param.name; });

TEST(ContractFileNames, JoinConsumerAndProvider) {
    EXPECT_EQ(contract_file_name(contract_of({})).value(), "web-shop-orders.json");
}

}  // namespace
}  // namespace tally::format
