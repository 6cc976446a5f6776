#include "matrix/badge_resource.h"

#include "base/text.h"
#include "contracts/contract_store.h"
#include "environments/environment_store.h"
#include "matrix/badge.h"
#include "matrix/deployment_questions.h"
#include "matrix/matrix.h"
#include "matrix/summary.h"
#include "pacticipants/pacticipant_store.h"
#include "verifications/verification_status.h"
#include "verifications/verification_store.h"
#include "versions/version_store.h"

namespace tally::matrix {

namespace {

using Context = web::RequestContext;
using By = contracts::ContractFilter::By;
using storage::Transaction;
using verifications::Status;

http::Response not_found_badge(const Context& context, const std::string& left, const std::string& what) {
    return badge_response(context.settings, {left, what + " not found", BadgeColour::lightgrey});
}

// "pricing-service" is "ps" where initials are asked for.
std::string shown_name(const Context& context, const std::string& name) {
    if (context.query.find("initials") != "true") return text::lower(name);
    std::string initials;
    bool begins = true;
    std::size_t words = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool separates = c == ' ' || c == '-' || c == '_' || c == '.';
        const bool capital = c >= 'A' && c <= 'Z' && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
        if (!separates && (begins || capital)) {
            initials += c;
            ++words;
        }
        begins = separates;
    }
    return text::lower(words > 1 ? initials : name);
}

std::string pair_label(const Context& context, const std::string& consumer, const std::string& provider) {
    const auto side = context.query.find("label");
    if (side == "consumer") return consumer + " pact";
    if (side == "provider") return provider + " pact";
    return consumer + "/" + provider + " pact";
}

Badge status_badge(std::string left, Status status) {
    switch (status) {
        case Status::success:
            return {std::move(left), "verified", BadgeColour::brightgreen};
        case Status::failed:
            return {std::move(left), "failed", BadgeColour::red};
        case Status::failed_pending:
            return {std::move(left), "failed (pending)", BadgeColour::red};
        case Status::stale:
            return {std::move(left), "changed", BadgeColour::orange};
        case Status::never:
            break;
    }
    return {std::move(left), "unknown", BadgeColour::lightgrey};
}

http::Response pact_badge(const Context& context, Transaction& transaction, By by,
                          std::string_view name = {}) {
    const auto& consumer = context.variable("consumer");
    const auto& provider = context.variable("provider");
    auto left = pair_label(context, shown_name(context, consumer), shown_name(context, provider));
    const auto contract = contracts::find_newest(
        transaction, {.consumer = consumer, .provider = provider, .by = by, .name = name});
    if (!contract) return not_found_badge(context, left, "pact");
    const auto status = verifications::standing_of(transaction, *contract).status;
    return badge_response(context.settings, status_badge(std::move(left), status));
}

http::Response verdict_badge(const Context& context, Transaction& transaction, const MatrixQuestion& question,
                             const std::string& from, const std::string& to) {
    const auto summary = summarize(evaluate(transaction, question), question);
    const auto left = context.query.find("label").value_or("can-i-deploy");
    const bool is_yes = summary.deployable == true;
    return badge_response(context.settings,
                          {left, from + " to " + to, is_yes ? BadgeColour::brightgreen : BadgeColour::red});
}

}  // namespace

http::Response get_pact_badge(const Context& context, Transaction& transaction) {
    return pact_badge(context, transaction, By::none);
}

http::Response get_tagged_pact_badge(const Context& context, Transaction& transaction) {
    return pact_badge(context, transaction, By::tag, context.variable("tag"));
}

http::Response get_untagged_pact_badge(const Context& context, Transaction& transaction) {
    return pact_badge(context, transaction, By::untagged);
}

http::Response get_matrix_badge(const Context& context, Transaction& transaction) {
    const auto& consumer = context.variable("consumer");
    const auto& provider = context.variable("provider");
    const auto& tag = context.variable("tag");
    const auto& provider_tag = context.variable("providerTag");
    auto left = pair_label(context, shown_name(context, consumer) + " (" + tag + ")",
                           shown_name(context, provider) + " (" + provider_tag + ")");
    const auto contract = contracts::find_newest(
        transaction, {.consumer = consumer, .provider = provider, .by = By::tag, .name = tag});
    if (!contract) return not_found_badge(context, left, "pact");
    const auto version = versions::find_latest_version_with_tag(transaction, provider, provider_tag);
    if (!version) return not_found_badge(context, left, "provider version");
    const auto result = verifications::find_newest(transaction, contract->content_id, version->id);
    return badge_response(context.settings, status_badge(std::move(left), verifications::status_of(result)));
}

http::Response get_can_i_deploy_tag_badge(const Context& context, Transaction& transaction) {
    const auto left = context.query.find("label").value_or("can-i-deploy");
    const auto& pacticipant = context.variable("pacticipant");
    const auto& tag = context.variable("tag");
    const auto& to = context.variable("environmentTag");
    if (!pacticipants::find_pacticipant(transaction, pacticipant)) {
        return not_found_badge(context, left, "pacticipant");
    }
    if (!versions::find_latest_version_with_tag(transaction, pacticipant, tag)) {
        return not_found_badge(context, left, "version");
    }
    return verdict_badge(context, transaction, tag_to_tag(pacticipant, tag, to), tag, to);
}

http::Response get_can_i_deploy_branch_badge(const Context& context, Transaction& transaction) {
    const auto left = context.query.find("label").value_or("can-i-deploy");
    const auto& pacticipant = context.variable("pacticipant");
    const auto& branch = context.variable("branch");
    const auto& environment = context.variable("environment");
    if (!pacticipants::find_pacticipant(transaction, pacticipant)) {
        return not_found_badge(context, left, "pacticipant");
    }
    if (!versions::find_branch_head(transaction, pacticipant, branch)) {
        return not_found_badge(context, left, "branch");
    }
    if (!environments::find_environment_named(transaction, environment)) {
        return not_found_badge(context, left, "environment");
    }
    return verdict_badge(context, transaction, branch_to_environment(pacticipant, branch, environment),
                         branch, environment);
}

http::Response get_can_i_merge_badge(const Context& context, Transaction& transaction) {
    const auto left = context.query.find("label").value_or("can-i-merge");
    const auto& name = context.variable("pacticipant");
    const auto pacticipant = pacticipants::find_pacticipant(transaction, name);
    if (!pacticipant) return not_found_badge(context, left, "pacticipant");
    if (!pacticipant->main_branch) return not_found_badge(context, left, "main branch");
    if (!versions::find_branch_head(transaction, name, *pacticipant->main_branch)) {
        return not_found_badge(context, left, "main branch version");
    }
    const auto question = main_branch_to_main_branches(name);
    const auto summary = summarize(evaluate(transaction, question), question);
    if (!summary.deployable) {
        return badge_response(context.settings, {left, "unknown", BadgeColour::lightgrey});
    }
    if (!*summary.deployable) return badge_response(context.settings, {left, "failed", BadgeColour::red});
    return badge_response(context.settings, {left, "success", BadgeColour::brightgreen}, "max-age=30");
}

}  // namespace tally::matrix
