#include <gtest/gtest.h>

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
