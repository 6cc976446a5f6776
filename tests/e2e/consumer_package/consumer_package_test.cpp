// The installed package as another project sees it.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally {
namespace {

using testing_support::Outcome;
using testing_support::run_program;
using testing_support::TemporaryFolder;

TEST(ConsumerPackage, IsAllThatAnOutsideProjectNeeds) {
    const TemporaryFolder folder;
    const auto run = [&](std::vector<std::string> arguments) {
        const Outcome outcome = run_program({.arguments = std::move(arguments),
                                             .folder = folder.path(),
                                             .environment = {{"DESTDIR", ""}, {"TALLY_CONTRACT_DIR", ""}}});
        EXPECT_EQ(outcome.exit_code, 0) << outcome.output << outcome.errors;
        return outcome.exit_code == 0;
    };
    const std::string prefix = (folder / "prefix").string();
    const std::string build = (folder / "build").string();
    const std::string sanitize = TALLY_SANITIZE;
    ASSERT_TRUE(
        run({TALLY_CMAKE, "--install", TALLY_BUILD_DIR, "--prefix", prefix, "--component", "library"}));
    ASSERT_TRUE(run({TALLY_CMAKE, "-S", TALLY_REPOSITORY_DIR "/tests/e2e/consumer_package/project", "-B",
                     build, "-G", TALLY_GENERATOR, "-DCMAKE_MAKE_PROGRAM=" TALLY_MAKE_PROGRAM,
                     "-DCMAKE_CXX_COMPILER=" TALLY_COMPILER, "-DCMAKE_PREFIX_PATH=" + prefix,
                     "-DCMAKE_CXX_FLAGS=" + (sanitize.empty() ? "" : "-fsanitize=" + sanitize)}));
    ASSERT_TRUE(run({TALLY_CMAKE, "--build", build}));
    ASSERT_TRUE(run({build + "/greeter_client_test"}));

    const std::string contract = folder.read("contracts/greeter-client-greeter.json");
    EXPECT_NE(contract.find("a request for a greeting"), std::string::npos) << contract;
    EXPECT_NE(contract.find("greeter_client_test.cpp"), std::string::npos) << contract;
}

// One symbol a line, demangled, as the dynamic linker sees them.
std::vector<std::string> exported_symbols() {
    const Outcome outcome = run_program({.arguments = {"nm", "--dynamic", "--defined-only", "--demangle",
                                                       "--format=just-symbols", TALLY_LIBRARY}});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    std::istringstream lines(outcome.output);
    std::vector<std::string> symbols;
    for (std::string line; std::getline(lines, line);) symbols.push_back(line);
    return symbols;
}

TEST(ConsumerPackage, ExportsThePublicFaceOnly) {
    const std::vector<std::string> symbols = exported_symbols();
    EXPECT_GT(symbols.size(), 20u);
    for (const std::string& symbol : symbols) {
        const bool is_public =
            symbol.rfind("tally::matchers::", 0) == 0 ||
            (symbol.rfind("tally::", 0) == 0 && symbol.size() > 7 && symbol[7] >= 'A' && symbol[7] <= 'Z');
        EXPECT_TRUE(is_public) << symbol;
    }
}

}  // namespace
}  // namespace tally
