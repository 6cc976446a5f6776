#include "reporting/remedies.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "http/content_type.h"
#include "matching/rule_faults.h"
#include "reporting/causes.h"
#include "reporting/style.h"

namespace tally::reporting {

namespace {

using namespace verification;
using matching::Mismatch;
using matching::MismatchKind;

std::string for_flaky(const Flakiness& flaky) {
    switch (flaky.cause) {
        case FlakyCause::order:
            return "let each interaction start from its own states: set them up afresh, and undo them "
                   "(--state-change-teardown)";
        case FlakyCause::response:
            return "make the provider answer alike each time, or match what may change by type or pattern";
        case FlakyCause::unknown:
            break;
    }
    return "look for what changes from run to run: times, random values, work in the background, other "
           "clients";
}

std::string or_agree(const std::string& consumer) {
    return ", or agree with " + consumer + " on another contract";
}

std::string for_not_found(const model::Interaction& interaction, const std::string& consumer) {
    if (interaction.provider_states.empty()) {
        return "check the path and --base-path; if it is data that is missing, agree with " + consumer +
               " on a provider state that creates it";
    }
    return "let state " + in_quotes(interaction.provider_states.front().name, 100) +
           " create what this request asks for, or check the path and --base-path";
}

std::string for_status(int status, const model::Interaction& interaction, const std::string& consumer) {
    if (interaction.http() == nullptr) {
        return "let the provider answer POST with the description " +
               in_quotes(interaction.description, 100) + " by that message" + or_agree(consumer);
    }
    switch (status) {
        case 401:
        case 403:
            return "pass credentials that the provider takes, such as --header 'Authorization=Bearer ...', "
                   "or "
                   "switch them off where it is verified";
        case 404:
        case 410:
            return for_not_found(interaction, consumer);
        case 405:
            return "let the provider answer " + one_line(interaction.http()->request.method, 20) +
                   " at this path, or check --base-path";
        case 429:
            return "let the provider take more requests while it is verified";
        case 502:
        case 503:
        case 504:
            return "start the provider and what it needs before it is verified; this answer may come from a "
                   "proxy "
                   "in front of it";
        default:
            break;
    }
    if (status >= 500 && status < 600)
        return "look into the provider's log: it failed while it answered this request";
    if (status >= 400 && status < 500)
        return "see above why the provider refuses this request; correct it" + or_agree(consumer);
    if (status >= 300 && status < 400) {
        return "let the provider answer itself, since redirects are not followed; if this leads to a log-in, "
               "pass "
               "credentials with --header";
    }
    return "correct the provider" + or_agree(consumer);
}

bool is_html(const http::Response& response) {
    return text::contains_ignoring_case(response.headers.value_or("Content-Type", ""), "text/html");
}

std::string for_unreadable_body(const Mismatch& mismatch, const http::Response& response) {
    if (const std::string* coding = response.headers.find("Content-Encoding")) {
        return "let the provider send the body as it is: nobody asked for Content-Encoding " +
               one_line(*coding, 40);
    }
    const auto named = http::parse_content_type(response.headers.value_or("Content-Type", ""));
    const http::ContentType type = named.value_or(http::unknown_content_type());
    const std::string format = type.is_xml() ? "XML" : type.is_json() ? "JSON" : "the body";
    if (type.is_json() && !text::is_valid_utf8(response.body))
        return "let the provider send UTF-8, whatever charset it names: JSON has no other encoding";
    if (mismatch.sentence.find("end of input") != std::string::npos)
        return "look into the provider's log: the body ends before it is complete";
    return "let the provider write " + format + " by a library, not by hand";
}

// Of the first cause, which is the one to mend first.
std::string for_difference(const Causes& causes, const InteractionResult& result,
                           const model::Interaction& interaction, const std::string& consumer) {
    const Mismatch* first = causes.shown.empty() ? nullptr : causes.shown.front();
    if (first == nullptr || !result.exchange) return "correct the provider" + or_agree(consumer);
    const auto& response = result.exchange->response;
    if (first->kind == MismatchKind::status) return for_status(response.status, interaction, consumer);
    const bool about_type =
        first->kind == MismatchKind::body_type ||
        (first->kind == MismatchKind::header && text::equals_ignoring_case(first->location, "Content-Type"));
    if (about_type && is_html(response)) {
        return "check --base-path, and whether a proxy or a log-in answers in place of the provider: this is "
               "a page "
               "for a browser";
    }
    if (about_type) return "let the provider name the content type that is expected" + or_agree(consumer);
    if (first->kind == MismatchKind::header)
        return "let the provider send this header as it is expected" + or_agree(consumer);
    if (first->kind == MismatchKind::body && text::trim(response.body).empty() && !first->expected.empty())
        return "let the provider send a body" + or_agree(consumer);
    if (first->kind == MismatchKind::body && first->sentence.rfind("Failed to parse the actual body", 0) == 0)
        return for_unreadable_body(*first, response);
    return "correct the provider" + or_agree(consumer);
}

}  // namespace

std::vector<std::string> remedies_of(const ContractResult& contract, const InteractionResult& result) {
    if (result.flaky) return {for_flaky(*result.flaky)};
    if (result.obstacle) {
        const std::string& remedy = result.obstacle->error.remedy;
        return remedy.empty() ? std::vector<std::string>() : std::vector{one_line(remedy, 500)};
    }
    std::vector<std::string> remedies;
    const std::string consumer = one_line(contract.source.contract.consumer, 60);
    const auto& interaction = contract.source.contract.interactions[result.index];
    const Causes causes = find_causes(result.mismatches);
    const bool others = !std::all_of(
        result.mismatches.begin(), result.mismatches.end(),
        [](const auto& mismatch) { return mismatch.follows || matching::blames_the_rule(mismatch); });
    if (result.faulty_rule.empty() || others)
        remedies.push_back(for_difference(causes, result, interaction, consumer));
    if (!result.faulty_rule.empty()) {
        remedies.push_back("correct the rule in the contract at " + one_line(result.faulty_rule, 300) +
                           ", or the test of " + consumer + " that wrote it; the provider cannot satisfy it");
    }
    return remedies;
}

}  // namespace tally::reporting
