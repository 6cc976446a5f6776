// The page for a provider's team tells the truth: its commands print what stands below them, and its table of
// exit codes is the program's.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "e2e/readme/console_page.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {
namespace {

using testing_support::RunningProgram;

const std::filesystem::path kPage = std::filesystem::path(TALLY_REPOSITORY_DIR) / "docs" / "verifying.md";

// A server under the address that the page gives it.
struct Named {
    std::string name;
    std::string url;
};

// "(12 ms)" and "in 1.2 s" take as long on the page as on the day it was written.
std::string without_durations(const std::string& text) {
    std::string steady;
    for (std::size_t i = 0; i < text.size();) {
        const bool starts =
            (text[i] >= '0' && text[i] <= '9') && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '(');
        std::size_t end = starts ? text.find_first_not_of("0123456789.", i) : i;
        const bool is_span = starts && end != std::string::npos &&
                             (text.compare(end, 3, " ms") == 0 ||
                              (text.compare(end, 2, " s") == 0 && end + 2 < text.size() &&
                               std::string_view("),\n ").find(text[end + 2]) != std::string_view::npos));
        if (!is_span) {
            steady += text[i++];
            continue;
        }
        steady += "2 ms";
        i = end + (text.compare(end, 3, " ms") == 0 ? 3 : 2);
    }
    return steady;
}

TEST(VerifyingPage, ShowsWhatTheCommandsPrint) {
    testing_support::TemporaryFolder folder;
    ASSERT_EQ(testing_support::run_program({.arguments = {"web_shop_test"},
                                            .folder = folder.path(),
                                            .environment = {{"TALLY_CONTRACT_DIR", "contracts"}}})
                  .exit_code,
              0);
    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0"}});
    RunningProgram broken({.arguments = {"catalogue", "--port", "0", "--break", "price"}});
    RunningProgram forgetful({.arguments = {"catalogue", "--port", "0", "--break", "order"}});
    RunningProgram broker({.arguments = {"contract-broker", "--port", "0", "--database", "contracts.sqlite"},
                           .folder = folder.path()});
    const std::vector<Named> servers = {{"http://localhost:8080", testing_support::listening_url(catalogue)},
                                        {"http://localhost:8081", testing_support::listening_url(broken)},
                                        {"http://localhost:8082", testing_support::listening_url(forgetful)},
                                        {"http://localhost:9292", testing_support::listening_url(broker)}};
    const FilledPage page = fill({.file = kPage,
                                  .folder = folder.path(),
                                  .to_run =
                                      [&](std::string text) {
                                          for (const auto& [name, url] : servers)
                                              text = text::replace_all(std::move(text), name, url);
                                          return text;
                                      },
                                  .to_show =
                                      [&](std::string text) {
                                          for (const auto& [name, url] : servers)
                                              text = text::replace_all(std::move(text), url, name);
                                          return without_durations(text);
                                      }});
    EXPECT_GE(page.commands, 7u);
    EXPECT_EQ(page.before, page.after) << "UPDATE_GOLDEN=1 writes the page anew";
}

TEST(VerifyingPage, HasTheExitCodesOfTheProgram) {
    const std::string help =
        testing_support::run_program({.arguments = {"contract-verify", "--help"}}).output;
    std::ifstream stream(kPage, std::ios::binary);
    const std::string page{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    std::istringstream lines(help.substr(help.find("Exit codes:")));
    std::string line;
    std::size_t codes = 0;
    for (std::getline(lines, line); std::getline(lines, line) && line.starts_with("  ");) {
        const std::string code = line.substr(2, line.find(' ', 2) - 2);
        ++codes;
        EXPECT_NE(page.find("| " + code + " | "), std::string::npos) << code;
    }
    EXPECT_GE(codes, 6u);
}

}  // namespace
}  // namespace tally::e2e
