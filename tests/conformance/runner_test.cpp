#include <gtest/gtest.h>

#include "base/files.h"
#include "conformance/oracle/documented_differences.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::conformance {
namespace {

using testing_support::run_program;
using testing_support::TemporaryFolder;

constexpr const char* kPassing = R"({"match": true, "comment": "same", "expected": {}, "actual": {}})";
constexpr const char* kFailing =
    R"({"match": true, "comment": "other path", "expected": {"path": "/a"}, "actual": {"path": "/b"}})";

bool ends_with(const std::string& text, const std::string& end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

TEST(ConformanceRunner, EndsWithCountsAndExitsZeroWhenAllPassed) {
    const TemporaryFolder folder;
    folder.write("v3/request/path/same.json", kPassing);
    const auto outcome = run_program({{"tally_conformance", folder.path().string()}});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_EQ(outcome.output, "1 passed, 0 failed\n");
}

TEST(ConformanceRunner, NamesEachFailingCaseWithCommentAndReason) {
    const TemporaryFolder folder;
    folder.write("v3/request/path/same.json", kPassing);
    folder.write("v3/request/path/planted failure.json", kFailing);
    const auto outcome = run_program({{"tally_conformance", folder.path().string()}});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_NE(outcome.output.find("planted failure.json"), std::string::npos);
    EXPECT_NE(outcome.output.find("other path"), std::string::npos);
    EXPECT_NE(outcome.output.find("Expected path '/a' but was '/b'"), std::string::npos);
    EXPECT_TRUE(ends_with(outcome.output, "1 passed, 1 failed\n")) << outcome.output;
}

TEST(ConformanceRunner, AFolderWithoutCasesIsNoSuccess) {
    const TemporaryFolder folder;
    EXPECT_EQ(run_program({{"tally_conformance", folder.path().string()}}).exit_code, 3);
}

TEST(ConformanceRunner, AMissingFolderIsNoSuccess) {
    const TemporaryFolder folder;
    EXPECT_EQ(run_program({{"tally_conformance", (folder / "absent").string()}}).exit_code, 3);
}

TEST(ConformanceRunner, AFileThatIsNoCaseFails) {
    const TemporaryFolder folder;
    folder.write("v3/request/path/broken.json", "{");
    EXPECT_EQ(run_program({{"tally_conformance", folder.path().string()}}).exit_code, 1);
}

// Recorded answers: a match of "a" against "a" or what else is told.
std::string recorded(const std::string& cases) {
    return R"({"about": "x", "observedOn": "x", "cases": [)" + cases + "]}";
}
std::string regex_case(const std::string& id, const std::string& more) {
    return R"({"id": ")" + id + R"(", "regex": "a", "text": "a", "invalid": false, )" + more + "}";
}
const std::string kMatches = R"("fullMatch": true, "jsonMatch": true)";
const std::string kDiffers = R"("fullMatch": false, "jsonMatch": false)";

TEST(ConformanceRunner, RunsRecordedAnswersToo) {
    const TemporaryFolder folder;
    folder.write("anywhere/regex.json", recorded(regex_case("regex-0001", kMatches)));
    folder.write("v3/request/path/same.json", kPassing);
    const auto outcome = run_program({{"tally_conformance", folder.path().string()}});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_EQ(outcome.output, "2 passed, 0 failed\n");
}

TEST(ConformanceRunner, KnowsAFileWithAnotherNameByItsIds) {
    const TemporaryFolder folder;
    folder.write("part-two.json", recorded(regex_case("regex-0001", kMatches)));
    EXPECT_EQ(run_program({{"tally_conformance", folder.path().string()}}).output, "1 passed, 0 failed\n");
}

TEST(ConformanceRunner, NamesEachAnswerThatDiffersWithFileAndReason) {
    const TemporaryFolder folder;
    folder.write("regex.json", recorded(regex_case("regex-0004", kDiffers)));
    const auto outcome = run_program({{"tally_conformance", folder.path().string()}});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_NE(outcome.output.find("regex.json regex-0004\n  recorded: not a match of the text"),
              std::string::npos)
        << outcome.output;
    EXPECT_TRUE(ends_with(outcome.output, "0 passed, 1 failed\n")) << outcome.output;
}

TEST(ConformanceRunner, LeavesOutWhatIsUnstableAndSaysSo) {
    const TemporaryFolder folder;
    folder.write("regex.json", recorded(regex_case("regex-0001", kMatches) + ", " +
                                        regex_case("regex-0002", kDiffers + R"(, "unstable": "varies")")));
    const auto outcome = run_program({{"tally_conformance", folder.path().string()}});
    EXPECT_EQ(outcome.output, "1 passed, 0 failed\n");
    EXPECT_NE(outcome.errors.find("1 cases left out: the outcome varies from run to run"), std::string::npos)
        << outcome.errors;
}

// A run of the verifier that passes, as recorded, and with one thing more in it.
std::string verifier_case(const std::string& id, const std::string& target, const std::string& result) {
    return R"({"id": ")" + id + R"(", "args": [], "exitCode": 0, "pact": {"consumer": {"name": "C"},
        "provider": {"name": "P"}, "interactions": [{"description": "d", "request": {"path": "/ok"},
        "response": {}}], "metadata": {"pactSpecification": {"version": "3.0.0"}}},
        "requests": [{"method": "GET", "target": ")" +
           target + R"(", "headers": [["accept", "*/*"]], "body": ""}],
        "report": {"result": true, "errors": [], "pendingErrors": [],
                   "interactionResults": [{"description": "d", "result": ")" +
           result + R"("}]}})";
}

TEST(ConformanceRunner, ComparesRequestsAndReportOfTheVerifier) {
    const TemporaryFolder folder;
    folder.write("verifier.json", recorded(verifier_case("verifier-0001", "/ok", "OK") + ", " +
                                           verifier_case("verifier-0002", "/ok?a=1", "OK") + ", " +
                                           verifier_case("verifier-0003", "/ok", "Error")));
    const auto outcome = run_program({{"tally_conformance", folder.path().string()}});
    EXPECT_NE(outcome.output.find("verifier-0002\n  recorded requests:"), std::string::npos)
        << outcome.output;
    EXPECT_NE(outcome.output.find("verifier-0003\n  recorded [{"), std::string::npos) << outcome.output;
    EXPECT_TRUE(ends_with(outcome.output, "1 passed, 2 failed\n")) << outcome.output;
}

TEST(ConformanceRunner, CountsADocumentedDifferenceForItself) {
    const TemporaryFolder folder;
    folder.write("rule-loading.json",
                 recorded(R"({"id": "rule-loading-0001", "rule": {"match": "tpye"}, "loads": false})"));
    const auto outcome = run_program({{"tally_conformance", folder.path().string()}});
    EXPECT_EQ(outcome.output, "0 passed, 0 failed\n");
    EXPECT_NE(outcome.errors.find(
                  "1 cases not counted, as docs/contract_format.md says: Matchers that are not known"),
              std::string::npos)
        << outcome.errors;
}

// Whatever a case lacks, it fails or is left out, and the others are still run.
TEST(ConformanceRunner, SurvivesCasesWithoutTheirMembers) {
    const TemporaryFolder folder;
    for (const char* name :
         {"datetime-expressions", "datetime-format", "datetime-validation", "definition-expressions",
          "generators", "integration-json", "matchers", "mock-server", "mock-server-url", "provider-state",
          "regex", "rule-loading", "verifier"}) {
        folder.write(std::string(name) + ".json", recorded(R"({"id": "x-1"}, {}, 1, null, {"result": [1]})"));
    }
    const auto outcome = run_program({{"tally_conformance", folder.path().string()}});
    EXPECT_LE(outcome.exit_code, 1) << outcome.errors;
    EXPECT_TRUE(ends_with(outcome.output, " failed\n")) << outcome.output;
}

TEST(ConformanceRunner, AFileOfAnswersThatCannotBeReadFails) {
    const TemporaryFolder folder;
    folder.write("matchers.json", "{");
    EXPECT_EQ(run_program({{"tally_conformance", folder.path().string()}}).exit_code, 1);
}

TEST(ConformanceRunner, EveryDocumentedDifferenceHasARowInTheDocumentation) {
    const auto page =
        files::read(std::filesystem::path(TALLY_REPOSITORY_DIR) / "docs/contract_format.md", 1 << 20);
    ASSERT_TRUE(page);
    for (const std::string_view title : difference::kAll)
        EXPECT_NE(page->find("\n| " + std::string(title) + " |"), std::string::npos) << title;
}

TEST(ConformanceTests, APlantedDifferenceInAnAnswerTurnsTheTestProgramRed) {
    const TemporaryFolder folder;
    folder.write("oracle/regex.json", recorded(regex_case("regex-0004", kDiffers)));
    testing_support::Command command{{"conformance_test", "--gtest_filter=oracle.*"}};
    command.environment["TALLY_CONFORMANCE_DIR"] = folder.path().string();
    const auto outcome = run_program(command);
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_NE(outcome.output.find("regex-0004: recorded: not a match"), std::string::npos) << outcome.output;
}

TEST(ConformanceTests, APlantedFailureTurnsTheTestProgramRed) {
    const TemporaryFolder folder;
    folder.write("spec/v3/request/path/planted failure.json", kFailing);
    testing_support::Command command{{"conformance_test", "--gtest_filter=spec_*"}};
    command.environment["TALLY_CONFORMANCE_DIR"] = folder.path().string();
    const auto outcome = run_program(command);
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_NE(outcome.output.find("spec_v3_request_path.planted_failure"), std::string::npos)
        << outcome.output;
}

TEST(ConformanceTests, MissingDataIsAFailureWhereItIsRequired) {
    const TemporaryFolder folder;
    testing_support::Command command{{"conformance_test", "--gtest_filter=published_data.*"}};
    command.environment["TALLY_CONFORMANCE_DIR"] = folder.path().string();
    command.environment["TALLY_REQUIRE_CONFORMANCE"] = "1";
    EXPECT_NE(run_program(command).exit_code, 0);
}

TEST(ConformanceTests, MissingDataIsVisiblySkippedElsewhere) {
    const TemporaryFolder folder;
    testing_support::Command command{{"conformance_test", "--gtest_filter=published_data.*"}};
    command.environment["TALLY_CONFORMANCE_DIR"] = folder.path().string();
    command.environment["TALLY_REQUIRE_CONFORMANCE"] = "";
    const auto outcome = run_program(command);
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_NE(outcome.output.find("SKIPPED"), std::string::npos) << outcome.output;
}

}  // namespace
}  // namespace tally::conformance
