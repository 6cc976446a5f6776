#include "reporting/failure_text.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "support/golden.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using testing_support::matches_golden;
using verification::ContractResult;
using verification::InteractionResult;
using verification::ObstacleKind;

std::string text_of(const ContractResult& contract, std::size_t index, bool colour = false) {
    const auto run = testing::result_of(contract);
    const auto& told = run.contracts[0];
    const auto lines = failure_text(run, {{&told, &told.interactions[index]}, {}}, Style{colour},
                                    "contract-verify contracts");
    EXPECT_LE(lines.size(), kMaxFailureLines);
    return text::join(lines, "\n") + "\n";
}

TEST(FailureText, ShowsTheDifferencesInTheirSurroundings) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    EXPECT_TRUE(matches_golden("verify/failure_wrong_type.txt", text_of(contract, 0)));
}

TEST(FailureText, ShowsTheBodyInsteadOfItsDifferencesWhenTheStatusIsAnother) {
    auto contract = testing::example_contract();
    testing::fail_with_not_found(contract.interactions[0]);
    EXPECT_TRUE(matches_golden("verify/failure_other_status.txt", text_of(contract, 0)));
}

TEST(FailureText, NamesWhereARedirectLeads) {
    auto contract = testing::example_contract();
    testing::fail_with_redirect(contract.interactions[1]);
    EXPECT_TRUE(matches_golden("verify/failure_redirect.txt", text_of(contract, 1)));
}

TEST(FailureText, SaysWhyAPendingFailureDoesNotCount) {
    auto contract = testing::example_contract();
    testing::fail_with_redirect(contract.interactions[1]);
    contract.interactions[1].pending = true;
    EXPECT_TRUE(matches_golden("verify/failure_pending.txt", text_of(contract, 1)));
}

TEST(FailureText, TellsAnObstacleFromABrokenContract) {
    auto contract = testing::example_contract();
    testing::stop(contract.interactions[2], ObstacleKind::state_setup,
                  {ErrorCode::io, "setting up state 'product 11 exists' (POST http://localhost:8080/_states)",
                   "the state-change URL answered HTTP 500: FK violation",
                   "make the provider's state handler answer 2xx for this state"});
    EXPECT_TRUE(matches_golden("verify/failure_state.txt", text_of(contract, 2)));
}

TEST(FailureText, SaysWhichInteractionMakesAnotherFail) {
    auto contract = testing::example_contract();
    testing::fail_with_not_found(contract.interactions[0]);
    testing::make_flaky_after(contract.interactions[0], "note");
    EXPECT_TRUE(matches_golden("verify/failure_flaky_order.txt", text_of(contract, 0)));
}

TEST(FailureText, SaysWhatDiffersBetweenAnswers) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    testing::make_flaky_by_answers(contract.interactions[0]);
    EXPECT_TRUE(matches_golden("verify/failure_flaky_answers.txt", text_of(contract, 0)));
}

TEST(FailureText, SaysWhenNobodyKnowsWhyItIsFlaky) {
    auto contract = testing::example_contract();
    testing::stop(
        contract.interactions[0], ObstacleKind::timed_out,
        {ErrorCode::timed_out, "http://localhost:8080", "no answer within 5000 ms", "answer sooner"});
    verification::Flakiness flaky;
    flaky.runs = 20;
    flaky.failed = 1;
    flaky.not_run = 2;
    contract.interactions[0].flaky = flaky;
    EXPECT_TRUE(matches_golden("verify/failure_flaky_unknown.txt", text_of(contract, 0)));
}

TEST(FailureText, MasksSecrets) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    contract.interactions[0].exchange->request.target += "?api_key=hunter2&page=2";
    const std::string text = text_of(contract, 0);
    EXPECT_EQ(text.find("Bearer abc"), std::string::npos);
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
    EXPECT_NE(text.find("api_key=***&page=2"), std::string::npos);
}

TEST(FailureText, MakesHostileTextHarmless) {
    auto contract = testing::example_contract();
    testing::fail_with_not_found(contract.interactions[0]);
    auto& response = contract.interactions[0].exchange->response;
    response.body = "\x1b[2Jgone\nsecond\n" + std::string(100000, 'x');
    response.headers.set("Content-Type", "text/\x1b]0;title\x07plain");
    const std::string text = text_of(contract, 0);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_LT(text.size(), 4000u);
}

TEST(FailureText, StaysShortForManyDifferences) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    auto& mismatches = contract.interactions[0].mismatches;
    for (int i = 0; i < 100; ++i) mismatches.push_back(mismatches[0]);
    const std::string text = text_of(contract, 0);
    EXPECT_NE(text.find("and 99 more differences"), std::string::npos) << text;
}

TEST(FailureText, KeepsItsLengthWhateverThereIsToSay) {
    auto contract = testing::example_contract();
    auto& result = contract.interactions[0];
    testing::fail_with_wrong_prices(result);
    const auto prices = result.mismatches;
    for (const char* member : {"a", "b", "c"}) {
        for (auto mismatch : prices) {
            mismatch.location += member;
            mismatch.rule += member;
            result.mismatches.push_back(mismatch);
        }
    }
    result.mismatches.back().follows = true;
    result.pending = true;
    testing::make_flaky_by_answers(result);
    for (int i = 0; i < 10; ++i) result.flaky->differences.push_back(result.flaky->differences[0]);
    const std::string text = text_of(contract, 0);  // counts the lines
    EXPECT_NE(text.find("more differences, all of them in the JSON report"), std::string::npos) << text;
    EXPECT_NE(text.find("\n  rerun     "), std::string::npos) << text;
}

TEST(FailureText, CountsWhatRepeatsInAList) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_prices(contract.interactions[0]);
    EXPECT_TRUE(matches_golden("verify/failure_in_a_list.txt", text_of(contract, 0)));
}

TEST(FailureText, IsColouredOnlyWhenAsked) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    EXPECT_EQ(text_of(contract, 0, false).find('\x1b'), std::string::npos);
    EXPECT_NE(text_of(contract, 0, true).find("\x1b[1;31mFAILED\x1b[0m"), std::string::npos);
}

}  // namespace
}  // namespace tally::reporting
