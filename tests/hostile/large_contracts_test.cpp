// Contract files of very many small pieces: read, written and merged in time that grows with their number.
#include "format/write_contract.h"
#include "hostile/exchange.h"

namespace tally::hostile {
namespace {

constexpr std::size_t kMany = 20'000;

struct ManyCase {
    const char* name;
    std::string (*piece)(const std::string& number);
    const char* before;
    const char* after;
};
class LargeContract : public testing::TestWithParam<ManyCase> {};

TEST_P(LargeContract, IsReadWrittenAndMergedInLinearTime) {
    std::string text =
        R"({"consumer":{"name":"c"},"provider":{"name":"p"},"metadata":{"pactSpecification":{"version":"4.0"}},)"
        R"("interactions":[)";
    text += GetParam().before;
    for (std::size_t i = 0; i < kMany; ++i) text += (i == 0 ? "" : ",") + GetParam().piece(std::to_string(i));
    text += GetParam().after + std::string("]}");
    const Stopwatch watch;
    const auto read = format::read_contract(text, "large");
    ASSERT_TRUE(read) << read.error().text();
    const auto merged = format::merge_contracts(read->contract, read->contract);
    ASSERT_TRUE(merged) << merged.error().text();
    ASSERT_TRUE(format::write_contract(*merged));
    EXPECT_LT(watch.elapsed(), kSoon);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, LargeContract,
    testing::ValuesIn(std::vector<ManyCase>{
        {"Interactions",
         [](const std::string& n) { return R"({"type":"Synchronous/HTTP","description":"d)" + n + "\"}"; },
         "", ""},
        {"InteractionsThatAreAllTheSame",
         [](const std::string&) { return std::string(R"({"type":"Synchronous/HTTP","description":"d"})"); },
         "", ""},
        {"ProviderStates", [](const std::string& n) { return R"({"name":")" + n + "\"}"; },
         R"({"type":"Synchronous/HTTP","description":"d","providerStates":[)", "]}"},
        {"Headers", [](const std::string& n) { return "\"h" + n + R"(":["1"])"; },
         R"({"type":"Synchronous/HTTP","description":"d","request":{"headers":{)", "}}}"},
        {"QueryParameters", [](const std::string& n) { return "\"q" + n + R"(":["1"])"; },
         R"({"type":"Synchronous/HTTP","description":"d","request":{"query":{)", "}}}"},
        {"Rules", [](const std::string& n) { return "\"$.a" + n + R"(":{"matchers":[{"match":"type"}]})"; },
         R"({"type":"Synchronous/HTTP","description":"d","request":{"matchingRules":{"body":{)", "}}}}"},
        {"Generators", [](const std::string& n) { return "\"$.a" + n + R"(":{"type":"Uuid"})"; },
         R"({"type":"Synchronous/HTTP","description":"d","request":{"generators":{"body":{)", "}}}}"},
        {"UnknownMembers", [](const std::string& n) { return "\"x" + n + "\":1"; },
         R"({"type":"Synchronous/HTTP","description":"d",)", "}"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::hostile
