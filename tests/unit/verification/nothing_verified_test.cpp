#include "verification/nothing_verified.h"

#include <gtest/gtest.h>

namespace tally::verification {
namespace {

VerificationResult with_interactions(std::vector<Status> statuses) {
    VerificationResult result;
    ContractResult contract;
    for (const auto status : statuses) {
        InteractionResult interaction;
        interaction.status = status;
        contract.interactions.push_back(std::move(interaction));
    }
    result.contracts.push_back(std::move(contract));
    return result;
}

std::string explained(const VerificationResult& result, const CollectedContracts& collected,
                      const std::string& provider = "shop") {
    VerificationSettings settings;
    settings.provider = provider;
    const auto nothing = explain_nothing(result, collected, settings);
    return nothing
               ? std::string(reason_name(nothing->reason)) + ": " + nothing->sentence + "; " + nothing->remedy
               : "";
}

TEST(NothingVerified, IsNotTheCaseOnceSomethingWasCompared) {
    EXPECT_EQ(explained(with_interactions({Status::skipped, Status::failed}), {}), "");
    EXPECT_EQ(explained(with_interactions({Status::passed, Status::not_run}), {}), "");
}

TEST(NothingVerified, NamesThePlacesThatWereEmpty) {
    CollectedContracts collected;
    collected.places = {"contracts", "http://broker"};
    EXPECT_EQ(explained({}, collected),
              "no_contracts: no contract was found for provider 'shop' in contracts, http://broker; check "
              "the place, and "
              "that the consumer has recorded or published its contract");
}

TEST(NothingVerified, NamesTheOtherProviders) {
    CollectedContracts collected;
    collected.left_out = {{"shops"}, {}, 2};
    EXPECT_EQ(
        explained({}, collected),
        "other_provider: 2 contracts were found, but none for provider 'shop': they are for 'shops'; check "
        "--provider-name (did you mean 'shops'?)");
}

TEST(NothingVerified, NamesTheOtherConsumers) {
    CollectedContracts collected;
    collected.left_out = {{}, {"app"}, 1};
    EXPECT_EQ(explained({}, collected),
              "other_consumers: 1 contract was found, but none of a consumer that --filter-consumer names: "
              "the consumers "
              "are 'app'; check --filter-consumer");
}

TEST(NothingVerified, TellsAnEmptyContractFromAFilteredOne) {
    EXPECT_EQ(explained(with_interactions({}), {}),
              "no_interactions: the contract found has no interactions; let the consumer's tests record what "
              "it needs");
    EXPECT_EQ(
        explained(with_interactions({Status::skipped, Status::skipped}), {}),
        "filtered: none of the 2 interactions was selected; check --filter-description, --filter-state and "
        "--filter-no-state");
}

TEST(NothingVerified, SaysThatNoContractCouldBeRead) {
    VerificationResult result;
    result.failures.push_back({});
    EXPECT_EQ(explained(result, {}), "unreadable: no contract could be read; look at what is wrong with it");
}

TEST(NothingVerified, LeavesObstaclesToTheirReport) {
    EXPECT_EQ(explained(with_interactions({Status::not_run}), {}),
              "not_run: no interaction could be compared; look at what kept them from running");
}

struct VerdictRow {
    const char* name;
    std::vector<Status> statuses;
    bool pending;
    bool unreadable;
    Verdict verdict;
};
class VerdictOf : public ::testing::TestWithParam<VerdictRow> {};
TEST_P(VerdictOf, TheRun) {
    auto result = with_interactions(GetParam().statuses);
    for (auto& interaction : result.contracts[0].interactions) interaction.pending = GetParam().pending;
    if (GetParam().unreadable) result.failures.push_back({});
    result.nothing = explain_nothing(result, {}, {});
    EXPECT_EQ(verdict(result), GetParam().verdict);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, VerdictOf,
    ::testing::ValuesIn(std::vector<VerdictRow>{
        {"AllPassed", {Status::passed, Status::skipped}, false, false, Verdict::verified},
        {"FailureBeatsObstacle", {Status::failed, Status::not_run}, false, true, Verdict::broken},
        {"Obstacle", {Status::passed, Status::not_run}, false, false, Verdict::could_not_find_out},
        {"UnreadableContract", {Status::passed}, false, true, Verdict::could_not_find_out},
        {"UnreadableBeatsNothing", {}, false, true, Verdict::could_not_find_out},
        {"Nothing", {Status::skipped}, false, false, Verdict::nothing_verified},
        {"PendingFailure", {Status::failed}, true, false, Verdict::verified},
        {"PendingObstacle", {Status::not_run}, true, false, Verdict::nothing_verified},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::verification
