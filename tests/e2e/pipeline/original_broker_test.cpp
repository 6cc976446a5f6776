// `contract` is a client of the original broker as well, where scripts/original_broker has installed it.
#include "e2e/pipeline/pipeline.h"

namespace tally::e2e {

namespace {

using namespace testing_support;

TEST_F(Pipeline, EndsAsWrittenWithContractOnTheOriginalBroker) {
    const auto script = (std::filesystem::path(TALLY_REPOSITORY_DIR) / "scripts/original_broker").string();
    auto where = run_program({.arguments = {script, "--where"}}).output;
    where.erase(where.find_last_not_of('\n') + 1);
    if (!std::filesystem::exists(std::filesystem::path(where) / "installed")) {
        GTEST_SKIP() << "the original broker is not installed: scripts/original_broker does that";
    }
    const TemporaryFolder database;
    RunningProgram original(
        Command{.arguments = {script, "--start", "0", (database / "original.sqlite3").string()}});
    std::string line;
    do {
        line = original.next_line(std::chrono::minutes(4));
    } while (!line.empty() && line.find("Listening on http") == std::string::npos);
    ASSERT_FALSE(line.empty()) << "it did not start";
    run({"contract"}, line.substr(line.find("http")));
}

}  // namespace

}  // namespace tally::e2e
