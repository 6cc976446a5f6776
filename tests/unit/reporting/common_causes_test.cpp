#include "reporting/common_causes.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using namespace verification;
using matching::MismatchKind;

// What one interaction met: a response of another status than the expected 200, or an obstacle.
struct Met {
    int status = 401;
    std::string body = "who are you";
    std::string location = "";
    std::string obstacle = "";
    std::string where = "http://localhost:8080";
    ErrorCode code = ErrorCode::timed_out;
};

struct Grouping {
    const char* name;
    std::vector<Met> met;  // at most three: /products/11, /products and /notes
    std::string told;      // ids, those alike joined by '='
    void (*change)(VerificationResult&) = nullptr;
};

void meet(InteractionResult& interaction, const Met& met, const std::string& path) {
    if (!met.obstacle.empty())
        return testing::stop(interaction, ObstacleKind::timed_out, {met.code, met.where, met.obstacle, ""});
    testing::fail_with_not_found(interaction);
    interaction.mismatches[0].actual = std::to_string(met.status);
    interaction.exchange->request.target = path;
    interaction.exchange->response.status = met.status;
    interaction.exchange->response.body = met.body;
    if (!met.location.empty()) interaction.exchange->response.headers.set("Location", met.location);
}

class ToldFailures : public ::testing::TestWithParam<Grouping> {};
TEST_P(ToldFailures, Row) {
    auto contract = testing::example_contract();
    const std::vector<std::string> paths = {"/products/11", "/products", "/notes"};
    for (std::size_t i = 0; i < GetParam().met.size(); ++i)
        meet(contract.interactions[i], GetParam().met[i], paths[i]);
    auto result = testing::result_of(std::move(contract));
    if (GetParam().change != nullptr) GetParam().change(result);
    std::vector<std::string> told;
    for (const auto& failure : told_failures(result)) {
        told.push_back(failure.interaction->id);
        for (const auto& other : failure.alike) told.back() += "=" + other.interaction->id;
    }
    EXPECT_EQ(text::join(told, " "), GetParam().told);
}

void make_first_pending(VerificationResult& result) {
    result.contracts[0].interactions[0].pending = true;
}
void make_first_flaky(VerificationResult& result) {
    testing::make_flaky_by_answers(result.contracts[0].interactions[0]);
}
void add_a_header_of_its_own(VerificationResult& result) {
    auto& interaction = result.contracts[0].interactions[0];
    interaction.mismatches = {{MismatchKind::body_type, "", "a", "b", "", "", false},
                              {MismatchKind::header, "X-A", "a", "b", "", "", false}};
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ToldFailures,
    ::testing::ValuesIn(std::vector<Grouping>{
        {"TheSameRefusal", {{}, {}, {}}, "p11=all=note"},
        {"RefusalsInOtherWords", {{401, "who are you"}, {401, "your token is too old"}}, "p11 all"},
        {"RefusalsWithOtherShortCodes", {{401, R"({"code":"E17"})"}, {401, R"({"code":"E18"})"}}, "p11 all"},
        {"RefusalsThatNameTheirPathAndTime",
         {{401, R"({"at":"2021-09-01T00:00:00Z","path":"/products/11"})"},
          {401, R"({"at":"2021-09-01T00:00:07Z","path":"/products"})"}},
         "p11=all"},
        {"RefusalsOfAnotherStatus", {{401, "no"}, {403, "no"}}, "p11 all"},
        {"EmptyRefusals", {{503, ""}, {503, ""}}, "p11=all"},
        {"TheSameError", {{500, "database is away"}, {500, "database is away"}}, "p11=all"},
        {"ErrorsThatSayNothing", {{500, ""}, {500, " \n"}}, "p11 all"},
        {"ErrorsThatDifferInANumber", {{404, "no 1234567890"}, {404, "no 1234567891"}}, "p11 all"},
        {"OneMoreBetween", {{500, "a"}, {500, "b"}, {500, "a"}}, "p11=note all"},
        {"RedirectsToOnePlace",
         {{302, "a", "http://login/?next=/products/11"}, {302, "b", "http://login/?next=/products"}},
         "p11=all"},
        {"RedirectsToTwoPlaces", {{302, "", "/a"}, {302, "", "/b"}}, "p11 all"},
        {"RedirectsToNowhere", {{302, ""}, {302, ""}}, "p11 all"},
        {"TheSameObstacle", {{0, "", "", "slow"}, {0, "", "", "slow"}}, "p11=all"},
        {"OtherObstacles", {{0, "", "", "slow"}, {0, "", "", "slower"}}, "p11 all"},
        {"StatesOfOtherNames",
         {{0, "", "", "HTTP 500", "state a", ErrorCode::io},
          {0, "", "", "HTTP 500", "state b", ErrorCode::io}},
         "p11 all"},
        {"PendingOnesAreToldOnTheirOwn", {{}, {}, {}}, "p11 all=note", make_first_pending},
        {"FlakyOnesAreToldOnTheirOwn", {{}, {}, {}}, "p11 all=note", make_first_flaky},
        {"AnotherCauseBesideIt", {{}, {}, {}}, "p11 all=note", add_a_header_of_its_own},
    }),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ToldFailuresOfSeveralContracts, ShareTheirCauses) {
    auto one = testing::example_contract();
    testing::fail_with_not_found(one.interactions[0]);
    auto other = testing::example_contract();
    testing::fail_with_not_found(other.interactions[1]);
    other.source.contract.consumer = "mobile";
    auto result = testing::result_of(std::move(one));
    result.contracts.push_back(std::move(other));
    const auto told = told_failures(result);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].alike[0].contract->source.contract.consumer, "mobile");
    const CauseTotals totals = count_causes(told);
    EXPECT_EQ(totals.causes, 1u);
    EXPECT_EQ(totals.differences, 4u);
    EXPECT_EQ(totals.consumers, 2u);
}

TEST(ToldFailuresWithDifferencesInTheirBodies, StayOnTheirOwn) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    testing::fail_with_wrong_price(contract.interactions[1]);
    EXPECT_EQ(told_failures(testing::result_of(std::move(contract))).size(), 2u);
}

}  // namespace
}  // namespace tally::reporting
