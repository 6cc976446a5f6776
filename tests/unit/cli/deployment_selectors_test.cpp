// Which selector an option belongs to is decided by the order in which they are written.
#include "cli/deployment_selectors.h"

#include <gtest/gtest.h>

#include "cli/command_line.h"

namespace tally::cli {
namespace {

using broker_api::DeploymentQuestion;
using broker_api::VersionSelector;

Result<DeploymentQuestion> read(std::vector<std::string> arguments) {
    CLI::App app;
    DeploymentSelectors selectors;
    add_selector_options(app, selectors, SelectorOptions::all);
    std::reverse(arguments.begin(), arguments.end());  // as this parser wants them
    app.parse(arguments);
    return selectors.question();
}

// "web@1", "web=latest", "web=latest:rc", "web#rc", "web~main", "web~", and "-api", "-api@2" for what is
// ignored.
std::string shown(const DeploymentQuestion& question) {
    std::string all;
    for (const auto& selector : question.selectors) {
        all += (all.empty() ? "" : " ") + selector.pacticipant;
        if (selector.version) all += "@" + *selector.version;
        if (selector.latest) all += "=latest" + (selector.tag ? ":" + *selector.tag : "");
        if (selector.tag && !selector.latest) all += "#" + *selector.tag;
        if (selector.branch) all += "~" + *selector.branch;
        if (selector.main_branch) all += "~";
    }
    for (const auto& ignored : question.ignored)
        all += " -" + ignored.pacticipant + (ignored.version ? "@" + *ignored.version : "");
    return all;
}

struct Case {
    const char* name;
    std::vector<std::string> arguments;
    const char* expected;
};
class Selectors : public testing::TestWithParam<Case> {};
TEST_P(Selectors, AreRead) {
    const auto question = read(GetParam().arguments);
    EXPECT_EQ(question ? shown(*question) : question.error().what, GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Selectors,
    testing::ValuesIn(std::vector<Case>{
        {"Version", {"-a", "web", "-e", "1"}, "web@1"},
        {"LongNames", {"--pacticipant=web", "--version=1"}, "web@1"},
        {"NameAlone", {"-a", "web"}, "web"},
        {"Two", {"-a", "web", "-e", "1", "-a", "api", "-e", "2"}, "web@1 api@2"},
        {"TheSameTwice", {"-a", "web", "-e", "1", "-a", "web", "-e", "2"}, "web@1 web@2"},
        {"Latest", {"-a", "web", "-l"}, "web=latest"},
        {"LatestWithATag", {"-a", "web", "-l", "rc"}, "web=latest:rc"},
        {"LatestWithATagInOneWord", {"-a", "web", "--latest=rc"}, "web=latest:rc"},
        {"LatestBeforeAnother", {"-a", "web", "-l", "-a", "api", "-l", "rc"}, "web=latest api=latest:rc"},
        {"Tag", {"-a", "web", "--tag", "rc"}, "web#rc"},
        {"Branch", {"-a", "web", "--branch", "feat/x"}, "web~feat/x"},
        {"MainBranch", {"-a", "web", "--main-branch", "-a", "api", "--main-branch"}, "web~ api~"},
        {"NoMainBranch", {"-a", "web", "--no-main-branch", "-a", "api", "--main-branch"}, "web api~"},
        {"SkipMainBranchWithAValue", {"-a", "web", "--skip-main-branch", "true", "-e", "1"}, "web@1"},
        {"Ignored", {"-a", "web", "-e", "1", "--ignore", "api"}, "web@1 -api"},
        {"IgnoredVersion", {"-a", "web", "-e", "1", "--ignore", "api", "--version", "2"}, "web@1 -api@2"},
        {"IgnoredTwice", {"-a", "web", "--ignore", "a", "--ignore", "b", "-e", "3"}, "web -a -b@3"},
        {"AfterIgnored", {"--ignore", "a", "-a", "web", "-e", "1"}, "web@1 -a"},
        {"HeadOfABranch", {"-a", "web", "--branch", "b", "-l"}, "web=latest~b"},
        {"HeadOfAMainBranch", {"-a", "web", "-l", "--main-branch"}, "web=latest~"},
        {"LatestTwice", {"-a", "web", "-l", "-l"}, "--latest is given twice for 'web'"},
        {"LatestWithATagAndABranch",
         {"-a", "web", "-l", "rc", "--branch", "b"},
         "--branch and --latest are both given for 'web'"},
        {"VersionAndBranch",
         {"-a", "web", "--branch", "b", "-e", "1"},
         "--version and --branch are both given for 'web'"},
        {"VersionFirst", {"-e", "1", "-a", "web"}, "--version stands before the --pacticipant that it is about"},
        {"BranchAfterIgnore",
         {"-a", "web", "--ignore", "a", "--branch", "b"},
         "--branch stands after --ignore, of which a version alone can be told"},
        {"TwoVersions", {"-a", "web", "-e", "1", "-e", "2"}, "--version is given twice for 'web'"},
        {"VersionAndTag", {"-a", "web", "-e", "1", "--tag", "rc"}, "--tag and --version are both given for 'web'"},
        {"TwoIgnoredVersions",
         {"-a", "web", "--ignore", "a", "-e", "1", "-e", "2"},
         "--version is given twice for --ignore 'a'"},
        {"BothMainBranches",
         {"-a", "web", "--main-branch", "--skip-main-branch"},
         "--main-branch and --no-main-branch exclude each other"},
        {"EmptyName", {"-a", ""}, "--pacticipant has an empty name"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::cli
