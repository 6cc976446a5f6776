// `contract convert` and `contract merge` as a user runs them.
#include <gtest/gtest.h>

#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

struct Case {
    const char* name;  // of the golden file: command/what
    std::vector<std::string> arguments;
};

void write_files(const TemporaryFolder& folder) {
    const std::string product = product_interaction(R"("comments": {"testname": "shop"},)");
    folder.write("v4.json", contract_text(product));
    folder.write("other_example.json", contract_text(text::replace_all(product, "19.99", "5.50")));
    folder.write("contradiction.json",
                 contract_text(text::replace_all(product, "\"status\": 200", "\"status\": 203")));
    folder.write("other_pair.json", contract_text(product, "web-shop", "stock"));
    folder.write("v1.json", R"({"consumer": {"name": "web-shop"}, "provider": {"name": "catalogue"},
      "interactions": [{"description": "a search", "provider_state": "products exist",
        "request": {"method": "get", "path": "/search", "query": "q=tea%20pot&page=1"},
        "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": [1]}}],
      "metadata": {"pactSpecification": {"version": "1.0.0"}}})");
}

class Rewritten : public testing::TestWithParam<Case> {};
TEST_P(Rewritten, ContractIsPrintedOrRefused) {
    TemporaryFolder folder;
    write_files(folder);
    std::vector<std::string> arguments = {"contract"};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    const auto outcome = run_in(folder, arguments);
    EXPECT_TRUE(matches_golden(std::string(GetParam().name) + ".txt", transcript(outcome, folder)));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Rewritten,
    testing::ValuesIn(std::vector<Case>{
        {"convert/help", {"convert", "--help"}},
        {"convert/v1_to_v2", {"convert", "v1.json", "--to", "2"}},
        {"convert/v1_to_v4", {"convert", "v1.json", "--to", "4"}},
        {"convert/v4_to_v3", {"convert", "v4.json", "--to", "3"}},
        {"convert/v4_to_v3_with_loss", {"convert", "v4.json", "--to", "3", "--allow-loss"}},
        {"convert/v4_to_v2", {"convert", "v4.json", "--to", "2.0.0"}},
        {"convert/v4_to_v1", {"convert", "v4.json", "--to", "1.1"}},
        {"convert/to_an_unknown_version", {"convert", "v4.json", "--to", "five"}},
        {"convert/a_missing_file", {"convert", "none.json", "--to", "4"}},
        {"merge/help", {"merge", "--help"}},
        {"merge/different_versions", {"merge", "v1.json", "v4.json", "other_example.json"}},
        {"merge/contradiction", {"merge", "v4.json", "contradiction.json"}},
        {"merge/other_pair", {"merge", "v4.json", "other_pair.json"}},
        {"merge/a_missing_file", {"merge", "v4.json", "none.json"}},
    }),
    [](const auto& row) { return text::replace_all(row.param.name, "/", "_"); });

TEST(Converted, ContractGoesIntoTheFileOfTheOption) {
    TemporaryFolder folder;
    write_files(folder);
    const auto outcome = run_in(folder, {"contract", "convert", "v1.json", "--to", "4", "-o", "new/v4.json"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_EQ(outcome.output, "");
    EXPECT_NE(folder.read("new/v4.json").find("Synchronous/HTTP"), std::string::npos);
    EXPECT_EQ(run_in(folder, {"contract", "diff", "v1.json", "new/v4.json"}).exit_code, 0);
}

TEST(Merged, ContradictionLeavesTheFileAlone) {
    TemporaryFolder folder;
    write_files(folder);
    const auto outcome =
        run_in(folder, {"contract", "merge", "v4.json", "contradiction.json", "-o", "merged.json"});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_EQ(folder.read("merged.json"), "");
}

}  // namespace
}  // namespace tally::e2e
