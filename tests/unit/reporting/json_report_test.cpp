#include "reporting/json_report.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "support/golden.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using namespace verification;

TEST(JsonReport, HasWhatExistingReadersKnowAndWhatWeKnow) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    testing::fail_with_not_found(contract.interactions[1]);
    contract.interactions[1].pending = true;
    testing::stop(
        contract.interactions[2], ObstacleKind::timed_out,
        {ErrorCode::timed_out, "http://localhost:8080", "no answer within 5000 ms", "answer sooner"});
    const std::string text =
        json_report(testing::result_of(std::move(contract)), {"0.1.0", 1, {"line 1", "line 2"}});
    EXPECT_TRUE(testing_support::matches_golden("verify/report.json", text));
    EXPECT_EQ(text.find("Bearer abc"), std::string::npos);
}

TEST(JsonReport, GivesTheReasonWhyNothingWasVerified) {
    VerificationResult result;
    result.nothing =
        NothingVerified{NothingReason::filtered, "none of the 3 interactions was selected", "check"};
    const auto report = json::parse(json_report(result, {"0.1.0", 4, {}}));
    ASSERT_TRUE(report);
    EXPECT_EQ(*report->find("reason")->string(), "filtered");
    EXPECT_EQ(*report->find("result")->boolean(), false);
}

TEST(JsonReport, IsValidForBytesThatAreNoText) {
    auto contract = testing::example_contract();
    testing::fail_with_not_found(contract.interactions[0]);
    contract.interactions[0].exchange->response.body = "\xff\xfe\x00\x01";
    contract.interactions[0].mismatches[0].actual = "\xff";
    EXPECT_TRUE(json::parse(json_report(testing::result_of(std::move(contract)), {})));
}

}  // namespace
}  // namespace tally::reporting
