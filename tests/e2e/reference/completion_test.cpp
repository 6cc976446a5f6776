// The scripts of `contract completion` in the shells they are for.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "e2e/reference/help_pages.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

std::string helper(const std::string& shell) {
    return TALLY_REPOSITORY_DIR "/tests/e2e/reference/complete." + shell;
}

std::string script_of(const std::string& shell) {
    const auto printed = run_program({.arguments = {"contract", "completion", shell}});
    EXPECT_EQ(printed.exit_code, 0) << printed.errors;
    return printed.output;
}

bool is_installed(const std::string& shell) {
    return run_program({.arguments = {"sh", "-c", "command -v " + shell}}).exit_code == 0;
}

std::set<std::string> words_in(const std::string& text, char separator) {
    std::set<std::string> words;
    for (const auto word : text::split(text, separator)) {
        if (const auto trimmed = text::trim(word); !trimmed.empty()) words.emplace(trimmed);
    }
    return words;
}

// A folder with things to complete, and the scripts.
class Completion : public testing::Test {
  protected:
    Completion() {
        folder_.write("orders.json", "{}");
        folder_.write("orders_old/a.json", "{}");
        folder_.write("words.txt", "");
    }

    std::set<std::string> bash(const std::vector<std::string>& words) {
        return words_in(output_of({"bash", "--norc"}, "bash", words), '\n');
    }
    std::set<std::string> bash_line(const std::string& line) {
        std::vector<std::string> words;
        for (const auto word : text::split(line, ' ')) words.emplace_back(word);
        return bash(words);
    }
    std::set<std::string> fish_line(const std::string& line) {
        return words_in(output_of({"fish", "--private"}, "fish", {line}), '\n');
    }
    // All in one terminal, since zsh takes a second to start completing.
    std::vector<std::set<std::string>> zsh_lines(const std::vector<std::string>& lines) {
        const std::string output = output_of({"zsh", "-f"}, "zsh", lines);
        std::vector<std::set<std::string>> offers;
        for (const auto line : text::split(output, '\n')) offers.push_back(words_in(std::string(line), ' '));
        EXPECT_EQ(offers.size(), lines.size() + 1) << output;
        offers.resize(lines.size());
        return offers;
    }

    TemporaryFolder folder_;

  private:
    std::string output_of(std::vector<std::string> command, const std::string& shell,
                          const std::vector<std::string>& words) {
        const auto script = folder_ / (".scripts/contract." + shell);
        if (!std::filesystem::exists(script)) folder_.write(".scripts/contract." + shell, script_of(shell));
        command.push_back(helper(shell));
        command.push_back(script.string());
        command.insert(command.end(), words.begin(), words.end());
        const auto outcome = run_program(
            {.arguments = command,
             .folder = folder_.path(),
             .environment = {
                 {"HOME", (folder_ / ".home").string()}, {"XDG_CONFIG_HOME", ""}, {"XDG_DATA_HOME", ""}}});
        EXPECT_EQ(outcome.errors, "");
        return outcome.output;
    }
};

struct Row {
    const char* name;
    const char* line;  // what has been typed; the last word is completed
    std::set<std::string> offers;
};

// What all three shells offer.
std::vector<Row> rows() {
    return {
        {"ACommand", "contract pub", {"publish"}},
        {"TheCommandsOfACommand",
         "contract mock ",
         {"start", "create", "list", "verify", "shutdown", "shutdown-master"}},
        {"TheCommandsOfAProgram", "contract-mock shut", {"shutdown", "shutdown-master"}},
        {"ALongOption",
         "contract publish --br",
         {"--branch", "--broker-base-url", "--broker-password", "--broker-token", "--broker-username"}},
        {"AnOptionOfAProgram", "contract-verify --provider-u", {"--provider-url"}},
        {"AnOptionOfAProgramThroughContract", "contract verify --provider-u", {"--provider-url"}},
        {"AnOptionBehindValues", "contract mock -h localhost -p 80 create --spec", {"--specification"}},
        {"NoCommandInTheValueOfAnOption", "contract-mock --host create --base", {}},
        {"ANamedChoice", "contract check --output ", {"text", "json", "sarif", "github"}},
        {"AChoiceThatBegins", "contract check --output s", {"sarif"}},
        {"ALevel", "contract mock create --loglevel ", {"none", "error", "warn", "info", "debug", "trace"}},
        {"YesOrNo", "contract broker --allow-public-read ", {"true", "false"}},
        {"AChoiceAsArgument", "contract completion ", {"bash", "zsh", "fish"}},
        {"FilesAsArguments", "contract check word", {"words.txt"}},
        {"TheFileOfAnOption", "contract convert orders.json -o word", {"words.txt"}},
        {"NothingForAName", "contract publish --branch ", {}},
        {"ACommandBehindBroker", "contract broker pub", {"publish"}},
        {"AnOptionOfACommandBehindBroker", "contract broker publish --tag-w", {"--tag-with-git-branch"}},
        {"AnOptionOfTheBroker", "contract broker --shields", {"--shields-io-base-url"}},
        {"AProgramInAFolder", "/usr/bin/contract-stub --provider-state-h", {"--provider-state-header-name"}},
    };
}

TEST_F(Completion, OfBashOffersWhatCanFollow) {
    for (const auto& row : rows()) EXPECT_EQ(bash_line(row.line), row.offers) << row.name << ": " << row.line;
    EXPECT_EQ(bash_line("contract verify --dir ord"), std::set<std::string>{"orders_old"});
    EXPECT_TRUE(bash_line("contract broker ").count("publish"));
    EXPECT_FALSE(bash_line("contract-broker ").count("publish"));
}

TEST_F(Completion, OfZshOffersWhatCanFollow) {
    if (!is_installed("zsh")) GTEST_SKIP() << "zsh is not installed";
    auto expected = rows();
    expected.push_back({"AFolder", "contract verify --dir ord", {"orders_old"}});
    std::vector<std::string> lines;
    for (const auto& row : expected) lines.emplace_back(row.line);
    const auto offers = zsh_lines(lines);
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(offers[i], expected[i].offers) << expected[i].name << ": " << expected[i].line;
}

TEST_F(Completion, OfFishOffersWhatCanFollow) {
    if (!is_installed("fish")) GTEST_SKIP() << "fish is not installed";
    for (const auto& row : rows()) EXPECT_EQ(fish_line(row.line), row.offers) << row.name << ": " << row.line;
    EXPECT_EQ(fish_line("contract verify --dir ord"), std::set<std::string>{"orders_old/"});
}

// bash cuts words at "=", unless somebody told it not to.
TEST_F(Completion, OfBashKnowsValuesBehindAnEqualsSign) {
    EXPECT_EQ(bash({"contract", "check", "--output", "=", "s"}), std::set<std::string>{"sarif"});
    EXPECT_EQ(bash({"contract", "check", "--output", "="}),
              (std::set<std::string>{"text", "json", "sarif", "github"}));
    EXPECT_EQ(bash({"contract", "check", "--output=s"}), std::set<std::string>{"--output=sarif"});
    EXPECT_EQ(bash({"contract", "mock", "--host", "=", "x", "create", "--tl"}),
              std::set<std::string>{"--tls"});
}

TEST_F(Completion, OfBashTakesNoOptionForAValue) {
    EXPECT_EQ(bash_line("contract publish --branch --tag-w"), std::set<std::string>{"--tag-with-git-branch"});
    EXPECT_EQ(bash_line("contract mock --host --port 80 create --tl"), std::set<std::string>{"--tls"});
}

TEST_F(Completion, OfBashOffersCommandsBehindTwoDashes) {
    EXPECT_EQ(bash_line("contract record -- basen").count("basenc"), 1u);
    EXPECT_EQ(bash_line("contract check -- word"), std::set<std::string>{"words.txt"});
    EXPECT_EQ(bash_line("contract check -- -"), std::set<std::string>{});
}

TEST_F(Completion, OfBashOffersEveryOptionOfEveryHelp) {
    std::size_t count = 0;
    for (const auto& page : all_help_pages()) {
        std::vector<std::string> words = page.command;
        words.emplace_back("-");
        EXPECT_EQ(bash(words), std::set<std::string>(page.options.begin(), page.options.end()))
            << text::join(page.command, " ");
        count += page.options.size();
    }
    EXPECT_GT(count, 150u);
}

TEST(CompletionScripts, AreInstalledWhereShellsLook) {
    const TemporaryFolder folder;
    const auto installed = run_program({.arguments = {TALLY_CMAKE, "--install", TALLY_BUILD_DIR, "--prefix",
                                                      folder.path().string(), "--component", "programs"},
                                        .environment = {{"DESTDIR", ""}}});
    ASSERT_EQ(installed.exit_code, 0) << installed.errors;
    EXPECT_EQ(folder.read("share/zsh/site-functions/_contract"), script_of("zsh"));
    for (const std::string program :
         {"contract", "contract-verify", "contract-broker", "contract-mock", "contract-stub"}) {
        EXPECT_EQ(folder.read("share/bash-completion/completions/" + program), script_of("bash"));
        EXPECT_EQ(folder.read("share/fish/vendor_completions.d/" + program + ".fish"), script_of("fish"));
        EXPECT_NE(folder.read("share/man/man1/" + program + ".1"), "");
    }
}

}  // namespace
}  // namespace tally::e2e
