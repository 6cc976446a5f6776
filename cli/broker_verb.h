// What the commands of `contract` that ask a broker have in common: how they are listed and connected, and
// how they print and end.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/broker_options.h"
#include "cli/commands/command.h"
#include "cli/text_table.h"

namespace tally::cli {

struct BrokerVerb {
    const char* name;
    const char* summary;
    const char* yes;      // what exit code 0 means
    const char* no;       // and 1
    const char* example;  // without "contract"
    // Of --output, the default first; one alone makes no option. "json" is the broker's document in a line,
    // "pretty" the same over several.
    std::vector<std::string> forms = {"text"};
};

// A broker that can be asked, and how its answers are to be shown.
struct BrokerSession {
    broker_api::BrokerClient& broker;
    const BrokerOptions& options;
    std::string form;

    bool shows_document() const { return form == "json" || form == "pretty"; }
};

// The document where one is wanted, else the text.
ExitCode print_answer(const BrokerSession& session, const json::Value& document, const std::string& text);
// What the broker says, on a line; "warning: " in front of what is one.
std::string notice_line(const broker_api::Notice& notice);
// Warnings of a broker go to stderr.
void complain_about_warnings(const json::Value& document);

// Prints it, with what to do where nobody knew better. An answer of the broker that is a refusal is 1,
// everything that keeps from an answer is 3.
ExitCode complain_about(Error error);
ExitCode wrong_usage(const std::string& what, const std::string& remedy);

struct BrokerVerbOptions {
    BrokerOptions broker;
    std::string form;
};
// The parts of add_broker_verb that do not depend on the verb's own options.
CLI::App& begin_broker_verb(CLI::App& app, const BrokerVerb& verb);
void finish_broker_verb(CLI::App& command, const BrokerVerb& verb, BrokerVerbOptions& options);
ExitCode run_broker_verb(const CLI::App& command, const BrokerVerb& verb, const BrokerVerbOptions& options,
                         const std::function<Result<ExitCode>(const BrokerSession&)>& run);

// A verb with options of its own: `add` declares them, `run` asks the broker. An Error is printed and decides
// the exit code.
template <class Options>
Command add_broker_verb(CLI::App& app, const BrokerVerb& verb, void (*add)(CLI::App&, Options&),
                        Result<ExitCode> (*run)(const Options&, const BrokerSession&)) {
    struct Both {
        BrokerVerbOptions common;
        Options own;
    };
    auto options = std::make_shared<Both>();
    CLI::App* command = &begin_broker_verb(app, verb);
    add(*command, options->own);
    finish_broker_verb(*command, verb, options->common);
    return [options, command, verb, run] {
        return run_broker_verb(*command, verb, options->common,
                               [&](const BrokerSession& session) { return run(options->own, session); });
    };
}

// Options that many verbs have.
void add_pacticipant_option(CLI::App& command, std::string& value);
void add_version_option(CLI::App& command, std::string& value);
void add_environment_option(CLI::App& command, std::string& value);

}  // namespace tally::cli
