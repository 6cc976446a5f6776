#include "reporting/console_report.h"

#include <gtest/gtest.h>

#include "support/golden.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using namespace verification;
using testing_support::matches_golden;

// What a run with this result prints: the events as the engine emits them, then the end.
std::string printed(const VerificationResult& result) {
    std::string text;
    ConsoleReport report(
        {{}, "contract-verify contracts"}, [&](std::string_view piece) { text += piece; },
        [&](std::string_view piece) { text += "(stderr) " + std::string(piece); });
    report.on(RunStarted{result});
    for (const auto& contract : result.contracts) {
        report.on(ContractStarted{contract});
        for (const auto& interaction : contract.interactions) {
            if (interaction.status != Status::skipped) report.on(InteractionFinished{contract, interaction});
        }
    }
    report.finish(result);
    return text;
}

TEST(ConsoleReport, OfASuccess) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) testing::pass(interaction);
    EXPECT_TRUE(
        matches_golden("verify/report_success.txt", printed(testing::result_of(std::move(contract)))));
}

TEST(ConsoleReport, ShowsCommentsOfTheConsumer) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) testing::pass(interaction);
    contract.source.contract.interactions[0].comments =
        json::Object{{"text", json::Array{"prices include taxes", "see \x1b[31mthe handbook"}},
                     {"testname", "Shop.ShowsAProduct"}};
    EXPECT_TRUE(
        matches_golden("verify/report_comments.txt", printed(testing::result_of(std::move(contract)))));
}

TEST(ConsoleReport, OfAFailureAndSomethingLeftOut) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    testing::pass(contract.interactions[1]);
    EXPECT_TRUE(
        matches_golden("verify/report_failure.txt", printed(testing::result_of(std::move(contract)))));
}

TEST(ConsoleReport, TellsACommonObstacleOnce) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) {
        testing::stop(interaction, ObstacleKind::unreachable,
                      {ErrorCode::unreachable, "http://localhost:8080", "connection refused",
                       "start the provider first"});
    }
    EXPECT_TRUE(
        matches_golden("verify/report_unreachable.txt", printed(testing::result_of(std::move(contract)))));
}

TEST(ConsoleReport, OfABrokersContract) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) {
        testing::pass(interaction);
        interaction.pending = true;
    }
    testing::fail_with_redirect(contract.interactions[1]);
    contract.source.origin = "http://broker/pacts/1";
    BrokerCopy copy;
    copy.reason = "latest from branch main";
    copy.pending = true;
    copy.notices = {{"", "before_verification", "This contract is verified because\n    * it is the latest"},
                    {"", "after_verification:success_false_published_true", "It is still pending."},
                    {"", "after_verification:success_true_published_true", "It is no longer pending."}};
    contract.source.broker = copy;
    contract.publication.state = ResultPublication::State::published;
    contract.publication.url = "http://broker/results/7";
    EXPECT_TRUE(matches_golden("verify/report_broker.txt", printed(testing::result_of(std::move(contract)))));
}

TEST(ConsoleReport, OfWhatCouldNotBePublished) {
    auto withheld = testing::example_contract();
    testing::pass(withheld.interactions[0]);
    withheld.publication.state = ResultPublication::State::withheld;
    withheld.publication.why = "2 interactions left out";
    auto failed = testing::example_contract();
    for (auto& interaction : failed.interactions) testing::pass(interaction);
    failed.publication.state = ResultPublication::State::failed;
    failed.publication.error = Error{ErrorCode::denied, "http://broker/x",
                                     "the broker wants credentials (HTTP 401)", "pass --token"};
    auto result = testing::result_of(std::move(withheld));
    result.contracts.push_back(std::move(failed));
    EXPECT_TRUE(matches_golden("verify/report_publication.txt", printed(result)));
}

TEST(ConsoleReport, OfUnreadableContractsAndWarnings) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) testing::pass(interaction);
    contract.source.warnings = {{"contracts/a.json:3:7", "unknown matcher 'tpye'", "did you mean 'type'?"}};
    auto result = testing::result_of(std::move(contract));
    result.warnings = {
        "2 interactions need a provider state, but nothing sets it up; pass --state-change-url"};
    result.failures = {{ErrorCode::invalid_input, "contracts/bad.json:12:3",
                        "matcher 'regex' has no 'regex' attribute", "add the pattern to the rule"}};
    EXPECT_TRUE(matches_golden("verify/report_unreadable.txt", printed(result)));
}

TEST(ConsoleReport, TellsTheSameAnswerOnce) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) testing::fail_with_not_found(interaction);
    auto other = testing::example_contract();
    testing::fail_with_not_found(other.interactions[1]);
    testing::fail_with_wrong_price(other.interactions[0]);
    other.source.contract.consumer = "mobile";
    auto result = testing::result_of(std::move(contract));
    result.contracts.push_back(std::move(other));
    EXPECT_TRUE(matches_golden("verify/report_same_answer.txt", printed(result)));
}

TEST(ConsoleReport, OfEverythingAtOnce) {
    EXPECT_TRUE(matches_golden("verify/report_everything.txt", printed(testing::result_with_everything())));
}

TEST(ConsoleReport, OfVariantsThatSomebodyHasToSee) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) testing::pass(interaction);
    auto result = testing::result_of(std::move(contract));
    result.unwitnessed = {{"web-shop", "a request for a product", "$.note is absent", "", ""}};
    result.witness_required = true;
    EXPECT_TRUE(matches_golden("verify/report_unwitnessed.txt", printed(result)));
}

TEST(ConsoleReport, OfNothing) {
    VerificationResult result;
    result.nothing =
        NothingVerified{NothingReason::no_contracts, "no contract was found in contracts", "check the place"};
    EXPECT_TRUE(matches_golden("verify/report_nothing.txt", printed(result)));
    result.nothing_is_allowed = true;
    EXPECT_TRUE(matches_golden("verify/report_nothing_allowed.txt", printed(result)));
}

}  // namespace
}  // namespace tally::reporting
