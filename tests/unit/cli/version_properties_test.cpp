#include "cli/version_properties.h"

#include <gtest/gtest.h>

#include <map>

namespace tally::cli {
namespace {

using Variables = std::map<std::string, std::string>;

struct Server {
    const char* name;
    Variables variables;
    const char* commit;
    const char* branch;
    const char* build_url;
};
class BuildServer : public ::testing::TestWithParam<Server> {};
TEST_P(BuildServer, SaysWhatIsBuilt) {
    const auto found = from_build_server([](const char* name) -> std::optional<std::string> {
        const auto variable = GetParam().variables.find(name);
        if (variable == GetParam().variables.end()) return std::nullopt;
        return variable->second;
    });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->commit, GetParam().commit);
    EXPECT_EQ(found->branch, GetParam().branch);
    EXPECT_EQ(found->build_url, GetParam().build_url);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BuildServer,
    ::testing::ValuesIn(std::vector<Server>{
        {"GitHubActions",
         {{"GITHUB_ACTIONS", "true"},
          {"GITHUB_SHA", "abc"},
          {"GITHUB_REF_NAME", "main"},
          {"GITHUB_SERVER_URL", "https://github.com"},
          {"GITHUB_REPOSITORY", "o/r"},
          {"GITHUB_RUN_ID", "7"}},
         "abc",
         "main",
         "https://github.com/o/r/actions/runs/7"},
        {"GitHubPullRequest",
         {{"GITHUB_ACTIONS", "true"},
          {"GITHUB_SHA", "abc"},
          {"GITHUB_REF_NAME", "5/merge"},
          {"GITHUB_HEAD_REF", "feat/x"}},
         "abc",
         "feat/x",
         ""},
        {"GitLab",
         {{"GITLAB_CI", "true"},
          {"CI_COMMIT_SHA", "abc"},
          {"CI_COMMIT_REF_NAME", "main"},
          {"CI_JOB_URL", "http://g/1"}},
         "abc",
         "main",
         "http://g/1"},
        {"CircleCi",
         {{"CIRCLECI", "true"},
          {"CIRCLE_SHA1", "abc"},
          {"CIRCLE_BRANCH", "main"},
          {"CIRCLE_BUILD_URL", "http://c/1"}},
         "abc",
         "main",
         "http://c/1"},
        {"Jenkins",
         {{"JENKINS_URL", "http://j"},
          {"GIT_COMMIT", "abc"},
          {"GIT_BRANCH", "origin/main"},
          {"BUILD_URL", "http://j/1"}},
         "abc",
         "main",
         "http://j/1"},
        {"AzurePipelines",
         {{"TF_BUILD", "True"}, {"BUILD_SOURCEVERSION", "abc"}, {"BUILD_SOURCEBRANCH", "refs/heads/feat/x"}},
         "abc",
         "feat/x",
         ""},
        {"Bitbucket",
         {{"BITBUCKET_COMMIT", "abc"},
          {"BITBUCKET_BRANCH", "main"},
          {"BITBUCKET_REPO_FULL_NAME", "o/r"},
          {"BITBUCKET_BUILD_NUMBER", "7"}},
         "abc",
         "main",
         "https://bitbucket.org/o/r/pipelines/results/7"},
        {"TravisPullRequest",
         {{"TRAVIS", "true"},
          {"TRAVIS_COMMIT", "merge"},
          {"TRAVIS_PULL_REQUEST_SHA", "abc"},
          {"TRAVIS_BRANCH", "main"},
          {"TRAVIS_PULL_REQUEST_BRANCH", "feat"}},
         "abc",
         "feat",
         ""},
        {"Buildkite",
         {{"BUILDKITE", "true"},
          {"BUILDKITE_COMMIT", "abc"},
          {"BUILDKITE_BRANCH", "main"},
          {"BUILDKITE_BUILD_URL", "http://b/1"}},
         "abc",
         "main",
         "http://b/1"},
        {"AppVeyor",
         {{"APPVEYOR", "True"}, {"APPVEYOR_REPO_COMMIT", "abc"}, {"APPVEYOR_REPO_BRANCH", "main"}},
         "abc",
         "main",
         ""},
        {"Codeship",
         {{"CI_NAME", "codeship"}, {"CI_COMMIT_ID", "abc"}, {"CI_BRANCH", "main"}},
         "abc",
         "main",
         ""},
    }),
    [](const auto& row) { return row.param.name; });

TEST(BuildServer, IsNoneOnAnOrdinaryMachine) {
    EXPECT_FALSE(from_build_server([](const char*) { return std::nullopt; }));
}

}  // namespace
}  // namespace tally::cli
