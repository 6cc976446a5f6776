// What `contract init` writes is built and run as it is, and fits together.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

class StartingPoints : public testing::Test {
  protected:
    static bool has_python() {
        return run_program({.arguments = {"sh", "-c", "command -v python3"}}).exit_code == 0;
    }

    // Below the folder of the test: "consumer" and "provider" of the same two names.
    void init(const std::string& side, const std::string& kind) {
        const bool is_consumer = side == "consumer";
        run({"contract", "init", side, side, "--kind", kind, "--name", is_consumer ? "web-shop" : "catalogue",
             is_consumer ? "--provider" : "--consumer", is_consumer ? "catalogue" : "web-shop"});
    }

    // In the folder; 0 is expected.
    Outcome run(std::vector<std::string> arguments, const std::string& folder = "") {
        Outcome outcome = ended(std::move(arguments), folder);
        EXPECT_EQ(outcome.exit_code, 0) << outcome.output << outcome.errors;
        return outcome;
    }

    // With the programs and the installed package where a user has them.
    Outcome ended(std::vector<std::string> arguments, const std::string& folder = "") {
        const std::string sanitize = TALLY_SANITIZE;
        return run_program(
            {.arguments = std::move(arguments),
             .folder = folder_ / folder,
             .environment = {{"PATH", TALLY_PROGRAMS_DIR ":" + std::string(std::getenv("PATH"))},
                             {"CMAKE_PREFIX_PATH", (folder_ / "prefix").string()},
                             {"CMAKE_GENERATOR", TALLY_GENERATOR},
                             {"CXX", TALLY_COMPILER},
                             {"CXXFLAGS", sanitize.empty() ? "" : "-fsanitize=" + sanitize},
                             {"DESTDIR", ""},
                             {"TALLY_CONTRACT_DIR", ""},
                             {"PACT_BROKER_BASE_URL", ""}},
             .deadline = std::chrono::minutes(8)});
    }

    void install_package() {
        run({TALLY_CMAKE, "--install", TALLY_BUILD_DIR, "--prefix", (folder_ / "prefix").string(),
             "--component", "library"});
    }

    void expect_verified(const Outcome& outcome) {
        EXPECT_NE(outcome.output.find("2 passed  (1 contract"), std::string::npos)
            << outcome.output << outcome.errors;
    }

    static constexpr const char* kContract = "contracts/web-shop-catalogue.json";

    TemporaryFolder folder_;
};

TEST_F(StartingPoints, InShellPassAsWrittenAndFitTogether) {
    if (!has_python()) GTEST_SKIP() << "python3 is not installed";
    init("consumer", "shell");
    init("provider", "shell");
    run({"./record_contracts.sh"}, "consumer");
    expect_verified(run({"./verify_contracts.sh"}, "provider"));

    folder_.write(std::string("provider/") + kContract, folder_.read(std::string("consumer/") + kContract));
    expect_verified(run({"./verify_contracts.sh"}, "provider"));
}

TEST_F(StartingPoints, InShellFailWhereTheSidesDiffer) {
    if (!has_python()) GTEST_SKIP() << "python3 is not installed";
    init("consumer", "shell");
    init("provider", "shell");
    const auto change = [this](const std::string& file, const std::string& from, const std::string& to) {
        const std::string text = folder_.read(file);
        ASSERT_NE(text.find(from), std::string::npos) << text;
        std::ofstream(folder_ / file) << text::replace_all(text, from, to);
    };
    change("consumer/greeting_client.sh", "?name=Ada", "?name=Eve");
    EXPECT_NE(ended({"./record_contracts.sh"}, "consumer").exit_code, 0);
    EXPECT_EQ(folder_.read(std::string("consumer/") + kContract), "");

    change("provider/greeting_service.py", "\"Good \"", "\"Bad \" + time_of_day()[:1] + \" \"");
    change("provider/states.sh", "echo morning", "echo night");
    EXPECT_EQ(ended({"./verify_contracts.sh"}, "provider").exit_code, 1);

    change("provider/states.sh", "it is morning", "it is noon");
    const auto no_state = ended({"./verify_contracts.sh"}, "provider");
    EXPECT_EQ(no_state.exit_code, 3);
    EXPECT_NE(no_state.output.find("it is morning"), std::string::npos) << no_state.output;
}

// One test, since what is built is used for both.
TEST_F(StartingPoints, WithCMakePassAsWrittenAndFitTogether) {
    install_package();
    init("consumer", "cmake");
    run({"./record_contracts.sh"}, "consumer");
    const std::string recorded = folder_.read(std::string("consumer/") + kContract);
    EXPECT_NE(recorded.find("a request for a greeting"), std::string::npos) << recorded;
    run({"./record_contracts.sh", "--check"}, "consumer");

    init("provider", "cmake");
    expect_verified(run({"./verify_contracts.sh"}, "provider"));
    folder_.write(std::string("provider/") + kContract, recorded);
    expect_verified(run({"./verify_contracts.sh"}, "provider"));
}

std::vector<std::string> files_below(const std::filesystem::path& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder).string());
    }
    return files;
}

TEST_F(StartingPoints, HaveTheGivenNamesEverywhere) {
    for (const std::string side : {"consumer", "provider"}) {
        for (const std::string kind : {"cmake", "shell"}) {
            for (const std::string ci : {"github", "gitlab"}) {
                const std::string folder = side + kind + ci;
                run({"contract", "init", side, folder, "--kind", kind, "--ci", ci, "--name", "one.of_us",
                     side == "consumer" ? "--provider" : "--consumer", "Other-2"});
                for (const auto& file : files_below(folder_ / folder)) {
                    const std::string text = folder_.read(folder + "/" + file) + file;
                    EXPECT_EQ(text.find("front-desk"), std::string::npos) << file;
                    EXPECT_EQ(text.find("greeter"), std::string::npos) << file;
                }
            }
        }
    }
}

// A pipeline runs the same script that somebody runs by hand.
TEST_F(StartingPoints, HavePipelinesThatRunWhatIsWritten) {
    for (const std::string side : {"consumer", "provider"}) {
        const std::string script = side == "consumer" ? "./record_contracts.sh" : "./verify_contracts.sh";
        run({"contract", "init", side, side, "--ci", "github"});
        run({"contract", "init", side, side, "--ci", "gitlab", "--force"});
        EXPECT_TRUE(std::filesystem::exists(folder_ / side / script));
        for (const char* pipeline : {"/.github/workflows/contracts.yml", "/.gitlab-ci.yml"}) {
            const std::string text = folder_.read(side + pipeline);
            EXPECT_NE(text.find(script), std::string::npos) << text;
            EXPECT_EQ(text.find('\t'), std::string::npos) << text;
        }
    }
}

TEST_F(StartingPoints, LeaveFilesAloneThatExist) {
    folder_.write("here/states.sh", "mine");
    folder_.write("here/CMakeLists.txt", "mine too");
    const auto refused = ended({"contract", "init", "provider", "here"});
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_NE(refused.errors.find("here/CMakeLists.txt, here/states.sh exist already"), std::string::npos)
        << refused.errors;
    EXPECT_EQ(files_below(folder_ / "here").size(), 2u);
    EXPECT_EQ(folder_.read("here/states.sh"), "mine");

    run({"contract", "init", "provider", "here", "--force"});
    EXPECT_NE(folder_.read("here/states.sh"), "mine");
}

TEST_F(StartingPoints, DoNotFollowALinkThatLeadsNowhere) {
    std::filesystem::create_directory(folder_ / "here");
    std::filesystem::create_symlink(folder_ / "elsewhere", folder_ / "here/states.sh");
    EXPECT_EQ(ended({"contract", "init", "provider", "here"}).exit_code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "elsewhere"));
}

TEST_F(StartingPoints, AreCalledLikeTheirFolder) {
    run({"contract", "init", "consumer", "web-shop", "--kind", "shell"});
    EXPECT_NE(folder_.read("web-shop/expectations.json").find("\"web-shop\""), std::string::npos);
    std::filesystem::create_directory(folder_ / "cart");
    run({"contract", "init", "consumer", "--kind", "shell"}, "cart");
    EXPECT_NE(folder_.read("cart/expectations.json").find("\"cart\""), std::string::npos);
}

}  // namespace
}  // namespace tally::e2e
