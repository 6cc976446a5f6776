#include "cli/broker_verb.h"

#include "base/text.h"
#include "broker_api/document_parts.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/ignored_options.h"
#include "cli/output_format.h"

namespace tally::cli {

ExitCode print_answer(const BrokerSession& session, const json::Value& document, const std::string& text) {
    if (session.form == "json") {
        print(json::to_text(document) + "\n");
    } else if (session.form == "pretty") {
        print(json::to_pretty_text(document) + "\n");
    } else {
        print(text);
    }
    return ExitCode::yes;
}

std::string notice_line(const broker_api::Notice& notice) {
    // Brokers mark their warnings as such in the text too
    constexpr std::string_view kMark = "WARN: ";
    std::string_view text = notice.text;
    const bool marked = text.substr(0, kMark.size()) == kMark;
    if (marked) text.remove_prefix(kMark.size());
    return (marked || notice.type == "warning" ? "warning: " : "") + text::printable(text) + "\n";
}

void complain_about_warnings(const json::Value& document) {
    for (const auto& notice : broker_api::read_notices(document.find("notices"))) {
        if (notice.type == "warning" || notice.type == "error" || notice.type == "danger")
            complain(notice_line({"warning", "", notice.text}));
    }
}

ExitCode complain_about(Error error) {
    const bool is_explained = !error.remedy.empty();
    // A missing address that no command made sense of says nothing about what was asked for
    const bool is_refusal = error.code == ErrorCode::conflict || error.code == ErrorCode::invalid_input ||
                            (error.code == ErrorCode::not_found && is_explained);
    if (!is_explained) {
        error.remedy = is_refusal ? "correct what the broker names"
                                  : "check that the address is that of a Pact broker, and not too old a one";
    }
    print_error(error);
    return is_refusal ? ExitCode::no : ExitCode::could_not_find_out;
}

ExitCode wrong_usage(const std::string& what, const std::string& remedy) {
    print_usage_error(what, remedy);
    return ExitCode::usage;
}

CLI::App& begin_broker_verb(CLI::App& app, const BrokerVerb& verb) {
    CLI::App& command = *app.add_subcommand(verb.name, verb.summary);
    command.group("Commands that ask a broker");
    set_up_help(command, exit_code_help(verb.yes, verb.no, false) + "\nExample:\n  contract " + verb.example);
    return command;
}

void finish_broker_verb(CLI::App& command, const BrokerVerb& verb, BrokerVerbOptions& options) {
    options.form = verb.forms.front();
    if (verb.forms.size() > 1) add_output_option(command, options.form, verb.forms);
    add_broker_options(command, options.broker);
    add_ignored_options(command, {}, {});
}

ExitCode run_broker_verb(const CLI::App& command, const BrokerVerb& verb, const BrokerVerbOptions& options,
                         const std::function<Result<ExitCode>(const BrokerSession&)>& run) {
    if (!is_known_form(options.form, verb.forms)) return ExitCode::usage;
    complain(note_about_ignored_options(command, "nothing is logged or sent to anybody but the broker"));
    auto connection = connect(options.broker);
    if (!connection) {
        print_error(connection.error());
        return ExitCode::usage;
    }
    auto code = run({connection->client, options.broker, options.form});
    return code ? *code : complain_about(code.error());
}

void add_pacticipant_option(CLI::App& command, std::string& value) {
    command.add_option("-a,--pacticipant", value, "The application")->option_text("NAME")->required();
}

void add_version_option(CLI::App& command, std::string& value) {
    command.add_option("-e,--version", value, "Its version")->option_text("TEXT")->required();
}

void add_environment_option(CLI::App& command, std::string& value) {
    command.add_option("--environment", value, "The name of the environment")
        ->option_text("NAME")
        ->required();
}

}  // namespace tally::cli
