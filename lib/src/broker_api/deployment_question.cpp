#include "broker_api/deployment_question.h"

#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

// The only address that is known without a link: no link of any broker has room for all of a question, and
// those that decide about one version judge several versions in an environment differently from broker to
// broker.
constexpr const char* kMatrix = "/matrix";

MatrixRow read_row(const json::Value& row) {
    MatrixRow read{text_at(row, {"consumer", "name"}), text_at(row, {"consumer", "version", "number"}),
                   text_at(row, {"provider", "name"}), text_at(row, {"provider", "version", "number"})};
    const json::Value* success = find_at(row, {"verificationResult", "success"});
    if (success != nullptr && success->boolean() != nullptr) read.success = *success->boolean();
    read.result_address = text_at(row, {"verificationResult", "_links", "self", "href"});
    read.ignored = is_true_at(row, {"ignored"});
    return read;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> matrix_parameters(const DeploymentQuestion& question) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& selector : question.selectors) {
        all.emplace_back("q[][pacticipant]", selector.pacticipant);
        if (selector.version) all.emplace_back("q[][version]", *selector.version);
        if (selector.latest) all.emplace_back("q[][latest]", "true");
        if (selector.tag) all.emplace_back("q[][tag]", *selector.tag);
        if (selector.branch) all.emplace_back("q[][branch]", *selector.branch);
        if (selector.main_branch) all.emplace_back("q[][mainBranch]", "true");
    }
    for (const auto& ignored : question.ignored) {
        all.emplace_back("ignore[][pacticipant]", ignored.pacticipant);
        if (ignored.version) all.emplace_back("ignore[][version]", *ignored.version);
    }
    const bool alone = question.selectors.size() == 1;
    const bool in_environment = !question.environment.empty();
    // With several versions in an environment each of them counts
    all.emplace_back("latestby", alone && !in_environment ? "cvp" : "cvpv");
    if (in_environment) {
        all.emplace_back("environment", question.environment);
        return all;
    }
    if (!question.to_tag.empty()) all.emplace_back("tag", question.to_tag);
    if (question.to_main_branches) all.emplace_back("mainBranch", "true");
    if (alone || !question.to_tag.empty() || question.to_main_branches) all.emplace_back("latest", "true");
    return all;
}

Result<DeploymentAnswer> ask_whether_deployable(BrokerClient& broker, const DeploymentQuestion& question) {
    const std::string href = with_query(kMatrix, matrix_parameters(question));
    auto answer = broker.get(href);
    if (!answer) {
        Error error = answer.error();
        error.where = broker.shown(kMatrix);
        if (error.code == ErrorCode::not_found) {
            error.code = ErrorCode::malformed;
            error.remedy = "check the broker's address, including its path";
        }
        return error;
    }
    const json::Value* deployable = find_at(answer->body, {"summary", "deployable"});
    if (deployable == nullptr || !(deployable->is_null() || deployable->is_boolean())) {
        return Error{ErrorCode::malformed, broker.shown(kMatrix),
                     "the broker's answer does not say whether it can be deployed",
                     "check that the address is that of a Pact broker"};
    }
    DeploymentAnswer read;
    if (deployable->is_boolean()) read.deployable = *deployable->boolean();
    read.reason = text_at(answer->body, {"summary", "reason"});
    if (const json::Value* unknown = find_at(answer->body, {"summary", "unknown"}))
        read.unknown = unknown->integer().value_or(0);
    read.notices = read_notices(answer->body.find("notices"));
    for (const auto& row : items_at(answer->body, {"matrix"})) read.rows.push_back(read_row(row));
    read.document = std::move(answer->body);
    return read;
}

}  // namespace tally::broker_api
