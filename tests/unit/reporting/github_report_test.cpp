#include "reporting/github_report.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "reporting/github_command.h"
#include "support/golden.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using namespace verification;
using model::Severity;

TEST(GithubReport, HasOneAnnotationACause) {
    const std::string text = github_report(testing::result_with_everything(), "contract-verify contracts");
    EXPECT_EQ(text.find("secret"), std::string::npos);
    EXPECT_TRUE(testing_support::matches_golden("verify/report_github.txt", text));
}

TEST(GithubReport, OfASuccessIsEmpty) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) testing::pass(interaction);
    EXPECT_EQ(github_report(testing::result_of(std::move(contract)), "contract-verify"), "");
}

TEST(GithubReport, TellsWhatManyShareOnce) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions)
        testing::stop(interaction, ObstacleKind::unreachable, {ErrorCode::unreachable, "x", "refused", ""});
    const std::string text = github_report(testing::result_of(std::move(contract)), "contract-verify");
    EXPECT_EQ(text::split(text, '\n').size(), 2u) << text;
    EXPECT_NE(text.find("%0Aalso: 2 other interactions: all, note"), std::string::npos) << text;
}

struct Command {
    const char* name;
    Severity severity;
    GithubPlace place;
    const char* title;
    const char* message;
    const char* line;
};
class GithubCommand : public ::testing::TestWithParam<Command> {};
TEST_P(GithubCommand, Row) {
    const auto& row = GetParam();
    EXPECT_EQ(github_command(row.severity, row.place, row.title, row.message), std::string(row.line) + "\n");
}
INSTANTIATE_TEST_SUITE_P(
    Rows, GithubCommand,
    ::testing::ValuesIn(std::vector<Command>{
        {"AtALine", Severity::error, {"a.json", 3, 0}, "T", "m", "::error file=a.json,line=3,title=T::m"},
        {"AtAColumn",
         Severity::warning,
         {"a.json", 3, 7},
         "T",
         "m",
         "::warning file=a.json,line=3,col=7,title=T::m"},
        {"OfAFile", Severity::hint, {"a.json", 0, 0}, "T", "m", "::notice file=a.json,title=T::m"},
        {"OfNoFile", Severity::error, {"", 3, 1}, "T", "m", "::error title=T::m"},
        {"LinesInTheMessage", Severity::error, {}, "T", "a\nb", "::error title=T::a%0Ab"},
        {"PercentSigns", Severity::error, {}, "100%", "%0A", "::error title=100%25::%250A"},
        {"EndOfAProperty",
         Severity::error,
         {"a,b:c.json", 1, 0},
         "x,line=9::y",
         "m",
         "::error file=a%2Cb%3Ac.json,line=1,title=x%2Cline=9%3A%3Ay::m"},
        {"CommandInTheMessage", Severity::error, {}, "T", "a\n::error::b", "::error title=T::a%0A::error::b"},
        {"CarriageReturn", Severity::error, {}, "T", "a\r::error::b", "::error title=T::a\\x0d::error::b"},
    }),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::reporting
