#include "reporting/tap_report.h"

#include <gtest/gtest.h>

#include "support/golden.h"
#include "support/tap_grammar.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using namespace verification;
using testing_support::read_tap;

constexpr const char* kRerun = "contract-verify contracts";

TEST(TapReport, HasOnePointAnInteraction) {
    const std::string text = tap_report(testing::result_with_everything(), kRerun);
    const auto document = read_tap(text);
    EXPECT_EQ(document.problems, "");
    EXPECT_EQ(document.points.size(), 6u + 2u);
    EXPECT_EQ(text.find("secret"), std::string::npos);
    EXPECT_EQ(text.find("Bearer abc"), std::string::npos);
    EXPECT_TRUE(testing_support::matches_golden("verify/report.tap", text));
}

TEST(TapReport, TakesPendingFailuresAsToDo) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    contract.interactions[0].pending = true;
    testing::pass(contract.interactions[1]);
    contract.interactions[1].pending = true;
    const auto document = read_tap(tap_report(testing::result_of(std::move(contract)), kRerun));
    ASSERT_EQ(document.points.size(), 3u);
    EXPECT_EQ(document.points[0].directive, "TODO no version of this provider has verified it yet");
    EXPECT_FALSE(document.points[0].good);
    EXPECT_TRUE(document.points[1].good);
    EXPECT_EQ(document.points[1].directive, "");
    EXPECT_EQ(document.points[2].directive, "SKIP not named by --only");
    EXPECT_TRUE(document.points[2].good);
}

TEST(TapReport, FailsWhenNothingWasVerified) {
    VerificationResult result;
    result.nothing = NothingVerified{NothingReason::no_contracts, "no contract was found", "check the place"};
    const auto document = read_tap(tap_report(result, kRerun));
    ASSERT_EQ(document.points.size(), 1u);
    EXPECT_FALSE(document.points[0].good);
    EXPECT_EQ(document.points[0].directive, "");
    result.nothing_is_allowed = true;
    EXPECT_EQ(read_tap(tap_report(result, kRerun)).problems, "");
    EXPECT_TRUE(read_tap(tap_report(result, kRerun)).points.empty());
}

TEST(TapReport, KeepsToItsGrammarWithHostileText) {
    const std::string hostile = "a # SKIP \\ b\nok 7 - c\n  ...\n\xff\x1b[2J\"'";
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    auto& failed = contract.interactions[0];
    failed.mismatches[0].sentence = failed.mismatches[0].expected = failed.mismatches[0].location = hostile;
    failed.id = failed.place = hostile;
    failed.exchange->request.target = "/" + hostile;
    testing::stop(contract.interactions[1], ObstacleKind::timed_out,
                  {ErrorCode::timed_out, hostile, hostile, hostile});
    contract.interactions[2].skipped_because = hostile;
    auto& model = contract.source.contract;
    model.consumer = model.provider = contract.source.origin = hostile;
    for (auto& interaction : model.interactions) {
        interaction.description = hostile;
        interaction.provider_states = {{hostile, {}}};
    }
    auto result = testing::result_of(std::move(contract));
    result.failures = {{ErrorCode::invalid_input, hostile, hostile, hostile}};
    result.unwitnessed = {{hostile, hostile, hostile, hostile, hostile}};
    const auto document = read_tap(tap_report(result, hostile));
    EXPECT_EQ(document.problems, "");
    EXPECT_EQ(document.points.size(), 5u);
    EXPECT_NE(document.points[0].description.find("a # SKIP \\ b"), std::string::npos);
}

}  // namespace
}  // namespace tally::reporting
