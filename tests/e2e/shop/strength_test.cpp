// How much the web shop's contract would notice, and a fault it does not notice: shown on docs/examples/shop.
#include <gtest/gtest.h>

#include "e2e/shop/shop.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

TEST_F(Shop, StrengthNamesTheFaultThatTheContractDoesNotNotice) {
    // Prices below zero pass the verification: the consumer's test asks for decimals only
    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0", "--break", "sign"}});
    const auto verified = verify(catalogue, {"--strength"});
    EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;
    const auto start = verified.output.find("Strength:");
    ASSERT_NE(start, std::string::npos) << verified.output;
    EXPECT_TRUE(
        testing_support::matches_golden("verify/strength_of_the_shop.txt", verified.output.substr(start)));
}

TEST_F(Shop, AStrengthBelowTheOneAskedForFailsTheRun) {
    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0"}});
    const auto verified = verify(catalogue, {"--min-strength", "100"});
    EXPECT_EQ(verified.exit_code, 1) << verified.output << verified.errors;
    EXPECT_NE(verified.errors.find("% is below --min-strength 100\ntry:"), std::string::npos)
        << verified.errors;
}

}  // namespace
}  // namespace tally::e2e
