#include "matrix/explained_resource.h"

#include "links.h"
#include "matrix/matrix_hal.h"
#include "matrix/question_checks.h"
#include "matrix/verdicts.h"
#include "paths.h"
#include "web/hal.h"
#include "web/negotiation.h"
#include "web/problem.h"

namespace tally::matrix {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

json::Value to_json(const Action& action) {
    json::Object object{{"kind", kind_name(action.kind)}, {"pacticipant", action.pacticipant}};
    if (!action.version.empty()) object.set("version", action.version);
    object.set("text", action.sentence);
    if (!action.command.empty()) object.set("command", action.command);
    return object;
}

json::Value to_json(const std::vector<Action>& actions) {
    json::Array all;
    for (const auto& action : actions) all.push_back(to_json(action));
    return all;
}

json::Value party(const Links& links, const std::string& name, const std::string& version, bool has_address = true) {
    if (name.empty()) return nullptr;
    json::Object object{{"name", name}};
    object.set("version", version.empty() ? json::Value() : json::Value(json::Object{{"number", version}}));
    const auto href = version.empty() || !has_address ? links.to(paths::kPacticipant, {name})
                                                      : links.to(paths::kVersion, {name, version});
    object.set("_links", json::Object{{"self", json::Object{{"href", href}}}});
    return object;
}

json::Value to_json(const Links& links, const Edge& edge) {
    web::Hal hal;
    hal.set("verdict", verdict_name(edge.verdict)).set("blocks", edge.blocks);
    // Without a counterpart it is about something that does not exist, so there is nothing to link to.
    const bool exists = !edge.provider.empty();
    hal.set("consumer", party(links, edge.consumer, exists ? edge.consumer_version : ""));
    hal.set("provider", party(links, edge.provider, edge.provider_version, edge.has_provider_version));
    hal.set("because", edge.because).set("actions", to_json(edge.alternatives));
    if (edge.contract) {
        const auto& contract = *edge.contract;
        hal.link("pb:pact",
                 {links.to(paths::kPact, {edge.provider, edge.consumer, contract.version}), "Pact"});
        hal.link("pb:publish-verification-results",
                 {links.to(paths::kResults, {edge.provider, edge.consumer, contract.sha}),
                  "Publish verification results"});
        if (edge.result) {
            hal.link("pb:verification-result",
                     {links.to(paths::kResult, {edge.provider, edge.consumer, contract.sha,
                                                std::to_string(edge.result->number)}),
                      "Verification result"});
        }
    }
    return std::move(hal).take();
}

contracts::Notices notices_of(const Summary& summary, const Explanation& explanation) {
    auto notices = summary.reasons;
    for (const auto& edge : explanation.edges) {
        if (edge.verdict == Verdict::verified) continue;
        std::string text =
            std::string(verdict_name(edge.verdict)) + " " + versioned(edge.consumer, edge.consumer_version);
        if (!edge.provider.empty()) text += " -> " + versioned(edge.provider, edge.provider_version);
        notices.push_back({edge.blocks ? "error" : "info", text + ": " + edge.because});
    }
    for (const auto& action : explanation.repair) notices.push_back({"prompt", action.sentence});
    return notices;
}

http::Response answer(const Context& context, Transaction& transaction, const MatrixQuestion& question,
                      std::string_view own_path, std::string_view plain_path) {
    const auto& links = context.links;
    const auto matrix = evaluate(transaction, question);
    const auto summary = summarize(matrix, question);
    const auto explanation = explain(transaction, links, matrix);
    json::Array edges;
    for (const auto& edge : explanation.edges) edges.push_back(to_json(links, edge));
    web::Hal hal;
    hal.set("summary", summary_document(summary))
        .set("notices", contracts::to_json(notices_of(summary, explanation)))
        .set("edges", std::move(edges))
        .set("repair", to_json(explanation.repair));
    hal.link("self", {context.with_query(links.to(own_path)), "The answer, explained"});
    hal.link("tally:matrix", {context.with_query(links.to(plain_path)), "The same answer as rows"});
    return web::hal_response(context, std::move(hal).take());
}

}  // namespace

http::Response get_explained_matrix(const Context& context, Transaction& transaction) {
    const auto checked = checked_matrix_question(context, transaction);
    if (!checked.errors.empty()) return matrix_errors(context, checked.errors);
    return answer(context, transaction, checked.question, paths::kExplainedMatrix, paths::kMatrix);
}

http::Response get_explained_can_i_deploy(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    const auto question = read_can_i_deploy(context, transaction, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    return answer(context, transaction, question, paths::kExplainedCanIDeploy, paths::kCanIDeploy);
}

}  // namespace tally::matrix
