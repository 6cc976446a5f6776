// Which contracts a provider is to verify, and which verifications it owes.
#include "api/operation.h"
#include "api/question.h"
#include "base/clock.h"
#include "support/fake_clock.h"

namespace tally::testing_support {

namespace {

bool is_true(const json::Value& object, const char* name) {
    const auto* value = object.find(name);
    return value != nullptr && value->boolean() != nullptr && *value->boolean();
}

const char* mark(bool wip, bool pending) {
    return wip ? ":w " : pending ? ":p " : " ";
}

// "Foo(3):p Web(1):w ", in the order of the answer.
std::string shown_selection(const Reply& reply) {
    std::string text;
    const auto* pacts = reply.at("_embedded.pacts").array();
    if (pacts == nullptr) return reply.response.body;
    for (const auto& pact : *pacts) {
        const auto& title = *pact.find("_links")->find("self")->find("name")->string();
        const auto begin = title.find("between ") + 8;
        auto one = title.substr(begin, title.find(") and") + 1 - begin);
        one.erase(one.find(' '), 1);
        const auto& properties = *pact.find("verificationProperties");
        text += one + mark(is_true(properties, "wip"), is_true(properties, "pending"));
    }
    return text;
}

std::string expected_selection(const Model& model, const SelectionQuestion& question) {
    const auto selected = select(model, question);
    if (!selected) return kRefused;
    std::string text;
    for (const auto& one : *selected) {
        text += one.consumer + "(" + newest_of(model, one.consumer, one.versions) + ")" +
                mark(one.wip, one.pending && question.with_pending);
    }
    return text;
}

std::string body_of(const SelectionQuestion& question) {
    std::string selectors;
    for (const auto& one : question.selectors) selectors += (selectors.empty() ? "" : ",") + to_json(one);
    std::string tags;
    for (const auto& tag : question.provider_tags) tags += (tags.empty() ? "\"" : ",\"") + tag + "\"";
    return std::string(R"({"includePendingStatus":)") + (question.with_pending ? "true" : "false") +
           (question.selectors.empty() ? "" : R"(,"consumerVersionSelectors":[)" + selectors + "]") +
           (question.provider_branch ? R"(,"providerVersionBranch":")" + *question.provider_branch + "\""
                                     : "") +
           (question.provider_tags.empty() ? "" : R"(,"providerVersionTags":[)" + tags + "]") +
           (question.wip_since ? R"(,"includeWipPactsSince":")" + time_of(*question.wip_since) + "\"" : "") +
           "}";
}

Question owed_question(const std::string& provider, const std::optional<std::string>& branch) {
    Question question;
    question.target = "/providers/" + provider + "/owed" + (branch ? "?branch=" + *branch : "");
    question.shown = [](const Reply& reply) {
        std::string text;
        for (const auto& run : *reply.at("_embedded.runs").array()) {
            text += *run.find("providerVersion")->string() + ": ";
            for (const auto& pact : *run.find("_embedded")->find("pacts")->array()) {
                text +=
                    *pact.find("consumer")->string() + "(" + *pact.find("consumerVersion")->string() + ") ";
            }
            text += ", ";
        }
        return text;
    };
    question.expected = [provider, branch](const Model& model) {
        return owed(model, provider, branch).value_or(kRefused);
    };
    return question;
}

}  // namespace

std::string time_of(Moment moment) {
    return iso_8601_fixed(FakeClock().now() + std::chrono::seconds(moment));
}

Question to_question(const SelectionQuestion& question) {
    return {"/pacts/provider/" + question.provider + "/for-verification", body_of(question), shown_selection,
            [question](const Model& model) { return expected_selection(model, question); }};
}

Question any_selection_question(Random& random, const About& about, Moment now) {
    if (one_in(random, 8)) {
        return owed_question(about.provider,
                             one_in(random, 2) ? std::nullopt : std::optional(any(random, Names::branches)));
    }
    static const std::vector<Moment> ages{0, 10, 4000, 500000, 1000000000};
    SelectionQuestion question{about.provider, {}, {}, {}, !one_in(random, 3), {}};
    for (auto count = random.between(0, 2); count > 0; --count)
        question.selectors.push_back(any_selector(random));
    if (one_in(random, 2)) question.provider_branch = any(random, Names::branches);
    for (const auto& tag : Names::tags) {
        if (one_in(random, 3)) question.provider_tags.push_back(tag);
    }
    if (one_in(random, 2)) question.wip_since = now - any(random, ages);
    return to_question(question);
}

}  // namespace tally::testing_support
