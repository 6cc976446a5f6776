#include "cli/commands/environments.h"

#include "base/text.h"
#include "broker_api/document_parts.h"
#include "broker_api/environments.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"

namespace tally::cli {

namespace {

using broker_api::items_at;
using broker_api::text_at;

struct EnvironmentOptions {
    std::string uuid;
    broker_api::EnvironmentChange change;
    bool production = false, no_production = false;
};

void add_uuid_option(CLI::App& command, EnvironmentOptions& options) {
    command.add_option("--uuid", options.uuid, "Its UUID; contract list-environments shows it")
        ->option_text("UUID")
        ->required();
}

void add_properties(CLI::App& command, EnvironmentOptions& options) {
    command.add_option("--display-name", options.change.display_name, "How people call it")
        ->option_text("TEXT");
    CLI::Option* production =
        command.add_flag("--production", options.production, "Real users are served there");
    command.add_flag("--no-production", options.no_production, "They are not")->excludes(production);
    command.add_option("--contact-name", options.change.contact_name, "Who answers for it")
        ->option_text("TEXT");
    command.add_option("--contact-email-address", options.change.contact_email, "Where to reach them")
        ->option_text("ADDRESS");
}

void add_create_options(CLI::App& command, EnvironmentOptions& options) {
    command.add_option("--name", options.change.name, "Its name, as other commands take it")
        ->option_text("NAME")
        ->required();
    add_properties(command, options);
}

void add_update_options(CLI::App& command, EnvironmentOptions& options) {
    add_uuid_option(command, options);
    command.add_option("--name", options.change.name, "Another name")->option_text("NAME");
    add_properties(command, options);
}

void add_no_options(CLI::App&, EnvironmentOptions&) {}

broker_api::EnvironmentChange change_of(const EnvironmentOptions& options) {
    auto change = options.change;
    if (options.production || options.no_production) change.production = options.production;
    return change;
}

Result<ExitCode> print_change(const BrokerSession& session, const broker_api::HalDocument& document,
                              const std::string& done) {
    const std::string uuid = text_at(document.body, {"uuid"});
    if (uuid.empty()) return broker_api::without(session.broker, "", "UUID of an environment");
    const std::string all = done + ": environment " + text_at(document.body, {"name"}) + ", " + uuid;
    return print_answer(session, document.body, text::printable(session.form == "id" ? uuid : all) + "\n");
}

Result<ExitCode> create(const EnvironmentOptions& options, const BrokerSession& session) {
    auto answer = broker_api::create_environment(session.broker, change_of(options));
    if (!answer) return answer.error();
    return print_change(session, *answer, "created");
}

Result<ExitCode> update(const EnvironmentOptions& options, const BrokerSession& session) {
    auto answer = broker_api::update_environment(session.broker, options.uuid, change_of(options));
    if (!answer) return answer.error();
    return print_change(session, *answer, "updated");
}

Result<ExitCode> describe(const EnvironmentOptions& options, const BrokerSession& session) {
    auto answer = broker_api::get_environment(session.broker, options.uuid);
    if (!answer) return answer.error();
    const json::Value& body = answer->body;
    std::vector<std::pair<std::string, std::string>> fields{{"UUID", text_at(body, {"uuid"})},
                                                            {"Name", text_at(body, {"name"})},
                                                            {"Display name", text_at(body, {"displayName"})},
                                                            {"Production", text_at(body, {"production"})}};
    for (const auto& contact : items_at(body, {"contacts"})) {
        fields.emplace_back("Contact", text_at(contact, {"name"}));
        if (const json::Value* details = contact.find("details"); details && details->object()) {
            for (const auto& detail : *details->object())
                fields.emplace_back("  " + detail.name, text_at(detail.value, {}));
        }
    }
    fields.emplace_back("Created", text_at(body, {"createdAt"}));
    fields.emplace_back("Updated", text_at(body, {"updatedAt"}));
    return print_answer(session, body, field_list(fields));
}

Result<ExitCode> remove(const EnvironmentOptions& options, const BrokerSession& session) {
    auto answer = broker_api::delete_environment(session.broker, options.uuid);
    if (!answer) return answer.error();
    return print_answer(session, nullptr, "deleted: environment " + options.uuid + "\n");
}

Result<ExitCode> list(const EnvironmentOptions&, const BrokerSession& session) {
    auto answer = broker_api::list_environments(session.broker);
    if (!answer) return answer.error();
    std::vector<Row> rows;
    for (const auto& one : items_at(answer->body, {"_embedded", "environments"})) {
        rows.push_back({text_at(one, {"uuid"}), text_at(one, {"name"}), text_at(one, {"displayName"}),
                        text_at(one, {"production"})});
    }
    return print_answer(session, answer->body,
                        text_table({"UUID", "NAME", "DISPLAY NAME", "PRODUCTION"}, rows));
}

}  // namespace

Command add_create_environment(CLI::App& app) {
    return add_broker_verb<EnvironmentOptions>(app,
                                               {"create-environment",
                                                "Create an environment",
                                                "created",
                                                "the broker refused",
                                                "create-environment --name prod --production",
                                                {"text", "json", "pretty", "id"}},
                                               add_create_options, create);
}

Command add_update_environment(CLI::App& app) {
    return add_broker_verb<EnvironmentOptions>(app,
                                               {"update-environment",
                                                "Change an environment; what is not named stays",
                                                "changed",
                                                "there is no such environment, or the broker refused",
                                                "update-environment --uuid UUID --name production",
                                                {"text", "json", "pretty", "id"}},
                                               add_update_options, update);
}

Command add_describe_environment(CLI::App& app) {
    return add_broker_verb<EnvironmentOptions>(app,
                                               {"describe-environment",
                                                "Show an environment",
                                                "shown",
                                                "there is no such environment",
                                                "describe-environment --uuid UUID",
                                                {"text", "json", "pretty"}},
                                               add_uuid_option, describe);
}

Command add_delete_environment(CLI::App& app) {
    return add_broker_verb<EnvironmentOptions>(
        app,
        {"delete-environment", "Delete an environment, with what is recorded to be there", "deleted",
         "there is no such environment, or the broker refused", "delete-environment --uuid UUID"},
        add_uuid_option, remove);
}

Command add_list_environments(CLI::App& app) {
    return add_broker_verb<EnvironmentOptions>(app,
                                               {"list-environments",
                                                "List the environments",
                                                "listed",
                                                "the broker refused",
                                                "list-environments",
                                                {"text", "json", "pretty", "table"}},
                                               add_no_options, list);
}

}  // namespace tally::cli
