#include "cli/commands/publish.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "broker_api/publish_contracts.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/contracts_on_disk.h"
#include "cli/version_properties.h"

namespace tally::cli {

namespace {

struct PublishOptions {
    std::vector<std::string> names;
    std::string version, branch, build_url;
    std::vector<std::string> tags;
    bool detect = false, tag_with_branch = false, merge = false, validate = false, strict = false;
};

// Fills in what was not given. Says what was detected, since it decides what the broker will believe.
void detect(PublishOptions& options) {
    const VersionProperties found = detect_version_properties(environment_variable);
    const auto fill = [&](std::string& option, const std::string& value, const char* name) {
        if (!option.empty() || value.empty()) return;
        option = value;
        complain(std::string(name) + " " + text::printable(value) + " (from " + found.source + ")\n");
    };
    if (options.detect) {
        fill(options.version, found.commit, "version");
        fill(options.branch, found.branch, "branch");
        fill(options.build_url, found.build_url, "build URL");
    }
    if (options.tag_with_branch && !found.branch.empty()) options.tags.push_back(found.branch);
}

void print_warnings(const std::vector<format::Warning>& warnings) {
    for (const auto& warning : warnings) {
        const Error as_error{ErrorCode::invalid_input, warning.where, warning.what, warning.remedy};
        complain("warning: " + text::printable(as_error.text()) + "\n");
    }
}

void print_notices(const std::vector<broker_api::Notice>& notices) {
    for (const auto& notice : notices) {
        for (const auto line : text::split(notice.text, '\n')) print(text::printable(line) + "\n");
    }
}

// What the notices have said already is not said twice.
void complain_about_refusal(const broker_api::Publication& publication,
                            const broker_api::PublicationOutcome& outcome) {
    std::string what =
        "the broker refused to publish " + publication.consumer + " version " + publication.version;
    for (const auto& error : outcome.errors) {
        const bool told = std::any_of(
            outcome.notices.begin(), outcome.notices.end(),
            [&error](const auto& notice) { return error.find(notice.text) != std::string::npos; });
        if (!told) what += "; " + error;
    }
    print_usage_error(
        what, outcome.notices.empty() ? "correct what the broker names" : "see what the broker says above");
}

Result<ExitCode> publish_one_consumer(const broker_api::Publication& publication,
                                      const BrokerSession& session) {
    auto outcome = broker_api::publish_contracts(session.broker, publication);
    if (!outcome) return outcome.error();
    if (session.shows_document()) {
        print_answer(session, outcome->document, "");
    } else {
        print_notices(outcome->notices);
    }
    if (!outcome->accepted) {
        complain_about_refusal(publication, *outcome);
        return ExitCode::no;
    }
    if (session.shows_document()) return ExitCode::yes;
    for (const auto& contract : publication.contracts) {
        print(text::printable("published: " + contract.consumer + " -> " + contract.provider + ", version " +
                              publication.version) +
              "\n");
    }
    return ExitCode::yes;
}

// What the files hold, as the publications of each consumer; complains about what is wrong with them.
struct PublicationsFromFiles {
    std::map<std::string, broker_api::Publication> by_consumer;
    ExitCode code = ExitCode::yes;
};
PublicationsFromFiles read_publications(const PublishOptions& options) {
    PublicationsFromFiles read;
    auto files = find_contract_files(options.names, Folders::alone);
    if (!files) {
        print_error(files.error());
        read.code = ExitCode::could_not_find_out;
        return read;
    }
    auto on_disk = read_contracts_on_disk(*files);
    if (!on_disk) {
        print_error(on_disk.error());
        read.code = ExitCode::could_not_find_out;
        return read;
    }
    print_warnings(on_disk->warnings);
    if (options.strict && !on_disk->warnings.empty()) {
        print_usage_error(text::counted(on_disk->warnings.size(), "warning") +
                              ", and --strict allows none; nothing was published",
                          "correct the contracts, or leave out --strict");
        read.code = ExitCode::no;
        return read;
    }
    // One request a consumer: its contracts are stored together or not at all
    for (auto& one : on_disk->contracts) {
        auto& publication = read.by_consumer[one.contract.consumer];
        publication.contracts.push_back(std::move(one.contract));
    }
    return read;
}

Result<ExitCode> run(const PublishOptions& given, const BrokerSession& session) {
    PublishOptions options = given;
    options.tags = split_lists(options.tags);
    if (options.detect || options.tag_with_branch) detect(options);
    if (options.version.empty()) {
        return wrong_usage(
            "the consumer's version is not known" +
                std::string(options.detect ? ": no build server and no git repository was recognised" : ""),
            options.detect ? "add --consumer-app-version VERSION"
                           : "add --consumer-app-version VERSION, or --auto-detect-version-properties");
    }
    if (options.tag_with_branch && options.tags.empty()) {
        return wrong_usage("--tag-with-git-branch: the branch is not known", "add --tag NAME instead");
    }
    auto publications = read_publications(options);
    ExitCode code = publications.code;
    for (auto& [consumer, publication] : publications.by_consumer) {
        publication.consumer = consumer;
        publication.version = options.version;
        publication.branch = options.branch;
        publication.tags = options.tags;
        publication.build_url = options.build_url;
        publication.merge = options.merge;
        auto published = publish_one_consumer(publication, session);
        code = more_serious(code, published ? *published : complain_about(published.error()));
    }
    return code;
}

void add_options(CLI::App& command, PublishOptions& options) {
    command.add_option("FILES", options.names, "Contract files, folders (without those in them) or\npatterns; ** is any folders")
        ->option_text("...")
        ->required();
    command.add_option("-a,--consumer-app-version", options.version, "The version the contracts belong to")
        ->option_text("TEXT");
    command.add_option("--branch", options.branch, "Its branch")->option_text("NAME");
    command.add_flag(
        "-r,--auto-detect-version-properties", options.detect,
        "Version (the commit), branch and build URL from\nthe build server's variables, else from git");
    add_repeatable(command, "-t,--tag", options.tags, "A tag of the version; repeat, or a,b")
        ->option_text("NAME");
    command.add_flag("--tag-with-git-branch", options.tag_with_branch, "The branch as a tag too");
    command.add_option("--build-url", options.build_url, "Where this build can be looked at")
        ->option_text("URL");
    command.add_flag("--merge", options.merge, "Add to the contracts this version has already");
    command.add_flag("--validate", options.validate,
                     "Contracts are always checked; for scripts that ask for it");
    command.add_flag("--strict", options.strict, "Publish nothing when a contract has a warning");
}

}  // namespace

Command add_publish(CLI::App& app) {
    return add_broker_verb<PublishOptions>(app,
                                           {"publish",
                                            "Publish contract files to a broker",
                                            "published",
                                            "the broker refused",
                                            "publish contracts -r -b http://localhost:9292",
                                            {"text", "json", "pretty"}},
                                           add_options, run);
}

}  // namespace tally::cli
