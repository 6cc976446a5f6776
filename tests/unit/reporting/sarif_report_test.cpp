#include "reporting/sarif_report.h"

#include <gtest/gtest.h>

#include <set>

#include "base/json.h"
#include "reporting/failure_codes.h"
#include "reporting/findings_report.h"
#include "support/golden.h"
#include "support/sarif_shape.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using namespace verification;

const SarifReportSettings kSettings = {"0.1.0", "contract-verify contracts"};

TEST(SarifReport, HasOneResultAFailure) {
    const std::string text = sarif_report(testing::result_with_everything(), kSettings);
    EXPECT_EQ(testing_support::problems_of_sarif(text), "");
    EXPECT_EQ(text.find("secret"), std::string::npos);
    EXPECT_TRUE(testing_support::matches_golden("verify/report.sarif", text));
}

TEST(SarifReport, OfASuccessHasNoResults) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) testing::pass(interaction);
    const std::string text = sarif_report(testing::result_of(std::move(contract)), kSettings);
    EXPECT_EQ(testing_support::problems_of_sarif(text), "");
    EXPECT_NE(text.find("\"results\": []"), std::string::npos);
}

TEST(SarifReport, HasTheSameFingerprintsInEveryRun) {
    auto result = testing::result_with_everything();
    const std::string first = sarif_report(result, kSettings);
    for (auto& contract : result.contracts) {
        for (auto& interaction : contract.interactions) {
            if (!interaction.exchange) continue;
            interaction.exchange->duration *= 3;
            interaction.exchange->origin = "http://localhost:9999";
        }
    }
    const auto fingerprints = [](const std::string& text) {
        std::vector<std::string> found;
        for (std::size_t at = 0; (at = text.find("\"tally/v1\": ", at)) != std::string::npos; ++at)
            found.push_back(text.substr(at, text.find('\n', at) - at));
        return found;
    };
    EXPECT_EQ(fingerprints(first).size(), 6u);
    EXPECT_EQ(fingerprints(first), fingerprints(sarif_report(result, kSettings)));
}

TEST(FindingsSarif, HasTheSameForm) {
    CheckSummary summary;
    summary.findings = {{"T0202", model::Severity::hint, "a b.json", 0, 0, "", "what", ""}};
    EXPECT_EQ(testing_support::problems_of_sarif(findings_sarif(summary, "0.1.0")), "");
}

TEST(FailureCodes, AreNamedOnceAndExplained) {
    std::set<std::string_view> known;
    for (const auto& code : failure_codes()) {
        EXPECT_TRUE(known.insert(code.code).second) << code.code;
        EXPECT_FALSE(code.title.empty());
        EXPECT_EQ(code.explanation.substr(code.explanation.size() - 2), ".\n") << code.code;
    }
    EXPECT_EQ(find_failure_code("v0104")->code, codes::kBody);
    EXPECT_EQ(find_failure_code("V9999"), nullptr);
}

struct Coded {
    const char* name;
    void (*change)(InteractionResult&);
    std::string_view code;
};
class FailureCode : public ::testing::TestWithParam<Coded> {};
TEST_P(FailureCode, Row) {
    auto contract = testing::example_contract();
    GetParam().change(contract.interactions[0]);
    EXPECT_EQ(failure_code(contract.interactions[0]), GetParam().code);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, FailureCode,
    ::testing::ValuesIn(std::vector<Coded>{
        {"Body", testing::fail_with_wrong_price, codes::kBody},
        {"StatusBeforeWhatFollows", testing::fail_with_not_found, codes::kStatus},
        {"ContentTypeOfTheHeader",
         [](InteractionResult& result) {
             testing::fail_with_not_found(result);
             result.mismatches = {{matching::MismatchKind::header, "content-type", "a", "b", "", "", false}};
         },
         codes::kContentType},
        {"RuleThatCannotBeApplied",
         [](InteractionResult& result) {
             testing::fail_with_wrong_price(result);
             result.faulty_rule = "a.json:3:1";
         },
         codes::kFaultyRule},
        {"FlakyWhateverItWas",
         [](InteractionResult& result) {
             testing::fail_with_wrong_price(result);
             testing::make_flaky_by_answers(result);
         },
         codes::kFlaky},
        {"Obstacle", [](InteractionResult& result) { testing::stop(result, ObstacleKind::too_large, {}); },
         codes::kTooLarge},
        {"StateWithoutHandler",
         [](InteractionResult& result) { testing::stop(result, ObstacleKind::state_missing, {}); },
         codes::kStateMissing},
    }),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::reporting
