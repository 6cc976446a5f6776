#include "contracts/for_verification_resource.h"

#include "base/text.h"
#include "contracts/selection.h"
#include "environments/environment_store.h"
#include "links.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "web/hal.h"
#include "web/problem.h"

namespace tally::contracts {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

json::Value notice(const char* when, std::string text) {
    return json::Object{{"when", when}, {"text", std::move(text)}};
}

std::string why_selected(const std::string& url, const SelectedContract& selected) {
    std::string text = "The pact at " + url + " is being verified because ";
    text += selected.wip
                ? "it is new work of a consumer (work in progress), not verified by this provider yet. It is:"
            : selected.reasons.size() == 1 ? "its content belongs to this consumer version:"
                                           : "its content belongs to these consumer versions:";
    for (const auto& reason : selected.reasons) text += "\n    * " + reason.phrase;
    return text;
}

// Who has to prove the contract before it may break the provider's build.
std::string prover(const std::string& provider, const VerificationQuestion& question,
                   const SelectedContract& selected) {
    if (question.provider_branch)
        return "a version of " + provider + " from branch '" + *question.provider_branch + "'";
    const auto& tags = selected.pending_tags.empty() ? question.provider_tags : selected.pending_tags;
    if (!tags.empty()) return "a version of " + provider + " with tag '" + text::join(tags, "' and '") + "'";
    return "any version of " + provider;
}

void add_pending_notices(const std::string& provider, const VerificationQuestion& question,
                         const SelectedContract& selected, json::Array& notices) {
    const auto who = prover(provider, question, selected);
    if (!selected.pending) {
        notices.push_back(notice("before_verification",
                                 "This pact has been successfully verified by " + who +
                                     " before. It is not pending: if verification fails, the build fails."));
        return;
    }
    notices.push_back(notice("before_verification",
                             "This pact is pending, because it has not been successfully verified by " + who +
                                 " yet. If verification fails, the build does not fail."));
    notices.push_back(notice("after_verification:success_true_published_false",
                             "This pact is still pending: the successful result was not published."));
    notices.push_back(notice("after_verification:success_false_published_false",
                             "This pact is still pending, so the failure does not fail the build."));
    notices.push_back(notice("after_verification:success_true_published_true",
                             "This pact is no longer pending: the successful result was published."));
    notices.push_back(notice("after_verification:success_false_published_true",
                             "This pact is still pending: no successful result has been published."));
}

SelectionMetadata metadata_of(const SelectedContract& selected, const VerificationQuestion& question) {
    SelectionMetadata metadata;
    for (const auto& reason : selected.reasons) metadata.selectors.push_back(reason.entry);
    // Of a result it is kept that the contract was pending or that it was work in progress, not both
    metadata.pending = question.include_pending_status && selected.pending && !selected.wip;
    metadata.wip = selected.wip;
    return metadata;
}

enum class Form { current, deprecated };

json::Value entry(const Links& links, const VerificationQuestion& question, const SelectedContract& selected,
                  Form form) {
    const auto& contract = selected.contract;
    const auto content_url =
        links.to(paths::kPactVersion, {contract.provider, contract.consumer, contract.sha});
    const auto segment = to_segment(metadata_of(selected, question));

    json::Array notices;
    if (form == Form::deprecated) {
        notices.push_back(
            notice("before_verification",
                   "Asking for pacts to verify with GET is deprecated; use POST with a JSON body."));
    }
    notices.push_back(notice("before_verification", why_selected(content_url, selected)));
    if (question.include_pending_status) add_pending_notices(contract.provider, question, selected, notices);

    json::Object properties;
    if (question.include_pending_status) properties.set("pending", selected.pending);
    if (selected.wip) properties.set("wip", true);
    properties.set("notices", std::move(notices));

    std::vector<std::string> briefs;
    for (const auto& reason : selected.reasons) briefs.push_back(reason.brief);
    web::Hal hal;
    hal.set("shortDescription", text::join(briefs, ", "));
    hal.set("verificationProperties", std::move(properties));
    hal.link("self", {links.to(paths::kPactVersionWithMetadata,
                               {contract.provider, contract.consumer, contract.sha, segment}),
                      {},
                      contract.title()});
    return std::move(hal).take();
}

http::Response answer(const Context& context, Transaction& transaction, const json::Value& body, Form form) {
    const auto provider = pacticipants::find_pacticipant(transaction, context.variable("provider"));
    if (!provider) return pacticipants::unknown_pacticipant(context, context.variable("provider"));
    web::ValidationErrors errors;
    const auto environment_exists = [&](std::string_view name) {
        return environments::find_environment_named(transaction, name).has_value();
    };
    const auto question = read_question(body, environment_exists, errors);
    if (!errors.empty()) return web::validation_response(context, errors);

    json::Array pacts;
    for (const auto& selected : select_for_verification(transaction, *provider, question)) {
        pacts.push_back(entry(context.links, question, selected, form));
    }
    web::Hal hal;
    hal.embed("pacts", std::move(pacts));
    hal.link("self", {context.links.to(paths::kForVerification, {provider->name}), "Pacts to be verified"});
    return web::hal_response(context, std::move(hal).take());
}

}  // namespace

http::Response post_for_verification(const Context& context, Transaction& transaction) {
    return answer(context, transaction, context.body, Form::current);
}

http::Response get_for_verification(const Context& context, Transaction& transaction) {
    return answer(context, transaction, question_from_query(context.query), Form::deprecated);
}

}  // namespace tally::contracts
