// The scripts of drop_in_test with Pact's own tools, which scripts/peers installs. Skipped without them.
#include <gtest/gtest.h>

#include <filesystem>

#include "e2e/mock/session.h"
#include "support/golden.h"
#include "support/run_program.h"

namespace tally::e2e {

namespace {

namespace fs = std::filesystem;

class DropInPeers : public testing::Test {
  protected:
    void SetUp() override {
        const fs::path scripts = fs::path(TALLY_REPOSITORY_DIR) / "scripts";
        std::string where =
            testing_support::run_program({.arguments = {(scripts / "peers").string(), "--where"}}).output;
        where.erase(where.find_last_not_of('\n') + 1);
        const fs::path folder = where;
        if (!fs::exists(folder / "installed"))
            GTEST_SKIP() << "the peers are not installed: scripts/peers does that";
        // The program itself, so that ending it ends what it does
        for (const auto& entry : fs::directory_iterator(folder / "node_modules/@pact-foundation")) {
            const fs::path program = entry.path() / "standalone/pact";
            if (fs::exists(program)) tool_.command = {program.string()};
        }
        if (tool_.command.empty()) GTEST_SKIP() << "the peers have no program for this machine";
    }

    Tool tool_;
};

}  // namespace

TEST_F(DropInPeers, MockServerGivesTheCodesAndShapesThatAreExpectedOfOurs) {
    EXPECT_TRUE(testing_support::matches_golden("mock/drop_in_mock.txt", mock_session(tool_)));
}

TEST_F(DropInPeers, StubGivesTheCodesAndShapesThatAreExpectedOfOurs) {
    EXPECT_TRUE(testing_support::matches_golden("mock/drop_in_stub.txt", stub_session(tool_)));
}

}  // namespace tally::e2e
