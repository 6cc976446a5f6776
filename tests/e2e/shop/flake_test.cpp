// Two faults of the catalogue that show only now and then, found and named.
#include <gtest/gtest.h>

#include "e2e/shop/shop.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

struct Case {
    const char* fault;
    std::vector<std::string> options;
    int exit_code;
};

class FlakeHunt : public Shop, public testing::WithParamInterface<Case> {};
TEST_P(FlakeHunt, NamesWhatFailsNowAndThenAndWhy) {
    const Case& row = GetParam();
    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0", "--break", row.fault}});
    const auto verified = verify(catalogue, row.options);
    EXPECT_EQ(verified.exit_code, row.exit_code) << verified.output << verified.errors;
    const std::string name = std::string("verify/flake/") + row.fault +
                             (row.options.size() > 2 ? "_shuffled" : "_in_file_order") + ".txt";
    EXPECT_TRUE(testing_support::matches_golden(name, transcript(verified, contracts_)));
}

INSTANTIATE_TEST_SUITE_P(Rows, FlakeHunt,
                         testing::ValuesIn(std::vector<Case>{
                             {"order", {"--repeat", "3"}, 0},  // the order of the file does not show it
                             {"order", {"--repeat", "10", "--shuffle", "--seed", "7"}, 5},
                             {"luck", {"--repeat", "20", "--shuffle", "--seed", "7"}, 5},
                         }),
                         [](const auto& row) {
                             return std::string(row.param.fault) +
                                    (row.param.options.size() > 2 ? "_shuffled" : "_in_file_order");
                         });

TEST_F(Shop, IsGreenHoweverOftenAndInWhateverOrderItIsVerified) {
    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0"}});
    const auto verified = verify(catalogue, {"--repeat", "10", "--shuffle", "--jobs", "4"});
    EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;
}

}  // namespace
}  // namespace tally::e2e
