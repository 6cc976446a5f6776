// Help and wrong usage of the commands that help people: as printed.
#include <gtest/gtest.h>

#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

struct Case {
    const char* name;
    std::vector<std::string> arguments;
};

class UsageOfHelpers : public testing::TestWithParam<Case> {};
TEST_P(UsageOfHelpers, IsExplained) {
    const TemporaryFolder folder;
    const auto outcome = run_in(folder, GetParam().arguments);
    EXPECT_TRUE(matches_golden(std::string(GetParam().name) + ".txt", transcript(outcome, folder)));
}

std::string name_of(const testing::TestParamInfo<Case>& row) {
    std::string name = row.param.name;
    for (char& c : name) {
        if (c == '/') c = '_';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Rows, UsageOfHelpers,
                         testing::ValuesIn(std::vector<Case>{
                             {"help/contract_completion", {"contract", "completion", "--help"}},
                             {"errors/completion_no_shell", {"contract", "completion"}},
                             {"errors/completion_unknown_shell", {"contract", "completion", "tcsh"}},
                         }),
                         name_of);

}  // namespace
}  // namespace tally::e2e
