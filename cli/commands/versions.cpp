#include "cli/commands/versions.h"

#include "base/text.h"
#include "broker_api/deployments.h"
#include "broker_api/document_parts.h"
#include "broker_api/versions.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/version_properties.h"

namespace tally::cli {

namespace {

using broker_api::items_at;
using broker_api::text_at;

struct VersionOptions {
    std::string pacticipant, version, branch;
    std::vector<std::string> tags;
    bool tag_with_branch = false, create_version = false;
    std::string error_when_not_found;  // "true" or "false"
    // describe-version
    bool latest = false, deployed = false, released = false;
    std::string latest_tag, environment;
};

std::string name_of(const VersionOptions& options) {
    return options.pacticipant + " " + options.version;
}

void add_tags_option(CLI::App& command, VersionOptions& options, const char* help) {
    add_repeatable(command, "-t,--tag", options.tags, help)->option_text("NAME");
}

void add_version_options(CLI::App& command, VersionOptions& options) {
    add_pacticipant_option(command, options.pacticipant);
    add_version_option(command, options.version);
}

// ---- create-or-update-version

void add_create_options(CLI::App& command, VersionOptions& options) {
    add_version_options(command, options);
    command.add_option("--branch", options.branch, "Its branch")->option_text("NAME");
    add_tags_option(command, options, "A tag of it; repeat, or a,b");
}

Result<ExitCode> create_or_update(const VersionOptions& options, const BrokerSession& session) {
    const auto tags = split_lists(options.tags);
    auto answer = broker_api::create_or_update_version(session.broker, options.pacticipant, options.version,
                                                       options.branch, tags);
    if (!answer) return answer.error();
    std::string text = "recorded: " + name_of(options);
    if (!options.branch.empty()) text += ", branch " + options.branch;
    if (!tags.empty())
        text += ", " + std::string(tags.size() == 1 ? "tag " : "tags ") + text::join(tags, ", ");
    json::Array documents;
    for (auto& document : *answer) documents.push_back(std::move(document.body));
    return print_answer(session, documents.size() == 1 ? documents.front() : json::Value(documents),
                        text::printable(text) + "\n");
}

// ---- describe-version

void add_describe_options(CLI::App& command, VersionOptions& options) {
    add_pacticipant_option(command, options.pacticipant);
    command.add_option("-e,--version", options.version, "This version; without it the latest one")
        ->option_text("TEXT");
    command
        .add_option_function<std::string>(
            "-l,--latest",
            [&options](const std::string& tag) {
                options.latest = true;
                options.latest_tag = tag;
            },
            "The latest version, or the latest one with the tag")
        ->option_text("[TAG]")
        ->expected(0, 1);
    command.add_option("--environment", options.environment, "The versions that are in this environment")
        ->option_text("NAME");
    command.add_flag("--deployed", options.deployed, "With --environment: those that are deployed");
    command.add_flag("--released", options.released, "With --environment: those that are released");
}

std::string names_of(const json::Array& items) {
    std::vector<std::string> names;
    for (const auto& item : items) names.push_back(text_at(item, {"name"}));
    return text::join(names, ", ");
}

Result<ExitCode> describe_placed(const VersionOptions& options, const BrokerSession& session) {
    using broker_api::Placed;
    std::vector<Placed> kinds;
    if (options.deployed || !options.released) kinds.push_back(Placed::deployed);
    if (options.released || !options.deployed) kinds.push_back(Placed::released);
    auto placed = broker_api::list_placed(session.broker, options.pacticipant, options.environment, kinds);
    if (!placed) return placed.error();
    std::vector<Row> rows;
    for (const auto& one : placed->versions)
        rows.push_back(
            {one.version, one.released ? "released" : "deployed", options.environment, one.instance});
    return print_answer(session, placed->documents,
                        text_table({"VERSION", "STATUS", "ENVIRONMENT", "APPLICATION INSTANCE"}, rows));
}

Result<ExitCode> describe(const VersionOptions& options, const BrokerSession& session) {
    const bool has_version = !options.version.empty();
    if (has_version && options.latest)
        return wrong_usage("--version and --latest are both given", "use one of them");
    if (!options.environment.empty()) {
        if (has_version || options.latest)
            return wrong_usage("--environment is about all versions there",
                               "leave out --version and --latest");
        return describe_placed(options, session);
    }
    if (options.deployed || options.released)
        return wrong_usage("--deployed and --released are about an environment", "add --environment NAME");
    auto answer =
        has_version ? broker_api::get_version(session.broker, options.pacticipant, options.version)
                    : broker_api::get_latest_version(session.broker, options.pacticipant, options.latest_tag);
    if (!answer) return answer.error();
    const json::Value& body = answer->body;
    std::vector<std::string> deployed, released;
    for (const auto& link : answer->links("pb:deployed-environments")) deployed.push_back(link.name);
    for (const auto& link : answer->links("pb:released-environments")) released.push_back(link.name);
    return print_answer(
        session, body,
        text_table({"NAME", "BRANCHES", "TAGS", "DEPLOYED TO", "RELEASED IN", "CREATED"},
                   {{text_at(body, {"number"}), names_of(items_at(body, {"_embedded", "branchVersions"})),
                     names_of(items_at(body, {"_embedded", "tags"})), text::join(deployed, ", "),
                     text::join(released, ", "), text_at(body, {"createdAt"})}}));
}

// ---- tags

void add_create_tag_options(CLI::App& command, VersionOptions& options) {
    add_version_options(command, options);
    add_tags_option(command, options, "The tag; repeat, or a,b");
    command.add_flag("--auto-create-version", options.create_version,
                     "Create the version when it is missing");
    command.add_flag("-g,--tag-with-git-branch", options.tag_with_branch, "The branch as a tag too");
}

Result<ExitCode> create_tag(const VersionOptions& options, const BrokerSession& session) {
    auto tags = split_lists(options.tags);
    if (options.tag_with_branch) {
        const std::string branch = detect_version_properties(environment_variable).branch;
        if (branch.empty())
            return wrong_usage("--tag-with-git-branch: the branch is not known", "add --tag NAME instead");
        tags.push_back(branch);
    }
    if (tags.empty()) return wrong_usage("no tag was named", "add --tag NAME");
    if (!options.create_version) {
        auto version = broker_api::get_version(session.broker, options.pacticipant, options.version);
        if (!version) {
            Error error = version.error();
            if (error.code == ErrorCode::not_found)
                error.remedy = "check the number, or add --auto-create-version";
            return error;
        }
    }
    for (const auto& tag : tags) {
        auto answer =
            broker_api::create_version_tag(session.broker, options.pacticipant, options.version, tag);
        if (!answer) return answer.error();
        print(text::printable("tagged: " + name_of(options) + " as " + tag) + "\n");
    }
    return ExitCode::yes;
}

void add_delete_tag_options(CLI::App& command, VersionOptions& options) {
    add_version_options(command, options);
    command.add_option("-t,--tag", options.tags, "The tag")->option_text("NAME")->expected(1)->required();
}

Result<ExitCode> delete_tag(const VersionOptions& options, const BrokerSession& session) {
    const std::string& tag = options.tags.front();
    auto deleted = broker_api::delete_version_tag(session.broker, options.pacticipant, options.version, tag);
    if (!deleted) return deleted.error();
    const std::string what = "tag " + tag + " of " + name_of(options);
    print(text::printable(*deleted ? "deleted: " + what : "nothing to delete: there is no " + what) + "\n");
    return ExitCode::yes;
}

// ---- branches

void add_delete_branch_options(CLI::App& command, VersionOptions& options) {
    add_pacticipant_option(command, options.pacticipant);
    command.add_option("--branch", options.branch, "The branch")->option_text("NAME")->required();
    command
        .add_option("--error-when-not-found", options.error_when_not_found,
                    "Exit with 1 when there is none (false)")
        ->option_text("BOOL");
}

Result<ExitCode> delete_branch(const VersionOptions& options, const BrokerSession& session) {
    const std::string& strict = options.error_when_not_found;
    if (!strict.empty() && strict != "true" && strict != "false")
        return wrong_usage("'" + strict + "' is not a value of --error-when-not-found", "true, false");
    auto deleted = broker_api::delete_branch(session.broker, options.pacticipant, options.branch);
    if (!deleted) return deleted.error();
    const std::string what = "branch " + options.branch + " of " + options.pacticipant;
    if (!*deleted && strict == "true") {
        return Error{ErrorCode::not_found, session.broker.address(), "there is no " + what,
                     "contract describe-version -a " + text::shell_quoted(options.pacticipant)};
    }
    print(text::printable(*deleted ? "deleted: " + what : "nothing to delete: there is no " + what) + "\n");
    return ExitCode::yes;
}

}  // namespace

Command add_create_or_update_version(CLI::App& app) {
    return add_broker_verb<VersionOptions>(app,
                                           {"create-or-update-version",
                                            "Record a version, with branch and tags",
                                            "recorded",
                                            "the broker refused",
                                            "create-or-update-version -a web-shop -e 4.2 --branch main",
                                            {"text", "json", "pretty"}},
                                           add_create_options, create_or_update);
}

Command add_describe_version(CLI::App& app) {
    return add_broker_verb<VersionOptions>(app,
                                           {"describe-version",
                                            "Show a version, or those in an environment",
                                            "shown",
                                            "there is no such version or environment",
                                            "describe-version -a web-shop --environment prod",
                                            {"table", "json", "pretty", "text"}},
                                           add_describe_options, describe);
}

Command add_create_version_tag(CLI::App& app) {
    return add_broker_verb<VersionOptions>(
        app,
        {"create-version-tag", "Tag a version", "tagged", "there is no such version, or the broker refused",
         "create-version-tag -a web-shop -e 4.2 --tag prod"},
        add_create_tag_options, create_tag);
}

Command add_delete_version_tag(CLI::App& app) {
    return add_broker_verb<VersionOptions>(
        app,
        {"delete-version-tag", "Take a tag from a version", "deleted, or it was not there",
         "the broker refused", "delete-version-tag -a web-shop -e 4.2 --tag prod"},
        add_delete_tag_options, delete_tag);
}

Command add_delete_branch(CLI::App& app) {
    return add_broker_verb<VersionOptions>(
        app,
        {"delete-branch", "Delete a branch; its versions, contracts and results stay",
         "deleted, or it was not there", "the broker refused",
         "delete-branch -a web-shop --branch feat/basket"},
        add_delete_branch_options, delete_branch);
}

}  // namespace tally::cli
