#include "cli/contract_program.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/command_line.h"
#include "cli/commands/can_i_deploy.h"
#include "cli/commands/check.h"
#include "cli/commands/completion.h"
#include "cli/commands/convert.h"
#include "cli/commands/deployments.h"
#include "cli/commands/diff.h"
#include "cli/commands/environments.h"
#include "cli/commands/explain.h"
#include "cli/commands/generate_uuid.h"
#include "cli/commands/init.h"
#include "cli/commands/match.h"
#include "cli/commands/merge.h"
#include "cli/commands/owed.h"
#include "cli/commands/pacticipants.h"
#include "cli/commands/provider_contracts.h"
#include "cli/commands/publish.h"
#include "cli/commands/record.h"
#include "cli/commands/run_another_broker.h"
#include "cli/commands/versions.h"
#include "cli/commands/webhooks.h"
#include "cli/commands/why.h"
#include "cli/console.h"
#include "cli/sibling.h"

namespace tally::cli {

namespace {

std::vector<std::string> arguments_from(int argc, char** argv, int first) {
    return first < argc ? std::vector<std::string>(argv + first, argv + argc) : std::vector<std::string>();
}

struct Verb {
    const char* name;
    Command (*add)(CLI::App& app);
};

// In the order of the help.
constexpr Verb kVerbs[] = {
    {"check", add_check},
    {"explain", add_explain},
    {"match", add_match},
    {"diff", add_diff},
    {"convert", add_convert},
    {"merge", add_merge},
    {"record", add_record},
    {"init", add_init},
    {"publish", add_publish},
    {"can-i-deploy", add_can_i_deploy},
    {"why", add_why},
    {"can-i-merge", add_can_i_merge},
    {"owed", add_owed},
    {"record-deployment", add_record_deployment},
    {"record-undeployment", add_record_undeployment},
    {"record-release", add_record_release},
    {"record-support-ended", add_record_support_ended},
    {"list-environments", add_list_environments},
    {"describe-environment", add_describe_environment},
    {"create-environment", add_create_environment},
    {"update-environment", add_update_environment},
    {"delete-environment", add_delete_environment},
    {"list-pacticipants", add_list_pacticipants},
    {"describe-pacticipant", add_describe_pacticipant},
    {"create-or-update-pacticipant", add_create_or_update_pacticipant},
    {"describe-version", add_describe_version},
    {"create-or-update-version", add_create_or_update_version},
    {"create-version-tag", add_create_version_tag},
    {"delete-version-tag", add_delete_version_tag},
    {"delete-branch", add_delete_branch},
    {"list-latest-pact-versions", add_list_latest_pact_versions},
    {"get-pacts", add_get_pacts},
    {"provider-states", add_provider_states},
    {"create-webhook", add_create_webhook},
    {"create-or-update-webhook", add_create_or_update_webhook},
    {"test-webhook", add_test_webhook},
    {"delete-webhook", add_delete_webhook},
    {"generate-uuid", add_generate_uuid},
    {"ruby", add_ruby},
    {"docker", add_docker},
};

constexpr const char* kOtherCommands[] = {"verify", "mock", "stub", "broker", "completion"};

const Verb* find_verb(std::string_view name) {
    for (const Verb& verb : kVerbs) {
        if (name == verb.name) return &verb;
    }
    return nullptr;
}

class ContractProgram {
  public:
    // With one verb when that is what was asked for: reading the options of all of them takes longer than
    // most of them run.
    ContractProgram(const CompletionScripts& scripts, const Verb* only)
        : app_("Everything around contracts: one command each.", "contract") {
        set_up_help(app_, "More about a command: contract COMMAND --help");
        app_.set_version_flag("-v,-V,--version", std::string("contract ") + TALLY_VERSION,
                              "Show the version");
        app_.require_subcommand(0, 1);
        for (const Verb& verb : kVerbs) {
            if (only == nullptr || only == &verb) commands_[verb.name] = verb.add(app_);
        }
        app_.add_subcommand("verify", "Verify a provider: runs contract-verify")
            ->prefix_command()
            ->group("Commands");
        app_.add_subcommand("mock", "A stand-alone mock server with an admin interface: runs contract-mock")
            ->prefix_command()
            ->group("Commands");
        app_.add_subcommand("stub", "Answer requests as contracts record it: runs contract-stub")
            ->prefix_command()
            ->group("Commands");
        app_.add_subcommand(
                "broker",
                "Start a broker: runs contract-broker. With one of the\nother commands: that command")
            ->prefix_command()
            ->fallthrough()
            ->group("Commands");
        if (only == nullptr) commands_["completion"] = add_completion(app_, scripts);
    }

    const CLI::App& options() const { return app_; }

    int run(int argc, char** argv) {
        if (const auto end = parse_command_line(app_, argc, argv)) return to_int(*end);
        for (const auto& [name, command] : commands_) {
            if (app_.got_subcommand(name)) return to_int(command());
        }
        print_usage_error("no command was given", "contract --help");
        return to_int(ExitCode::usage);
    }

  private:
    CLI::App app_;
    std::map<std::string, Command> commands_;
};

int complain_about_unknown(const std::string& command) {
    std::vector<std::string> names;
    for (const Verb& verb : kVerbs) names.emplace_back(verb.name);
    for (const char* other : kOtherCommands) names.emplace_back(other);
    const std::string nearest = tally::text::nearest(command, names);
    print_usage_error("unknown command '" + command + "'", nearest.empty() ? "contract --help" : nearest);
    return to_int(ExitCode::usage);
}

}  // namespace

int run_contract(int argc, char** argv, const CompletionScripts& scripts) {
    const auto run_verb = [&scripts](int count, char** arguments) {
        ContractProgram program(scripts, count > 1 ? find_verb(arguments[1]) : nullptr);
        return program.run(count, arguments);
    };
    const std::string_view first = argc > 1 ? argv[1] : "";
    for (const std::string name : {"verify", "mock", "stub"}) {
        if (first == name) return become_sibling("contract-" + name, arguments_from(argc, argv, 2));
    }
    if (first == "broker") {
        // Scripts say "broker publish": as long as it is one of our commands it means that one
        const bool is_the_brokers_own = argc >= 3 && std::string_view(argv[2]) == "clean";
        if (argc >= 3 && argv[2][0] != '-' && !is_the_brokers_own && find_verb(argv[2]) == nullptr)
            return complain_about_unknown(argv[2]);
        if (argc < 3 || argv[2][0] == '-' || is_the_brokers_own)
            return become_sibling("contract-broker", arguments_from(argc, argv, 2));
        argv[1] = argv[0];
        return run_verb(argc - 1, argv + 1);
    }
    const bool is_other =
        std::find(std::begin(kOtherCommands), std::end(kOtherCommands), first) != std::end(kOtherCommands);
    if (!first.empty() && first.front() != '-' && find_verb(first) == nullptr && !is_other) {
        return complain_about_unknown(std::string(first));
    }
    return run_verb(argc, argv);
}

void show_contract_options(const LookAtOptions& look) {
    look(ContractProgram(CompletionScripts(), nullptr).options());
}

}  // namespace tally::cli
