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

// Runs the programs of `project`, which was built beside this test, in an empty folder.
class ConsumerPackage : public testing::Test {
  protected:
    Outcome run(const std::string& program, const std::vector<std::string>& options = {},
                const std::string& greeting = "") const {
        std::vector<std::string> arguments{TALLY_OUTSIDE_PROGRAMS "/" + program};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_program(
            {.arguments = std::move(arguments),
             .folder = folder_.path(),
             .environment = {{"DESTDIR", ""}, {"TALLY_CONTRACT_DIR", ""}, {"GREETER_SAYS", greeting}}});
    }

    std::string contract_of(const std::string& consumer) const {
        return folder_.read("contracts/" + consumer + "-greeter.json");
    }

    // Four contracts, with seven interactions in all.
    void verifies_what_was_recorded() const {
        const auto told = [](const Outcome& outcome, const std::string& text) {
            EXPECT_NE((outcome.output + outcome.errors).find(text), std::string::npos)
                << text << " is not in\n"
                << outcome.output << outcome.errors;
        };
        const Outcome gtest = run("gtest_provider");
        told(gtest, "gtest_client_greeter.a_request_for_a_greeting_given_it_is_morning");
        told(gtest, "[  PASSED  ] 7 tests");
        told(run("catch2_provider", {"gtest-client -> greeter: a farewell"}), "1 assertion in 1 test case");
        told(run("catch2_provider", {"--list-test-names-only"}),
             "plain-client -> greeter: a request for a greeting given it is morning\n");
        told(run("doctest_provider"), "7 passed");
        told(run("doctest_provider", {"--test-case=*a farewell"}), "3 passed");
        told(run("no_framework_provider"), "7 passed\n");
        for (const std::string framework : {"gtest", "catch2", "doctest", "no_framework"}) {
            EXPECT_EQ(run(framework + "_provider").exit_code, 0) << framework;
            const Outcome evening = run(framework + "_provider", {}, "Good evening");
            EXPECT_NE(evening.exit_code, 0) << framework;
            told(evening, "  $.text    ");
            told(evening, "  contract  contracts/plain-client-greeter.json:");
            if (framework != "no_framework") told(evening, framework + "_provider.cpp:");
        }
    }

    // A failure is reported at the line of the expectation, or of the check, and nothing is written.
    void expect_refusal(const std::string& consumer, const Outcome& outcome, const std::string& told) const {
        EXPECT_NE(outcome.exit_code, 0);
        EXPECT_NE((outcome.output + outcome.errors).find(told), std::string::npos)
            << outcome.output << outcome.errors;
        EXPECT_EQ(contract_of(consumer), "");
    }

  private:
    const TemporaryFolder folder_;
};

TEST_F(ConsumerPackage, IsAllThatAnOutsideProjectNeedsWithEveryFramework) {
    for (const std::string framework : {"gtest", "catch2", "doctest", "no_framework"}) {
        const Outcome outcome = run(framework + "_client");
        EXPECT_EQ(outcome.exit_code, 0) << framework << '\n' << outcome.output << outcome.errors;
    }
    for (const std::string consumer : {"gtest-client", "catch2-client", "doctest-client", "plain-client"}) {
        const std::string contract = contract_of(consumer);
        EXPECT_NE(contract.find("a request for a greeting"), std::string::npos) << consumer << contract;
        EXPECT_NE(contract.find("_client.cpp"), std::string::npos) << consumer << contract;
        EXPECT_EQ(contract.find("a farewell") != std::string::npos, consumer != "plain-client")
            << consumer << contract;
    }

    const auto gtest = [this](const std::string& name) {
        return run("gtest_client", {"--gtest_also_run_disabled_tests", "--gtest_filter=*" + name});
    };
    expect_refusal("forgetful-client", gtest("ForgetsToAsk"), "gtest_client.cpp:");
    expect_refusal("forgetful-client", gtest("ForgetsToAsk"), "was never exercised");
    expect_refusal("discontented-client", gtest("IsNotContent"), "Expected equality");
    expect_refusal("throwing-client", gtest("Throws"), "unreadable greeting");

    expect_refusal("forgetful-client", run("catch2_client", {"forgets to ask"}), "catch2_client.cpp:");
    expect_refusal("forgetful-client", run("catch2_client", {"forgets to ask"}), "was never exercised");
    expect_refusal("discontented-client", run("catch2_client", {"is not content"}), ".empty()");
    expect_refusal("throwing-client", run("catch2_client", {"throws"}), "unreadable greeting");

    const auto doctest = [this](const std::string& name) {
        return run("doctest_client", {"--no-skip", "--test-case=" + name});
    };
    expect_refusal("forgetful-client", doctest("forgets to ask"), "doctest_client.cpp:");
    expect_refusal("forgetful-client", doctest("forgets to ask"), "was never exercised");
    expect_refusal("discontented-client", doctest("is not content"), ".empty()");
    expect_refusal("throwing-client", doctest("throws"), "unreadable greeting");

    verifies_what_was_recorded();
}

// One symbol a line, demangled, as the dynamic linker sees them.
std::vector<std::string> exported_symbols(const std::string& library) {
    const Outcome outcome = run_program(
        {.arguments = {"nm", "--dynamic", "--defined-only", "--demangle", "--format=just-symbols", library}});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    std::istringstream lines(outcome.output);
    std::vector<std::string> symbols;
    for (std::string line; std::getline(lines, line);) symbols.push_back(line);
    return symbols;
}

TEST(InstalledLibrary, ExportsThePublicFaceOnly) {
    const std::vector<std::string> symbols = exported_symbols(TALLY_LIBRARY);
    EXPECT_GT(symbols.size(), 20u);
    for (const std::string& symbol : symbols) {
        const bool is_public =
            symbol.rfind("tally::matchers::", 0) == 0 ||
            (symbol.rfind("tally::", 0) == 0 && symbol.size() > 7 && symbol[7] >= 'A' && symbol[7] <= 'Z');
        EXPECT_TRUE(is_public) << symbol;
    }
}

TEST(InstalledVerifierLibrary, ExportsTheVerifierAloneAndNeedsNoServer) {
    const std::vector<std::string> symbols = exported_symbols(TALLY_VERIFIER_LIBRARY);
    EXPECT_GT(symbols.size(), 20u);
    for (const std::string& symbol : symbols) {
        const bool is_public = symbol.rfind("tally::Verif", 0) == 0 ||
                               symbol.rfind("tally::StateParams::", 0) == 0 ||
                               symbol.rfind("tally::RequestView::", 0) == 0;
        EXPECT_TRUE(is_public) << symbol;
    }
    const Outcome needed = run_program({.arguments = {"readelf", "--dynamic", TALLY_VERIFIER_LIBRARY}});
    for (const char* library : {"microhttpd", "libpq", "sqlite"})
        EXPECT_EQ(needed.output.find(library), std::string::npos) << needed.output;
}

// A client for HTTP with TLS takes time to load, and consumers' tests start often.
TEST(InstalledLibrary, NeedsNoClientOfHttp) {
    const Outcome needed = run_program({.arguments = {"readelf", "--dynamic", TALLY_LIBRARY}});
    EXPECT_NE(needed.output.find("NEEDED"), std::string::npos) << needed.errors;
    for (const char* library : {"httplib", "libssl", "libpq", "sqlite"})
        EXPECT_EQ(needed.output.find(library), std::string::npos) << needed.output;
}

}  // namespace
}  // namespace tally
