#include "format/read_contract.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"

namespace tally::format {
namespace {

using namespace model;

ReadContract read(const std::string& text) {
    Result<ReadContract> result = read_contract(text, "orders.json");
    if (!result) throw std::logic_error(result.error().text());
    return std::move(*result);
}

std::string v3_with(const std::string& interaction) {
    return R"({"consumer":{"name":"C"},"provider":{"name":"P"},"metadata":{"pactSpecification":{"version":"3.0.0"}},)"
           R"("interactions":[)" +
           interaction + "]}";
}
std::string v4_with(const std::string& interaction) {
    return R"({"consumer":{"name":"C"},"provider":{"name":"P"},"metadata":{"pactSpecification":{"version":"4.0"}},)"
           R"("interactions":[)" +
           interaction + "]}";
}
Interaction only(const std::string& text) {
    ReadContract result = read(text);
    EXPECT_EQ(result.contract.interactions.size(), 1u);
    for (const Warning& warning : result.warnings) ADD_FAILURE() << warning.where << ' ' << warning.what;
    return std::move(result.contract.interactions.at(0));
}

struct VersionCase {
    const char* name;
    const char* metadata;
    SpecVersion version;
    std::size_t warnings;
};
class VersionOfContract : public testing::TestWithParam<VersionCase> {};

TEST_P(VersionOfContract, Row) {
    const ReadContract result =
        read(std::string(R"({"metadata":)") + GetParam().metadata + R"(,"interactions":[]})");
    EXPECT_EQ(result.contract.version, GetParam().version);
    EXPECT_EQ(result.warnings.size(), GetParam().warnings);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, VersionOfContract,
    testing::ValuesIn(std::vector<VersionCase>{
        {"CamelCase", R"({"pactSpecification":{"version":"2.0.0"}})", SpecVersion::v2, 0},
        {"Legacy", R"({"pact-specification":{"version":"1.1.0"}})", SpecVersion::v1_1, 0},
        {"BareString", R"({"pactSpecificationVersion":"2.0.0"})", SpecVersion::v2, 0},
        {"LegacyWins", R"({"pactSpecification":{"version":"2"},"pact-specification":{"version":"3"}})",
         SpecVersion::v3, 0},
        {"Number", R"({"pactSpecification":{"version":4}})", SpecVersion::v4, 0},
        {"LaterOne", R"({"pactSpecification":{"version":"1.3"}})", SpecVersion::v1, 1},
        {"Unknown", R"({"pactSpecification":{"version":"9.0"}})", SpecVersion::v4, 1},
        {"NoVersion", R"({"pactSpecification":{}})", SpecVersion::v3, 1},
        {"NoMetadata", "null", SpecVersion::v3, 1},
    }),
    [](const auto& row) { return row.param.name; });

TEST(ReadContract, MissingNamesAndPartsHaveDefaults) {
    const ReadContract result =
        read(R"({"metadata":{"pactSpecification":{"version":"3.0.0"}},"interactions":[{}]})");
    EXPECT_EQ(result.contract.consumer, "consumer");
    EXPECT_EQ(result.contract.provider, "provider");
    const Interaction& interaction = result.contract.interactions.at(0);
    EXPECT_EQ(interaction.description, "Interaction 0");
    EXPECT_EQ(interaction.http()->request.method, "GET");
    EXPECT_EQ(interaction.http()->request.path, "/");
    EXPECT_EQ(interaction.http()->response.status, 200);
}

TEST(ReadContract, ProviderStatesHaveSeveralSpellings) {
    EXPECT_EQ(only(v3_with(R"({"providerState":"s"})")).provider_states,
              (std::vector<ProviderState>{{"s", {}}}));
    EXPECT_EQ(only(v3_with(R"({"provider_state":"s"})")).provider_states,
              (std::vector<ProviderState>{{"s", {}}}));
    EXPECT_TRUE(only(v3_with(R"({"providerState":""})")).provider_states.empty());
    EXPECT_TRUE(only(v3_with(R"({"providerState":null})")).provider_states.empty());
    const Interaction both = only(
        v3_with(R"({"providerState":"old","providerStates":[{"name":"a","params":{"id":1}},{"name":"b"}]})"));
    EXPECT_EQ(both.provider_states, (std::vector<ProviderState>{{"a", json::Object{{"id", 1}}}, {"b", {}}}));
}

TEST(ReadContract, QueriesAreReadAsTextAndAsMap) {
    const std::vector<QueryParameter> expected = {{"a", {"1", "2"}}, {"flag", {std::nullopt}}};
    EXPECT_EQ(only(v3_with(R"({"request":{"query":"a=1&flag&a=2"}})")).http()->request.query, expected);
    EXPECT_EQ(only(v3_with(R"({"request":{"query":{"a":["1",2],"flag":[null]}}})")).http()->request.query,
              expected);
    EXPECT_EQ(only(v3_with(R"({"request":{"query":{"a":"1"}}})")).http()->request.query,
              (std::vector<QueryParameter>{{"a", {"1"}}}));
}

TEST(ReadContract, OnlyV1KeepsTheQueryAsOneString) {
    const std::string v1 =
        R"({"metadata":{"pactSpecification":{"version":"1.0.0"}},"interactions":[{"request":{"query":"b=1&a"}}]})";
    EXPECT_EQ(only(v1).http()->request.query_string, "b=1&a");
    EXPECT_EQ(only(v3_with(R"({"request":{"query":"b=1&a"}})")).http()->request.query_string, std::nullopt);
}

TEST(ReadContract, HeadersAreReadAsTextAndAsLists) {
    const Interaction interaction = only(v4_with(
        R"({"type":"Synchronous/HTTP","request":{"headers":{"Accept":"a, b","Date":"Fri, 1","X":["1, 2","3"],"N":5}}})"));
    const std::vector<HeaderField> expected = {
        {"Accept", {"a", "b"}}, {"Date", {"Fri, 1"}}, {"X", {"1, 2", "3"}}, {"N", {"5"}}};
    EXPECT_EQ(interaction.http()->request.headers, expected);
}

TEST(ReadContract, V3MessagesAreAsynchronousMessages) {
    const std::string text =
        R"({"metadata":{"pactSpecification":{"version":"3.0.0"}},"messages":[{"contents":{"a":1},"metaData":{"k":"v"}}]})";
    const Interaction interaction = only(text);
    const auto* message = std::get_if<AsyncMessage>(&interaction.exchange);
    ASSERT_NE(message, nullptr);
    EXPECT_EQ(interaction.description, "Message 0");
    EXPECT_EQ(message->message.contents.bytes, R"({"a":1})");
    EXPECT_EQ(message->message.metadata, (json::Object{{"k", "v"}}));
}

TEST(ReadContract, V4HasThreeKindsOfInteractions) {
    EXPECT_NE(only(v4_with(R"({"type":"Synchronous/HTTP"})")).http(), nullptr);
    EXPECT_TRUE(
        std::holds_alternative<AsyncMessage>(only(v4_with(R"({"type":"Asynchronous/Messages"})")).exchange));
    const Interaction sync =
        only(v4_with(R"({"type":"Synchronous/Messages","request":{"contents":{"content":"q"}},)"
                     R"("response":[{"contents":{"content":"a"}},{}]})"));
    ASSERT_TRUE(std::holds_alternative<SyncMessage>(sync.exchange));
    EXPECT_EQ(std::get<SyncMessage>(sync.exchange).responses.size(), 2u);
}

TEST(ReadContract, AnUnknownV4TypeIsSkippedWithAWarning) {
    for (const char* interaction : {R"({"type":"Foo"})", "{}"}) {
        const ReadContract result = read(v4_with(interaction));
        EXPECT_TRUE(result.contract.interactions.empty());
        EXPECT_EQ(result.warnings.size(), 1u);
    }
}

TEST(ReadContract, ReadsAllAttributesOfV4) {
    const Interaction interaction = only(v4_with(
        R"({"type":"Synchronous/HTTP","key":7,"pending":true,"comments":{"text":["c"]},"transport":"http",)"
        R"("pluginConfiguration":{"p":{}},"interactionMarkup":{"markup":"x","markupType":"HTML"},"_id":"b"})"));
    EXPECT_EQ(interaction.key, "7");
    EXPECT_TRUE(interaction.pending);
    EXPECT_EQ(interaction.transport, "http");
    EXPECT_EQ(interaction.broker_id, "b");
    EXPECT_TRUE(interaction.comments.contains("text"));
    EXPECT_TRUE(interaction.other_members.contains("pluginConfiguration"));
    EXPECT_TRUE(interaction.other_members.contains("interactionMarkup"));
    EXPECT_FALSE(interaction.other_members.contains("_id"));
}

TEST(ReadContract, WrongTypesInOptionalFieldsAreWarningsWithTheirPlace) {
    const ReadContract result = read(
        v4_with("{\"type\":\"Synchronous/"
                "HTTP\",\n\"comments\":1,\n\"pending\":\"yes\",\n\"request\":{\"headers\":[],\n\"query\":5,\n"
                "\"matchingRules\":[]},\n\"response\":{\"status\":\"abc\"},\n\"providerStates\":[{\"name\":"
                "\"s\",\"params\":1}]}"));
    EXPECT_EQ(result.warnings.size(), 7u);
    ASSERT_FALSE(result.warnings.empty());
    bool comments_are_in_line_two = false;
    for (const Warning& warning : result.warnings) {
        comments_are_in_line_two = comments_are_in_line_two || warning.where == "orders.json:2:12";
    }
    EXPECT_TRUE(comments_are_in_line_two) << result.warnings[0].where;
}

TEST(ReadContract, AMissingRequiredAttributeIsRefusedWithPlaceAndRemedy) {
    const auto result = read_contract(v3_with("{\"request\":\n{\"matchingRules\":{\"body\":{\"$.a\":{"
                                              "\"matchers\":[\n  {\"match\":\"regex\"}]}}}}}"),
                                      "orders.json");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().text(),
              "orders.json:3:3: matcher 'regex' has no 'regex' attribute; add the pattern to the rule");
}

TEST(ReadContract, OldNamesOfMatchingRulesAreRead) {
    const Interaction interaction =
        only(v3_with(R"({"request":{"requestMatchingRules":{"$.path":{"match":"type"}}},)"
                     R"("response":{"responseMatchingRules":{"$.body":{"match":"type"}}}})"));
    EXPECT_FALSE(interaction.http()->request.rules.path.empty());
    EXPECT_FALSE(interaction.http()->response.rules.body.empty());
}

TEST(ReadContract, BrokerMembersAreNotKept) {
    const ReadContract result =
        read(R"({"metadata":{"pactSpecification":{"version":"3.0.0"},"tool":{"v":"1"}},"_links":{},)"
             R"("createdAt":"x","mine":1,"interactions":[]})");
    EXPECT_EQ(result.contract.other_members, (json::Object{{"mine", 1}}));
    EXPECT_EQ(result.contract.metadata, (json::Object{{"tool", json::Object{{"v", "1"}}}}));
}

TEST(ReadContractFile, NamesTheFile) {
    const testing_support::TemporaryFolder folder;
    const auto path = folder.write("a.json", "{\n  nonsense");
    const auto result = read_contract_file(path);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where.find(path.string() + ":2:"), 0u) << result.error().where;
}

TEST(ReadParts, ReadAPartOnItsOwn) {
    const auto request = read_request(R"({"method":"put","query":"a=1"})", "request.json", SpecVersion::v2);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->method, "PUT");
    EXPECT_FALSE(read_response("[]", "response.json", SpecVersion::v4));
}

}  // namespace
}  // namespace tally::format
