// `contract diff` as a user runs it.
#include <gtest/gtest.h>

#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

std::string interaction(const std::string& description, const std::string& request,
                        const std::string& response) {
    return R"({"type": "Synchronous/HTTP", "description": ")" + description + R"(", "request": )" + request +
           R"(, "response": )" + response + "}";
}

struct Case {
    const char* name;
    std::vector<std::string> arguments;
};

class Diff : public testing::TestWithParam<Case> {};
TEST_P(Diff, PrintsWhatChanged) {
    TemporaryFolder folder;
    const std::string product = product_interaction();
    std::string changed = text::replace_all(product, R"({ "match": "integer" })", R"({ "match": "type" })");
    changed = text::replace_all(changed, R"("name": "lamp", )", R"("colour": "red", )");
    changed = text::replace_all(changed, R"("path": "/products/11",)",
                                R"("path": "/products/11", "query": { "full": ["1"] },)");
    folder.write("older.json",
                 contract_text(product + "," +
                               interaction("a search", R"({"path": "/search"})", R"({"status": 200})")));
    folder.write("newer.json",
                 contract_text(changed + "," +
                               interaction("a deletion", R"({"method": "DELETE", "path": "/products/11"})",
                                           R"({"status": 204})")));
    folder.write("broken.json", "{");
    std::vector<std::string> arguments = {"contract", "diff"};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    const auto outcome = run_in(folder, arguments);
    EXPECT_TRUE(matches_golden("diff/" + std::string(GetParam().name) + ".txt", transcript(outcome, folder)));
}

INSTANTIATE_TEST_SUITE_P(Rows, Diff,
                         testing::ValuesIn(std::vector<Case>{
                             {"help", {"--help"}},
                             {"same", {"older.json", "older.json"}},
                             {"changed", {"older.json", "newer.json"}},
                             {"changed_json", {"older.json", "newer.json", "--output", "json"}},
                             {"one_file", {"older.json"}},
                             {"unreadable", {"older.json", "broken.json"}},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::e2e
