// Where contracts come from, and every way of finding none or unreadable ones.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"
#include "support/raw_server.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

constexpr const char* kBody = R"({"id":11,"name":"lamp","price":19.99})";

RawServer::Script good_provider() {
    return [](RawServer::Peer& peer) {
        while (!peer.read_request().empty()) {
            if (!peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                           std::to_string(std::string_view(kBody).size()) + "\r\n\r\n" + kBody)) {
                return;
            }
        }
    };
}

std::string with_rule(const std::string& rule) {
    return contract_text(text::replace_all(product_interaction(), R"({ "match": "decimal" })", rule));
}

struct Case {
    const char* name;
    std::vector<std::pair<std::string, std::string>> files;
    std::vector<std::string> arguments;
};

class Sources : public testing::TestWithParam<Case> {};
TEST_P(Sources, AreReported) {
    TemporaryFolder folder;
    std::filesystem::create_directory(folder / "empty");
    for (const auto& [name, content] : GetParam().files) folder.write(name, content);
    RawServer provider(good_provider());
    std::vector<std::string> arguments = {"contract-verify", "--provider-url", provider.origin()};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    const auto outcome = run_in(folder, arguments);
    EXPECT_TRUE(matches_golden("verify/sources/" + std::string(GetParam().name) + ".txt",
                               transcript(outcome, folder)));
}

const std::string kGood = contract_text(product_interaction());
const std::string kOther = contract_text(product_interaction(), "mobile-app", "order-api");

INSTANTIATE_TEST_SUITE_P(
    Rows, Sources,
    testing::ValuesIn(std::vector<Case>{
        {"file_folder_and_options",
         {{"a.json", kGood}, {"b/c/d.json", kGood}, {"e.json", kGood}, {"f/g.json", kGood}},
         {"a.json", "b", "-f", "e.json", "--dir=f"}},
        {"missing_file", {}, {"nothing.json"}},
        {"missing_folder", {}, {"-d", "nothing"}},
        {"empty_folder", {}, {"empty"}},
        {"empty_folder_is_allowed", {}, {"empty", "--allow-nothing"}},
        {"other_provider", {{"c/a.json", kGood}, {"c/b.json", kOther}}, {"c", "-n", "catalog"}},
        {"other_consumer",
         {{"c/a.json", kGood}, {"c/b.json", kOther}},
         {"c", "-c", "web", "-n", "catalogue"}},
        {"provider_and_consumer_that_are_meant",
         {{"c/a.json", kGood}, {"c/b.json", kOther}},
         {"c", "-n", "order-api", "-c", "x,mobile-app"}},
        {"no_interactions", {{"a.json", contract_text("")}}, {"a.json"}},
        {"one_contract_is_empty", {{"a.json", contract_text("")}, {"b.json", kGood}}, {"a.json", "b.json"}},
        {"filter_that_matches_nothing", {{"a.json", kGood}}, {"a.json", "--filter-description", "^product"}},
        {"only_that_matches_nothing", {{"a.json", kGood}}, {"a.json", "--only", "p12"}},
        {"only_one",
         {{"a.json", contract_text(product_interaction() + "," +
                                   text::replace_all(product_interaction(), "p11", "p12"))}},
         {"a.json", "--only", "p12"}},
        {"truncated", {{"a.json", kGood.substr(0, kGood.size() / 2)}}, {"a.json"}},
        {"not_json", {{"a.json", "hello"}}, {"a.json"}},
        {"empty_file", {{"a.json", ""}}, {"a.json"}},
        {"not_an_object", {{"a.json", "[]"}}, {"a.json"}},
        {"too_deep", {{"a.json", std::string(100000, '[')}}, {"a.json"}},
        {"rule_without_attribute", {{"a.json", with_rule(R"({ "match": "regex" })")}}, {"a.json"}},
        {"unreadable_beside_good", {{"c/a.json", kGood}, {"c/b.json", "{"}}, {"c"}},
        {"invalid_regex", {{"a.json", with_rule(R"({ "match": "regex", "regex": "(" })")}}, {"a.json"}},
        {"unknown_matcher", {{"a.json", with_rule(R"({ "match": "decimel" })")}}, {"a.json"}},
        {"unknown_interaction_type",
         {{"a.json", contract_text(R"({ "type": "Foo", "description": "x" }, )" + product_interaction())}},
         {"a.json"}},
    }),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SourcesOfSize, AreRefusedBeyondTheLimit) {
    TemporaryFolder folder;
    folder.write("a.json", "");
    std::filesystem::resize_file(folder / "a.json", 200u << 20);
    const auto outcome = run_in(folder, {"contract-verify", "a.json"});
    EXPECT_TRUE(matches_golden("verify/sources/too_large.txt", transcript(outcome, folder)));
}

TEST(SourcesOfSize, AreRefusedBeyondTheLimitOfValues) {
    TemporaryFolder folder;
    std::string text = "{\n  \"interactions\": [";
    for (int i = 0; i < 8'000'000; ++i) text += "0,";
    folder.write("a.json", text + "0]\n}\n");
    const auto outcome = run_in(folder, {"contract-verify", "a.json"});
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_TRUE(matches_golden("verify/sources/too_many_values.txt", transcript(outcome, folder)));
}

TEST(SourcesOfSize, HaveALimitThatCanBeLowered) {
    TemporaryFolder folder;
    folder.write("a.json", contract_text("") + std::string(1u << 20, ' '));
    EXPECT_EQ(run_in(folder, {"contract-verify", "a.json"}).exit_code, 4);
    EXPECT_EQ(run_in(folder, {"contract-verify", "a.json", "--max-contract-size", "1"}).exit_code, 3);
}

}  // namespace
}  // namespace tally::e2e
