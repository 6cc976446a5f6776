// The tools that Tally is tested beside, where scripts/peers has installed them.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "support/run_program.h"

namespace tally {

// Skips its tests where the tools are not installed.
class PeerTools : public testing::Test {
  protected:
    void SetUp() override {
        const std::filesystem::path script =
            std::filesystem::path(TALLY_REPOSITORY_DIR) / "scripts" / "peers";
        std::string where = testing_support::run_program({.arguments = {script.string(), "--where"}}).output;
        where.erase(where.find_last_not_of('\n') + 1);
        folder_ = where;
        if (!std::filesystem::exists(folder_ / "installed"))
            GTEST_SKIP() << "the peers are not installed: scripts/peers does that";
    }

    // The `pact` command of npm's @pact-foundation/pact-cli: the program itself, since its Node shim takes
    // longer to start than most tests.
    std::vector<std::string> pact_command() const {
        for (const auto& entry :
             std::filesystem::directory_iterator(folder_ / "node_modules/@pact-foundation")) {
            const auto program = entry.path() / "standalone/pact";
            if (std::filesystem::exists(program)) return {program.string()};
        }
        return {node(), (folder_ / "node_modules/.bin/pact").string()};
    }

    testing_support::Outcome pact(std::vector<std::string> arguments) const {
        const auto command = pact_command();
        arguments.insert(arguments.begin(), command.begin(), command.end());
        return testing_support::run_program(
            {.arguments = std::move(arguments), .environment = quiet(), .deadline = std::chrono::minutes(4)});
    }

    std::string node() const {
        const std::filesystem::path packaged = folder_ / "node_modules/node/bin/node";
        return std::filesystem::exists(packaged) ? packaged.string() : "node";
    }

    std::map<std::string, std::string> quiet() const {
        return {{"PACT_DO_NOT_TRACK", "true"}, {"NODE_PATH", (folder_ / "node_modules").string()}};
    }

    std::filesystem::path folder_;
};

}  // namespace tally
