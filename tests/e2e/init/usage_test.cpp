// What `contract init` prints.
#include <gtest/gtest.h>

#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

struct Case {
    const char* name;
    std::vector<std::string> arguments;  // after `contract init`
};

class InitUsage : public testing::TestWithParam<Case> {};
TEST_P(InitUsage, IsAsPrinted) {
    const TemporaryFolder folder;
    folder.write("used/.gitlab-ci.yml", "");
    folder.write("My Shop/x", "");
    folder.write("a_file", "");
    std::vector<std::string> arguments = {"contract", "init"};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    const auto outcome = run_in(folder, arguments);
    EXPECT_TRUE(matches_golden("init/" + std::string(GetParam().name) + ".txt", transcript(outcome, folder)));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, InitUsage,
    testing::ValuesIn(std::vector<Case>{
        {"help", {"--help"}},
        {"consumer", {"consumer", "web-shop", "--provider", "catalogue", "--ci", "github"}},
        {"consumer_in_shell", {"consumer", "--name", "web-shop", "--kind", "shell"}},
        {"provider", {"provider", "catalogue", "--consumer", "web-shop"}},
        {"provider_in_shell", {"provider", "in here/catalogue", "--kind", "shell", "--ci", "gitlab"}},
        {"no_side", {}},
        {"unknown_side", {"consummer"}},
        {"unknown_kind", {"consumer", "--kind", "make"}},
        {"unknown_pipeline", {"consumer", "--ci", "jenkins"}},
        {"consumer_of_a_consumer", {"consumer", "x", "--consumer", "y"}},
        {"provider_of_a_provider", {"provider", "x", "--provider", "y"}},
        {"both_the_same", {"consumer", "greeter"}},
        {"a_name_with_a_quote", {"consumer", "x", "--provider", "a\"; rm -rf /"}},
        {"a_folder_that_is_no_name", {"consumer", "My Shop"}},
        {"a_file_that_exists", {"consumer", "used", "--ci", "gitlab"}},
        {"a_folder_that_is_a_file", {"consumer", "a_file/x"}},
    }),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::e2e
