#include "matrix/matrix_resource.h"

#include <limits>

#include "environments/environment_store.h"
#include "matrix/deployment_questions.h"
#include "matrix/matrix_hal.h"
#include "matrix/question_checks.h"
#include "pacticipants/pacticipant_store.h"
#include "versions/version_store.h"
#include "web/hal.h"
#include "web/negotiation.h"
#include "web/problem.h"

namespace tally::matrix {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

constexpr std::size_t kAllRows = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kRowsByDefault = 100;

http::Response answer(const Context& context, Transaction& transaction, const MatrixQuestion& question,
                      std::size_t limit) {
    const auto matrix = evaluate(transaction, question);
    const auto summary = summarize(matrix, question);
    if (context.media_type == web::kPlainText) {
        return {200,
                {{"Content-Type", web::with_charset(web::kPlainText)}},
                matrix_table(matrix, summary, limit)};
    }
    return web::hal_response(context, matrix_document(transaction, context.links, matrix, summary, limit));
}

std::size_t shown_rows(const MatrixQuestion& question) {
    return question.limit ? static_cast<std::size_t>(*question.limit) : kRowsByDefault;
}

}  // namespace

http::Response get_matrix(const Context& context, Transaction& transaction) {
    const auto checked = checked_matrix_question(context, transaction);
    if (!checked.errors.empty()) return matrix_errors(context, checked.errors);
    return answer(context, transaction, checked.question, shown_rows(checked.question));
}

http::Response get_matrix_of_pair(const Context& context, Transaction& transaction) {
    for (const auto* side : {"consumer", "provider"}) {
        const auto& name = context.variable(side);
        if (!pacticipants::find_pacticipant(transaction, name)) {
            return web::not_found(context, "there is no pacticipant with the name '" + name + "'");
        }
    }
    std::vector<std::string> errors;
    auto question = read_matrix_question(context.query, errors);
    question.selectors = {{.pacticipant = context.variable("consumer")},
                          {.pacticipant = context.variable("provider")}};
    check_names(transaction, question, errors);
    if (!errors.empty()) return matrix_errors(context, errors);
    return answer(context, transaction, question, shown_rows(question));
}

http::Response get_can_i_deploy(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    const auto question = read_can_i_deploy(context, transaction, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    return answer(context, transaction, question, kAllRows);
}

http::Response get_can_i_deploy_by_tags(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    const auto& tag = context.variable("tag");
    if (!versions::find_latest_version_with_tag(transaction, pacticipant, tag)) {
        return web::not_found(context, "no version of this pacticipant has the tag");
    }
    auto question = tag_to_tag(pacticipant, tag, context.variable("environmentTag"));
    question.ignored = read_ignored(context.query);
    return answer(context, transaction, question, kAllRows);
}

http::Response get_can_i_deploy_by_branch(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    const auto& branch = context.variable("branch");
    const auto& environment = context.variable("environment");
    if (!versions::find_branch_head(transaction, pacticipant, branch)) {
        return web::not_found(context, "this pacticipant has no version on the branch");
    }
    if (!environments::find_environment_named(transaction, environment)) {
        return web::not_found(context, "there is no environment with this name");
    }
    auto question = branch_to_environment(pacticipant, branch, environment);
    question.ignored = read_ignored(context.query);
    return answer(context, transaction, question, kAllRows);
}

}  // namespace tally::matrix
