// docs/getting_started.md, done word for word in an empty folder.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally {
namespace {

using testing_support::Outcome;
using testing_support::run_program;
using testing_support::TemporaryFolder;

std::string page() {
    std::ifstream stream(TALLY_REPOSITORY_DIR "/docs/getting_started.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The fenced block that follows `mark`, without its fences.
std::string block_after(const std::string& mark) {
    const std::string text = page();
    const std::size_t start = text.find('\n', text.find("```", text.find(mark) + mark.size())) + 1;
    return text.substr(start, text.find("```", start) - start);
}

class GettingStarted : public testing::Test {
  protected:
    bool run(std::vector<std::string> arguments) {
        const Outcome outcome = program(std::move(arguments));
        EXPECT_EQ(outcome.exit_code, 0) << outcome.output << outcome.errors;
        return outcome.exit_code == 0;
    }

    Outcome program(std::vector<std::string> arguments) {
        return run_program({.arguments = std::move(arguments),
                            .folder = folder_.path(),
                            .environment = {{"DESTDIR", ""}, {"TALLY_CONTRACT_DIR", ""}},
                            .deadline = std::chrono::minutes(8)});
    }

    TemporaryFolder folder_;
};

TEST_F(GettingStarted, LeadsToAContractAndToAReadableFailure) {
    for (const std::string file : {"greeter_client.h", "greeter_client_test.cpp", "CMakeLists.txt"})
        folder_.write(file, block_after('`' + file + "`:\n"));
    const std::string sanitize = TALLY_SANITIZE;
    ASSERT_TRUE(run({TALLY_CMAKE, "--install", TALLY_BUILD_DIR, "--prefix", (folder_ / "tally").string(), "--component",
                     "library"}));
    ASSERT_TRUE(run({TALLY_CMAKE, "-S", ".", "-B", "build", "-G", TALLY_GENERATOR,
                     "-DCMAKE_MAKE_PROGRAM=" TALLY_MAKE_PROGRAM, "-DCMAKE_CXX_COMPILER=" TALLY_COMPILER,
                     "-DCMAKE_PREFIX_PATH=" + (folder_ / "tally").string(),
                     "-DCMAKE_CXX_FLAGS=" + (sanitize.empty() ? "" : "-fsanitize=" + sanitize)}));
    ASSERT_TRUE(run({TALLY_CMAKE, "--build", "build"}));
    ASSERT_TRUE(run({"build/greeter_client_test"}));
    EXPECT_NE(folder_.read("contracts/front-desk-greeter.json").find("a request for a greeting"), std::string::npos);

    folder_.write("greeter_client.h",
                  text::replace_all(folder_.read("greeter_client.h"), "\"/greeting\"", "\"/greetings\""));
    ASSERT_TRUE(run({TALLY_CMAKE, "--build", "build"}));
    const Outcome failed = program({"build/greeter_client_test"});
    EXPECT_EQ(failed.exit_code, 1);
    const std::string told = text::replace_all(failed.output, folder_.path().string() + "/", "");
    EXPECT_NE(told.find(block_after("at the line of the expectation:\n")), std::string::npos) << told;
}

}  // namespace
}  // namespace tally
