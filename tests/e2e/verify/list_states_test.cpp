// contract-verify --list-states, as printed; no provider is running.
#include <gtest/gtest.h>

#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

std::string interaction(const std::string& key, const std::string& states) {
    return R"({ "type": "Synchronous/HTTP", "description": "request )" + key + R"(", "key": ")" + key +
           R"(", "providerStates": )" + states +
           R"(, "request": { "path": "/" }, "response": { "status": 200 } })";
}

struct Case {
    const char* name;
    std::vector<std::string> arguments;
};

class ListStates : public testing::TestWithParam<Case> {};
TEST_P(ListStates, Prints) {
    TemporaryFolder folder;
    folder.write(
        "contracts/web-shop.json",
        contract_text(
            interaction("a", R"([ { "name": "product exists", "params": { "id": 11, "name": "lamp" } } ])") +
            "," +
            interaction(
                "b",
                R"([ { "name": "product exists", "params": { "id": "11" } }, { "name": "no orders" } ])")));
    folder.write(
        "contracts/mobile.json",
        contract_text(
            interaction("c", R"([ { "name": "product exists", "params": { "id": 7, "on": null } } ])"),
            "mobile"));
    folder.write("stateless.json", contract_text(product_interaction()));
    folder.write("broken/a.json", "{");
    folder.write("broken/b.json", contract_text(interaction("a", R"([ { "name": "line one\nline two" } ])")));
    std::filesystem::create_directory(folder / "empty");
    std::vector<std::string> arguments = {"contract-verify", "--list-states"};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    EXPECT_TRUE(matches_golden("verify/list_states/" + std::string(GetParam().name) + ".txt",
                               transcript(run_in(folder, arguments), folder)));
}

INSTANTIATE_TEST_SUITE_P(Rows, ListStates,
                         testing::ValuesIn(std::vector<Case>{
                             {"text", {"contracts"}},
                             {"json", {"contracts", "-o", "json"}},
                             {"of_one_consumer", {"contracts", "-c", "mobile"}},
                             {"none", {"stateless.json"}},
                             {"no_contracts", {"empty"}},
                             {"of_another_provider", {"contracts", "-n", "catalog"}},
                             {"one_unreadable", {"broken"}},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::e2e
