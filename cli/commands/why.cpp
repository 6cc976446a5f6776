#include "cli/commands/why.h"

#include "base/text.h"
#include "broker_api/explained_question.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/deployment_question_options.h"

namespace tally::cli {

namespace {

using broker_api::ExplainedAction;
using broker_api::ExplainedAnswer;
using broker_api::ExplainedEdge;

std::string named(const std::string& name, const std::string& version) {
    return version.empty() ? name : name + " " + version;
}

std::string edge_name(const ExplainedEdge& edge) {
    const std::string consumer = named(edge.consumer, edge.consumer_version);
    return edge.provider.empty() ? consumer : consumer + " -> " + named(edge.provider, edge.provider_version);
}

std::string action_text(const ExplainedAction& action, const std::string& indent) {
    std::string text = text::printable(action.sentence) + "\n";
    if (!action.command.empty()) text += indent + "  " + text::printable(action.command) + "\n";
    return text;
}

std::string edge_text(const ExplainedEdge& edge) {
    std::string text =
        text::printable(edge.verdict + (edge.blocks ? "  " : " (does not block)  ") + edge_name(edge)) + "\n";
    if (!edge.because.empty()) text += "  " + text::printable(edge.because) + "\n";
    return text;
}

std::string answer_text(const ExplainedAnswer& answer) {
    std::string text = answer.deployable.value_or(false) ? "yes\n"
                       : answer.deployable               ? "no\n"
                                                         : "no: it is not known yet\n";
    for (const auto& notice : answer.notices) {
        if (notice.type == "warning") text += notice_line(notice);
    }
    std::string good;
    for (const auto& edge : answer.edges) {
        const bool needs_no_words = edge.verdict == "VERIFIED" && !edge.blocks;
        (needs_no_words ? good : text) += (needs_no_words ? "" : "\n") + edge_text(edge);
    }
    if (!good.empty()) text += "\n" + good;
    if (!answer.repair.empty()) {
        text += "\nWhat clears it:\n";
        std::size_t number = 0;
        for (const auto& action : answer.repair) {
            const std::string start = "  " + std::to_string(++number) + ". ";
            text += start + action_text(action, std::string(start.size(), ' '));
        }
    }
    return text;
}

// As a name within a graph: in quotes, whatever is in it.
std::string dot_text(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text::printable(text)) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c == '\n' ? ' ' : c;
    }
    return quoted + "\"";
}

std::string graph_text(const ExplainedAnswer& answer) {
    std::string text = "digraph why {\n  rankdir=LR;\n  node [shape=box];\n";
    for (const auto& edge : answer.edges) {
        const std::string consumer = dot_text(named(edge.consumer, edge.consumer_version));
        const char* colour = edge.blocks ? "red" : edge.verdict == "VERIFIED" ? "darkgreen" : "grey40";
        const std::string look = "[label=" + dot_text(edge.verdict) + ", tooltip=" + dot_text(edge.because) +
                                 ", color=" + colour + ", fontcolor=" + colour + "]";
        text += "  " + consumer;
        if (edge.provider.empty()) {
            text += " [xlabel=" + dot_text(edge.verdict) + ", color=" + colour + "];\n";
        } else {
            text += " -> " + dot_text(named(edge.provider, edge.provider_version)) + " " + look + ";\n";
        }
    }
    return text + "}\n";
}

Result<ExitCode> run(const DeploymentQuestionOptions& options, const BrokerSession& session) {
    const auto question = question_of(options);
    if (!question) {
        print_error(question.error());
        return ExitCode::usage;
    }
    const auto answer = broker_api::explain_deployment(session.broker, *question);
    if (!answer) {
        Error error = answer.error();
        if (error.code == ErrorCode::unsupported)
            error.remedy += ", or ask contract can-i-deploy, which works with every broker";
        return error;
    }
    print_answer(session, answer->document,
                 session.form == "dot" ? graph_text(*answer) : answer_text(*answer));
    return answer->deployable.value_or(false) ? ExitCode::yes : ExitCode::no;
}

}  // namespace

Command add_why(CLI::App& app) {
    return add_broker_verb<DeploymentQuestionOptions>(
        app,
        {"why",
         "Explain the answer of can-i-deploy, and what would change it",
         "it can be deployed",
         "it cannot, or it is not known yet; or the broker refused the question",
         "why -a web-shop -e 4.2 --to-environment prod",
         {"text", "json", "dot"}},
        add_question_options, run);
}

}  // namespace tally::cli
