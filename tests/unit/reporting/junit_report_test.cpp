#include "reporting/junit_report.h"

#include <gtest/gtest.h>

#include "support/golden.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using namespace verification;

TEST(JunitReport, HasOneCaseAnInteraction) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    testing::pass(contract.interactions[1]);
    testing::stop(
        contract.interactions[2], ObstacleKind::timed_out,
        {ErrorCode::timed_out, "http://localhost:8080", "no answer within 5000 ms", "answer sooner"});
    EXPECT_TRUE(testing_support::matches_golden("verify/report_junit.xml",
                                                junit_report(testing::result_of(std::move(contract)))));
}

TEST(JunitReport, SkipsPendingAndLeftOutOnes) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    contract.interactions[0].pending = true;
    EXPECT_TRUE(testing_support::matches_golden("verify/report_junit_skipped.xml",
                                                junit_report(testing::result_of(std::move(contract)))));
}

TEST(JunitReport, HasTheDifferencesThatTheTextForPeopleOnlyCounts) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_prices(contract.interactions[0]);
    const std::string text = junit_report(testing::result_of(std::move(contract)));
    EXPECT_NE(text.find("\nall differences:\n  $[0].price: "), std::string::npos) << text;
    EXPECT_NE(text.find("\n  $[2].price: "), std::string::npos) << text;
}

TEST(JunitReport, TurnsRedWhenNothingWasVerified) {
    VerificationResult result;
    result.nothing = NothingVerified{NothingReason::no_contracts, "no contract was found", "check the place"};
    result.failures = {{ErrorCode::invalid_input, "a.json", "not JSON", "write JSON"}};
    EXPECT_TRUE(testing_support::matches_golden("verify/report_junit_nothing.xml", junit_report(result)));
}

TEST(JunitReport, HasNoCharacterThatXmlForbids) {
    auto contract = testing::example_contract();
    testing::fail_with_not_found(contract.interactions[0]);
    contract.interactions[0].mismatches[0].sentence = std::string("a\x01<b>&\"c\x1b", 10);
    const std::string text = junit_report(testing::result_of(std::move(contract)));
    for (const char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << int(c);
    EXPECT_NE(text.find("&lt;b&gt;&amp;&quot;c"), std::string::npos);
}

}  // namespace
}  // namespace tally::reporting
