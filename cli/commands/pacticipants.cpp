#include "cli/commands/pacticipants.h"

#include "base/text.h"
#include "broker_api/document_parts.h"
#include "broker_api/pacticipants.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"

namespace tally::cli {

namespace {

using broker_api::PacticipantChange;
using broker_api::text_at;

void add_name_option(CLI::App& command, PacticipantChange& change) {
    command.add_option("--name", change.name, "The application")->option_text("NAME")->required();
}

void add_change_options(CLI::App& command, PacticipantChange& change) {
    add_name_option(command, change);
    command.add_option("--display-name", change.display_name, "How people call it")->option_text("TEXT");
    command.add_option("--main-branch", change.main_branch, "The branch that is released from")
        ->option_text("NAME");
    command.add_option("--repository-url", change.repository_url, "Where its source is")->option_text("URL");
}

void add_no_options(CLI::App&, PacticipantChange&) {}

Result<ExitCode> create_or_update(const PacticipantChange& change, const BrokerSession& session) {
    auto answer = broker_api::create_or_update_pacticipant(session.broker, change);
    if (!answer) return answer.error();
    return print_answer(session, answer->document.body,
                        text::printable((answer->created ? "created: " : "updated: ") + change.name) + "\n");
}

Result<ExitCode> describe(const PacticipantChange& change, const BrokerSession& session) {
    auto answer = broker_api::get_pacticipant(session.broker, change.name);
    if (!answer) return answer.error();
    const json::Value& body = answer->body;
    std::vector<std::string> labels;
    for (const auto& label : broker_api::items_at(body, {"_embedded", "labels"}))
        labels.push_back(text_at(label, {"name"}));
    const std::vector<std::pair<std::string, std::string>> fields{
        {"Name", text_at(body, {"name"})},
        {"Display name", text_at(body, {"displayName"})},
        {"Main branch", text_at(body, {"mainBranch"})},
        {"Repository", text_at(body, {"repositoryUrl"})},
        {"Latest version", text_at(body, {"_embedded", "latestVersion", "number"})},
        {"Labels", text::join(labels, ", ")},
        {"Created", text_at(body, {"createdAt"})},
        {"Updated", text_at(body, {"updatedAt"})}};
    if (session.form != "table") return print_answer(session, body, field_list(fields));
    Row header, row;
    for (const auto& [name, value] : fields) {
        header.push_back(text::upper(name));
        row.push_back(value);
    }
    return print_answer(session, body, text_table(header, {row}));
}

Result<ExitCode> list(const PacticipantChange&, const BrokerSession& session) {
    auto answer = broker_api::list_pacticipants(session.broker);
    if (!answer) return answer.error();
    std::vector<Row> rows;
    for (const auto& one : broker_api::items_at(answer->body, {"_embedded", "pacticipants"}))
        rows.push_back({text_at(one, {"name"}), text_at(one, {"displayName"}), text_at(one, {"mainBranch"})});
    return print_answer(session, answer->body, text_table({"NAME", "DISPLAY NAME", "MAIN BRANCH"}, rows));
}

}  // namespace

Command add_create_or_update_pacticipant(CLI::App& app) {
    return add_broker_verb<PacticipantChange>(
        app,
        {"create-or-update-pacticipant",
         "Create or change an application; what is not named stays",
         "created or changed",
         "the broker refused",
         "create-or-update-pacticipant --name web-shop --main-branch main",
         {"text", "json", "pretty"}},
        add_change_options, create_or_update);
}

Command add_describe_pacticipant(CLI::App& app) {
    return add_broker_verb<PacticipantChange>(app,
                                              {"describe-pacticipant",
                                               "Show an application",
                                               "shown",
                                               "there is no such application",
                                               "describe-pacticipant --name web-shop",
                                               {"text", "json", "pretty", "table"}},
                                              add_name_option, describe);
}

Command add_list_pacticipants(CLI::App& app) {
    return add_broker_verb<PacticipantChange>(app,
                                              {"list-pacticipants",
                                               "List the applications",
                                               "listed",
                                               "the broker refused",
                                               "list-pacticipants",
                                               {"table", "json", "pretty", "text"}},
                                              add_no_options, list);
}

}  // namespace tally::cli
