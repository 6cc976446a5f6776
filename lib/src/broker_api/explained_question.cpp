#include "broker_api/explained_question.h"

#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

std::vector<ExplainedAction> read_actions(const json::Array& actions) {
    std::vector<ExplainedAction> all;
    for (const auto& action : actions)
        all.push_back({text_at(action, {"text"}), text_at(action, {"command"})});
    return all;
}

ExplainedEdge read_edge(const json::Value& edge) {
    return {text_at(edge, {"verdict"}),          is_true_at(edge, {"blocks"}),
            text_at(edge, {"consumer", "name"}), text_at(edge, {"consumer", "version", "number"}),
            text_at(edge, {"provider", "name"}), text_at(edge, {"provider", "version", "number"}),
            text_at(edge, {"because"}),          read_actions(items_at(edge, {"actions"}))};
}

}  // namespace

Result<ExplainedAnswer> explain_deployment(BrokerClient& broker, const DeploymentQuestion& question) {
    auto link = broker.require_link("tally:explained-matrix", "it cannot explain its answers");
    if (!link) {
        Error error = link.error();
        if (error.code == ErrorCode::unsupported) error.remedy = broker.advice().other_broker;
        return error;
    }
    // The link has room for one selector; the address before its parameters takes all of them
    const std::string address = link->substr(0, link->find('?'));
    auto answer = broker.get(with_query(address, matrix_parameters(question)));
    if (!answer) {
        Error error = answer.error();
        error.where = broker.shown(address);
        return error;
    }
    ExplainedAnswer read;
    const json::Value* deployable = find_at(answer->body, {"summary", "deployable"});
    if (deployable == nullptr || find_at(answer->body, {"edges"}) == nullptr) {
        return Error{ErrorCode::malformed, broker.shown(address), "the broker's answer explains nothing",
                     "look whether a proxy changes or cuts the broker's answers"};
    }
    if (deployable->is_boolean()) read.deployable = *deployable->boolean();
    for (const auto& edge : items_at(answer->body, {"edges"})) read.edges.push_back(read_edge(edge));
    read.repair = read_actions(items_at(answer->body, {"repair"}));
    read.notices = read_notices(answer->body.find("notices"));
    read.document = std::move(answer->body);
    return read;
}

}  // namespace tally::broker_api
