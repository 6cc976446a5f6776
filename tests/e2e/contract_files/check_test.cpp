// `contract check` and `contract explain` as a user runs them.
#include <gtest/gtest.h>

#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

struct Case {
    const char* name;
    std::vector<std::string> arguments;
};

class Check : public testing::TestWithParam<Case> {};
TEST_P(Check, PrintsWhatItFound) {
    TemporaryFolder folder;
    const std::string product = product_interaction();
    folder.write("good.json", contract_text(product));
    folder.write("hints.json", contract_text(text::replace_all(product, R"("name": "lamp")",
                                                               R"("name": "lamp", "made": "2024-05-01")")));
    std::string bad = text::replace_all(product, "$.name", "$.nome");
    bad = text::replace_all(bad, "\"id\": 11", "\"id\": \"eleven\"");
    folder.write("bad, 100%.json", contract_text(bad));
    folder.write("cut.json", "{\n  \"consumer\": ");
    std::vector<std::string> arguments = {"contract"};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    const auto outcome = run_in(folder, arguments);
    EXPECT_TRUE(matches_golden("check/" + std::string(GetParam().name) + ".txt",
                               text::replace_all(transcript(outcome, folder), TALLY_VERSION, "VERSION")));
}

INSTANTIATE_TEST_SUITE_P(Rows, Check,
                         testing::ValuesIn(std::vector<Case>{
                             {"help", {"check", "--help"}},
                             {"clean", {"check", "good.json"}},
                             {"hints", {"check", "hints.json"}},
                             {"text", {"check", "."}},
                             {"json", {"check", ".", "--output", "json"}},
                             {"sarif", {"check", "bad, 100%.json", "hints.json", "--output", "sarif"}},
                             {"github", {"check", ".", "--output", "github"}},
                             {"unreadable", {"check", "cut.json"}},
                             {"missing", {"check", "none.json"}},
                             {"unknown_form", {"check", "good.json", "--output", "xml"}},
                             {"explain_help", {"explain", "--help"}},
                             {"explain", {"explain", "t0201"}},
                             {"explain_failure", {"explain", "v0201"}},
                             {"explain_all", {"explain"}},
                             {"explain_unknown", {"explain", "T0999"}},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::e2e
