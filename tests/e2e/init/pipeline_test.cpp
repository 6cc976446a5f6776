// The pipelines that `contract init --ci` writes, run step by step as the build server would, with a broker.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>

#include "base/text.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

std::size_t indent_of(std::string_view line) {
    const auto start = line.find_first_not_of(' ');
    return start == std::string_view::npos ? line.size() : start;
}

// What both kinds of pipeline run once everything is installed: from the script that `contract init` wrote
// too.
std::string steps_of(const std::string& pipeline) {
    std::string steps;
    bool is_conditional = false;
    std::size_t block = 0;  // how far the lines of a block are indented; 0 outside
    for (const auto line : text::split(pipeline, '\n')) {
        if (block > 0 && indent_of(line) >= block) {
            steps += std::string(line.substr(block)) + '\n';
            continue;
        }
        block = 0;
        std::string_view step = text::trim(line);
        if (step.starts_with("- name: Install") || step.starts_with("script:")) steps.clear();
        if (step.starts_with("- ")) {
            step.remove_prefix(2);
            if (is_conditional) steps += "fi\n";
            is_conditional = false;
        }
        if (step.starts_with("if: ")) {  // env.A != '' && env.B != ''
            const std::string condition = text::replace_all(std::string(step.substr(4)), "env.", "[ -n \"$");
            steps += "if " + text::replace_all(condition, " != ''", "\" ]") + "; then\n";
            is_conditional = true;
        }
        const bool is_run = step.starts_with("run: ");
        if (is_run) step.remove_prefix(5);
        if (step == "|")
            block = indent_of(line) + 2;
        else if (is_run || line.starts_with("    - "))
            steps += std::string(step) + '\n';
    }
    if (is_conditional) steps += "fi\n";
    const auto start = steps.find("ldconfig\n");
    return start == std::string::npos ? steps : steps.substr(start + 9);
}

class Pipelines : public testing::TestWithParam<const char*> {
  protected:
    Outcome run(const std::string& folder, const std::string& script,
                std::map<std::string, std::string> more = {}) {
        more.insert({{"PATH", TALLY_PROGRAMS_DIR ":" + std::string(std::getenv("PATH"))},
                     {"PACT_BROKER_BASE_URL", url_},
                     {"PACT_BROKER_USERNAME", ""},
                     {"PACT_BROKER_PASSWORD", ""},
                     {"TALLY_CONTRACT_DIR", ""},
                     {"DEPLOY_TO", ""}});
        return run_program({.arguments = {"sh", "-e", "-c", script},
                            .folder = folder_ / folder,
                            .environment = std::move(more)});
    }
    void succeeds(const std::string& folder, const std::string& script,
                  std::map<std::string, std::string> more = {}) {
        const Outcome outcome = run(folder, script, std::move(more));
        EXPECT_EQ(outcome.exit_code, 0) << script << '\n' << outcome.output << outcome.errors;
    }

    // Of the side, as the build server runs it for this commit.
    void push(const std::string& side, const std::string& commit, const std::string& environment) {
        const bool is_github = std::string(GetParam()) == "github";
        const std::string file = is_github ? "/.github/workflows/contracts.yml" : "/.gitlab-ci.yml";
        const std::string steps = steps_of(folder_.read(side + file));
        EXPECT_EQ(steps.find("apt-get"), std::string::npos) << steps;
        EXPECT_NE(steps.find("_contracts.sh"), std::string::npos) << steps;
        EXPECT_NE(steps.find("can-i-deploy"), std::string::npos) << steps;
        succeeds(side, steps,
                 {{"DEPLOY_TO", environment},
                  {is_github ? "GITHUB_ACTIONS" : "GITLAB_CI", "true"},
                  {is_github ? "GITLAB_CI" : "GITHUB_ACTIONS", ""},
                  {"GITHUB_SHA", commit},
                  {"GITHUB_REF_NAME", "main"},
                  {"GITHUB_REF", "refs/heads/main"},
                  {"PROVIDER_VERSION", commit},
                  {"PROVIDER_BRANCH", "main"},
                  {"CI_COMMIT_SHA", commit},
                  {"CI_COMMIT_REF_NAME", "main"},
                  {"CI_COMMIT_BRANCH", "main"}});
    }

    TemporaryFolder folder_;
    std::string url_;
};

TEST_P(Pipelines, BringBothSidesIntoAnEnvironment) {
    if (run("", "command -v python3").exit_code != 0) GTEST_SKIP() << "python3 is not installed";
    RunningProgram broker({.arguments = {"contract-broker", "--port", "0", "--database",
                                         (folder_ / "broker.sqlite").string()}});
    url_ = listening_url(broker);
    ASSERT_NE(url_, "");
    const std::string ci = std::string(" --kind shell --ci ") + GetParam();
    succeeds("", "contract init consumer consumer --name web-shop --provider catalogue" + ci);
    succeeds("", "contract init provider provider --name catalogue --consumer web-shop" + ci);

    push("consumer", "1111111", "");
    push("provider", "2222222", "");
    succeeds("", "contract create-environment --name production");
    push("provider", "3333333", "production");
    succeeds("",
             "contract record-deployment --pacticipant catalogue --version 3333333 --environment production");
    push("consumer", "1111111", "production");
}

INSTANTIATE_TEST_SUITE_P(Rows, Pipelines, testing::Values("github", "gitlab"),
                         [](const auto& row) { return std::string(row.param); });

}  // namespace
}  // namespace tally::e2e
