#include "matrix/question_checks.h"

#include "environments/environment_store.h"
#include "matrix/deployment_questions.h"
#include "pacticipants/pacticipant_store.h"
#include "web/body_fields.h"
#include "web/hal.h"
#include "web/negotiation.h"

namespace tally::matrix {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

std::string required(const Context& context, const char* name, web::ValidationErrors& errors) {
    auto value = context.query.find(name).value_or("");
    if (web::is_blank(value)) errors.add_invalid_parameter(name, "is missing");
    return value;
}

}  // namespace

CheckedQuestion checked_matrix_question(const Context& context, Transaction& transaction) {
    CheckedQuestion checked;
    checked.question = read_matrix_question(context.query, checked.errors);
    if (checked.question.selectors.empty()) {
        checked.errors.emplace_back("give at least one selector: q[][pacticipant]=NAME&q[][version]=NUMBER");
    }
    check_names(transaction, checked.question, checked.errors);
    return checked;
}

void check_names(Transaction& transaction, const MatrixQuestion& question, std::vector<std::string>& errors) {
    const auto check_environment = [&](const std::optional<std::string>& name) {
        if (name && !environments::find_environment_named(transaction, *name)) {
            errors.push_back("there is no environment with the name '" + *name + "'");
        }
    };
    for (const auto& selector : question.selectors) {
        if (!selector.pacticipant.empty() &&
            !pacticipants::find_pacticipant(transaction, selector.pacticipant)) {
            errors.push_back("there is no pacticipant with the name '" + selector.pacticipant + "'");
        }
        check_environment(selector.environment);
    }
    check_environment(question.target.environment);
}

http::Response matrix_errors(const Context& context, const std::vector<std::string>& errors) {
    if (context.wants_problem_json()) {
        web::ValidationErrors all;
        for (const auto& error : errors) all.add_invalid_parameter("q", error);
        return web::validation_response(context, all);
    }
    json::Array texts;
    for (const auto& error : errors) texts.emplace_back(error);
    auto response = web::hal_response(context, json::Object{{"errors", std::move(texts)}}, 400);
    response.headers.set("Content-Type", web::with_charset(web::kHal));  // also to those who want the table
    return response;
}

MatrixQuestion read_can_i_deploy(const Context& context, Transaction& transaction,
                                 web::ValidationErrors& errors) {
    const auto pacticipant = required(context, "pacticipant", errors);
    const auto version = required(context, "version", errors);
    const auto tag = context.query.find("to").value_or("");
    const auto environment = context.query.find("environment").value_or("");
    const bool to_tag = !web::is_blank(tag);
    const bool to_environment = !web::is_blank(environment);
    if (to_tag == to_environment) {
        errors.add_invalid_parameter("to", to_tag ? "and environment exclude each other; give one of them"
                                                  : "or environment must be given");
    }
    if (!web::is_blank(pacticipant) && !pacticipants::find_pacticipant(transaction, pacticipant)) {
        errors.add_invalid_parameter("pacticipant", "'" + pacticipant + "' does not exist");
    }
    if (to_environment && !environments::find_environment_named(transaction, environment)) {
        errors.add_invalid_parameter("environment", "'" + environment + "' does not exist");
    }
    auto question = to_tag ? version_to_tag(pacticipant, version, tag)
                           : version_to_environment(pacticipant, version, environment);
    question.ignored = read_ignored(context.query);
    return question;
}

}  // namespace tally::matrix
