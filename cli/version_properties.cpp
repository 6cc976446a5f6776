#include "cli/version_properties.h"

#include <cctype>

#include "base/process.h"
#include "base/text.h"

namespace tally::cli {

namespace {

// Variable names in order of preference; the first that has a value counts. A build URL may be put together
// from several: "$NAME" is replaced by a variable's value, and a missing one makes it empty.
struct BuildServer {
    const char* name;
    const char* recognised_by;
    std::vector<const char*> commit;
    std::vector<const char*> branch;
    std::vector<const char*> build_url;
};

const std::vector<BuildServer>& build_servers() {
    static const std::vector<BuildServer> kServers = {
        {"GitHub Actions",
         "GITHUB_ACTIONS",
         {"GITHUB_SHA"},
         {"GITHUB_HEAD_REF", "GITHUB_REF_NAME"},
         {"$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"}},
        {"GitLab",
         "GITLAB_CI",
         {"CI_COMMIT_SHA"},
         {"CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME"},
         {"$CI_JOB_URL", "$CI_PIPELINE_URL"}},
        {"CircleCI", "CIRCLECI", {"CIRCLE_SHA1"}, {"CIRCLE_BRANCH"}, {"$CIRCLE_BUILD_URL"}},
        {"Travis CI",
         "TRAVIS",
         {"TRAVIS_PULL_REQUEST_SHA", "TRAVIS_COMMIT"},
         {"TRAVIS_PULL_REQUEST_BRANCH", "TRAVIS_BRANCH"},
         {"$TRAVIS_BUILD_WEB_URL"}},
        {"Azure Pipelines",
         "TF_BUILD",
         {"BUILD_SOURCEVERSION"},
         {"SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH", "BUILD_SOURCEBRANCHNAME"},
         {"$SYSTEM_TEAMFOUNDATIONCOLLECTIONURI$SYSTEM_TEAMPROJECT/_build/results?buildId=$BUILD_BUILDID"}},
        {"Buildkite", "BUILDKITE", {"BUILDKITE_COMMIT"}, {"BUILDKITE_BRANCH"}, {"$BUILDKITE_BUILD_URL"}},
        {"Bitbucket",
         "BITBUCKET_COMMIT",
         {"BITBUCKET_COMMIT"},
         {"BITBUCKET_BRANCH"},
         {"https://bitbucket.org/$BITBUCKET_REPO_FULL_NAME/pipelines/results/$BITBUCKET_BUILD_NUMBER"}},
        {"AppVeyor",
         "APPVEYOR",
         {"APPVEYOR_PULL_REQUEST_HEAD_COMMIT", "APPVEYOR_REPO_COMMIT"},
         {"APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH", "APPVEYOR_REPO_BRANCH"},
         {"$APPVEYOR_URL/project/$APPVEYOR_ACCOUNT_NAME/$APPVEYOR_PROJECT_SLUG/builds/$APPVEYOR_BUILD_ID"}},
        {"Jenkins",
         "JENKINS_URL",
         {"GIT_COMMIT"},
         {"CHANGE_BRANCH", "BRANCH_NAME", "GIT_LOCAL_BRANCH", "GIT_BRANCH"},
         {"$BUILD_URL"}},
        {"TeamCity", "TEAMCITY_VERSION", {"BUILD_VCS_NUMBER"}, {"BUILD_VCS_BRANCH"}, {"$BUILD_URL"}},
        {"Drone",
         "DRONE",
         {"DRONE_COMMIT_SHA", "DRONE_COMMIT"},
         {"DRONE_SOURCE_BRANCH", "DRONE_BRANCH"},
         {"$DRONE_BUILD_LINK"}},
        {"Cirrus CI",
         "CIRRUS_CI",
         {"CIRRUS_CHANGE_IN_REPO"},
         {"CIRRUS_BRANCH"},
         {"https://cirrus-ci.com/build/$CIRRUS_BUILD_ID"}},
        {"AWS CodeBuild",
         "CODEBUILD_BUILD_ID",
         {"CODEBUILD_RESOLVED_SOURCE_VERSION"},
         {"CODEBUILD_WEBHOOK_HEAD_REF"},
         {"$CODEBUILD_BUILD_URL"}},
        {"Semaphore",
         "SEMAPHORE",
         {"SEMAPHORE_GIT_SHA", "REVISION"},
         {"SEMAPHORE_GIT_WORKING_BRANCH", "SEMAPHORE_GIT_BRANCH", "BRANCH_NAME"},
         {"$SEMAPHORE_ORGANIZATION_URL/workflows/$SEMAPHORE_WORKFLOW_ID"}},
        {"Bamboo",
         "bamboo_planRepository_revision",
         {"bamboo_planRepository_revision"},
         {"bamboo_planRepository_branch", "bamboo_planRepository_branchName"},
         {"$bamboo_resultsUrl"}},
        // Its CI_* variables have common names, so it comes last of those that have a sign of their own
        {"Codeship", "CI_NAME", {"CI_COMMIT_ID"}, {"CI_BRANCH"}, {"$CI_BUILD_URL"}},
    };
    return kServers;
}

std::string first_value(const std::vector<const char*>& names, const EnvironmentLookup& environment) {
    for (const char* name : names) {
        if (auto value = environment(name)) return *value;
    }
    return "";
}

std::string filled_in(std::string_view pattern, const EnvironmentLookup& environment) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size();) {
        if (pattern[i] != '$') {
            text += pattern[i++];
            continue;
        }
        std::size_t end = i + 1;
        while (end < pattern.size() &&
               (std::isalnum(static_cast<unsigned char>(pattern[end])) || pattern[end] == '_')) {
            ++end;
        }
        const auto value = environment(std::string(pattern.substr(i + 1, end - i - 1)).c_str());
        if (!value) return "";
        text += *value;
        i = end;
    }
    return text;
}

std::string branch_name(std::string text) {
    for (const std::string_view prefix : {"refs/heads/", "refs/pull/", "origin/"}) {
        if (text.rfind(prefix, 0) == 0) return text.substr(prefix.size());
    }
    return text;
}

std::string git(const std::vector<std::string>& arguments) {
    std::vector<std::string> command = {"git"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const auto output = process::run(command);
    if (!output || output->exit_code != 0) return "";
    return std::string(text::trim(output->text));
}

}  // namespace

std::optional<VersionProperties> from_build_server(const EnvironmentLookup& environment) {
    for (const auto& server : build_servers()) {
        if (!environment(server.recognised_by)) continue;
        VersionProperties properties;
        properties.source = server.name;
        properties.commit = first_value(server.commit, environment);
        properties.branch = branch_name(first_value(server.branch, environment));
        for (const char* pattern : server.build_url) {
            if (properties.build_url.empty()) properties.build_url = filled_in(pattern, environment);
        }
        return properties;
    }
    return std::nullopt;
}

VersionProperties from_git() {
    VersionProperties properties;
    properties.source = "git";
    properties.commit = git({"rev-parse", "HEAD"});
    properties.branch = git({"symbolic-ref", "--quiet", "--short", "HEAD"});
    return properties;
}

VersionProperties detect_version_properties(const EnvironmentLookup& environment) {
    auto properties = from_build_server(environment);
    if (properties && !properties->commit.empty() && !properties->branch.empty()) return *properties;
    VersionProperties of_git = from_git();
    if (!properties) return of_git;
    if (properties->commit.empty()) properties->commit = of_git.commit;
    if (properties->branch.empty()) properties->branch = of_git.branch;
    return *properties;
}

}  // namespace tally::cli
