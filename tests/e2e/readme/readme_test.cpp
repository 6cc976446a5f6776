// The README tells the truth: its example is the example's code, its report is what the program prints, its
// links lead somewhere.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally {

namespace {

namespace fs = std::filesystem;
using testing_support::Command;
using testing_support::listening_url;
using testing_support::run_program;
using testing_support::RunningProgram;
using testing_support::TemporaryFolder;

const fs::path kRepository = TALLY_REPOSITORY_DIR;

std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The first fenced block of that language, without its fences.
std::string block(const std::string& page, const std::string& language) {
    const std::string fence = "```" + language + "\n";
    const auto start = page.find(fence);
    if (start == std::string::npos) return "";
    const auto end = page.find("```", start + fence.size());
    return page.substr(start + fence.size(), end - start - fence.size());
}

// The part of the report that is about the first failure.
std::string first_failure(const std::string& output) {
    const auto start = output.find("\nFAILED  ");
    const auto end = output.find("\n\n", start);
    return start == std::string::npos ? "" : output.substr(start + 1, end - start);
}

// What differs from run to run: the port of the provider and how long it took.
std::string steady(std::string report, const std::string& provider_url) {
    report = text::replace_all(std::move(report), provider_url, "http://127.0.0.1:8080");
    constexpr std::string_view kBefore = " in ";
    const auto start = report.find(kBefore, report.find("\n  response"));
    const auto end = report.find(" ms", start);
    if (start != std::string::npos && end != std::string::npos) report.replace(start, end - start, " in 0");
    return report;
}

}  // namespace

TEST(Readme, ShowsTheExamplesOwnTest) {
    const std::string shown = block(read(kRepository / "README.md"), "cpp");
    ASSERT_FALSE(shown.empty());
    EXPECT_NE(read(kRepository / "docs/examples/shop/web_shop/catalogue_client_test.cpp").find(shown),
              std::string::npos)
        << shown;
}

TEST(Readme, ShowsTheReportThatTheVerifierPrints) {
    TemporaryFolder folder;
    ASSERT_EQ(run_program({.arguments = {"web_shop_test"},
                           .folder = folder.path(),
                           .environment = {{"TALLY_CONTRACT_DIR", "contracts"}}})
                  .exit_code,
              0);
    RunningProgram broken({.arguments = {"catalogue", "--port", "0", "--break", "price"}});
    const std::string url = listening_url(broken);
    const auto verified = run_program({.arguments = {"contract-verify", "contracts/", "--provider-url", url,
                                                     "--state-change-url", url + "/_states"},
                                       .folder = folder.path()});
    EXPECT_EQ(verified.exit_code, 1);
    EXPECT_EQ(block(read(kRepository / "README.md"), "text"), steady(first_failure(verified.output), url));
}

TEST(Readme, LinksLeadSomewhere) {
    const std::string page = read(kRepository / "README.md");
    std::vector<std::string> broken;
    for (std::size_t at = page.find("]("); at != std::string::npos; at = page.find("](", at + 2)) {
        const std::string target = page.substr(at + 2, page.find(')', at) - at - 2);
        const bool is_link = target.find_first_of(" :") == std::string::npos;  // "[](const ..." is a lambda
        if (is_link && !fs::exists(kRepository / target)) broken.push_back(target);
    }
    EXPECT_EQ(text::join(broken, ", "), "");
}

}  // namespace tally
