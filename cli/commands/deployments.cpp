#include "cli/commands/deployments.h"

#include "base/text.h"
#include "broker_api/deployments.h"
#include "broker_api/document_parts.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"

namespace tally::cli {

namespace {

using broker_api::HalDocument;
using broker_api::Placement;

void add_placement_options(CLI::App& command, Placement& placement) {
    add_pacticipant_option(command, placement.pacticipant);
    add_version_option(command, placement.version);
    add_environment_option(command, placement.environment);
}

void add_instance_option(CLI::App& command, Placement& placement) {
    command
        .add_option("--application-instance,--target", placement.instance,
                    "Which of several that run beside each other")
        ->option_text("NAME");
}

void add_deployment_options(CLI::App& command, Placement& placement) {
    add_placement_options(command, placement);
    add_instance_option(command, placement);
}

void add_undeployment_options(CLI::App& command, Placement& placement) {
    add_pacticipant_option(command, placement.pacticipant);
    add_environment_option(command, placement.environment);
    add_instance_option(command, placement);
}

// "recorded: web 4.2 VERB prod (instance blue)"
std::string recorded(const Placement& placement, const std::string& version, const std::string& verb) {
    std::string text =
        "recorded: " + placement.pacticipant + " " + version + " " + verb + " " + placement.environment;
    if (!placement.instance.empty()) text += " (instance " + placement.instance + ")";
    return text::printable(text) + "\n";
}

Result<ExitCode> print_recorded(const BrokerSession& session, Result<HalDocument> answer,
                                const Placement& placement, const std::string& verb) {
    if (!answer) return answer.error();
    complain_about_warnings(answer->body);
    return print_answer(session, answer->body, recorded(placement, placement.version, verb));
}

Result<ExitCode> print_ended(const BrokerSession& session, Result<std::vector<HalDocument>> answer,
                             const Placement& placement, const std::string& verb) {
    if (!answer) return answer.error();
    std::string text;
    json::Array documents;
    for (auto& document : *answer) {
        const std::string version = broker_api::text_at(document.body, {"_embedded", "version", "number"});
        text += recorded(placement, version.empty() ? placement.version : version, verb);
        documents.push_back(std::move(document.body));
    }
    return print_answer(session, documents, text);
}

Result<ExitCode> deploy(const Placement& placement, const BrokerSession& session) {
    return print_recorded(session, broker_api::record_deployment(session.broker, placement), placement,
                          "is deployed to");
}

Result<ExitCode> undeploy(const Placement& placement, const BrokerSession& session) {
    return print_ended(session, broker_api::record_undeployment(session.broker, placement), placement,
                       "is no longer deployed to");
}

Result<ExitCode> release(const Placement& placement, const BrokerSession& session) {
    return print_recorded(session, broker_api::record_release(session.broker, placement), placement,
                          "is released in");
}

Result<ExitCode> end_support(const Placement& placement, const BrokerSession& session) {
    return print_ended(session, broker_api::record_support_ended(session.broker, placement), placement,
                       "is no longer supported in");
}

const std::vector<std::string> kForms = {"text", "json", "pretty"};

}  // namespace

Command add_record_deployment(CLI::App& app) {
    return add_broker_verb<Placement>(
        app,
        {"record-deployment", "Record that a version was deployed, in place of the one before", "recorded",
         "there is no such version or environment, or the broker refused",
         "record-deployment -a web-shop -e 4.2 --environment prod", kForms},
        add_deployment_options, deploy);
}

Command add_record_undeployment(CLI::App& app) {
    return add_broker_verb<Placement>(
        app,
        {"record-undeployment", "Record that an application was removed from an environment", "recorded",
         "it is not deployed there, or the broker refused",
         "record-undeployment -a web-shop --environment prod", kForms},
        add_undeployment_options, undeploy);
}

Command add_record_release(CLI::App& app) {
    return add_broker_verb<Placement>(
        app,
        {"record-release", "Record that a version was released, beside those before", "recorded",
         "there is no such version or environment, or the broker refused",
         "record-release -a mobile -e 9.0 --environment prod", kForms},
        add_placement_options, release);
}

Command add_record_support_ended(CLI::App& app) {
    return add_broker_verb<Placement>(
        app,
        {"record-support-ended", "Record that a released version is no longer supported", "recorded",
         "it is not released there, or the broker refused",
         "record-support-ended -a mobile -e 8.0 --environment prod", kForms},
        add_placement_options, end_support);
}

}  // namespace tally::cli
