#include "broker_api/contracts_to_verify.h"

namespace tally::broker_api {

namespace {

constexpr const char* kForVerification = "pb:provider-pacts-for-verification";
constexpr const char* kForVerificationBeta = "beta:provider-pacts-for-verification";
constexpr const char* kLatest = "pb:latest-provider-pacts";

bool is_true(const json::Value* value) {
    return value != nullptr && value->boolean() != nullptr && *value->boolean();
}

json::Array strings(const std::vector<std::string>& texts) {
    json::Array all;
    for (const auto& text : texts) all.push_back(text);
    return all;
}

json::Value request_body(const ContractsWanted& wanted) {
    json::Object body;
    body.set("consumerVersionSelectors", wanted.selectors);
    body.set("includePendingStatus", wanted.include_pending);
    if (!wanted.include_wip_since.empty()) body.set("includeWipPactsSince", wanted.include_wip_since);
    if (!wanted.provider_branch.empty()) body.set("providerVersionBranch", wanted.provider_branch);
    if (!wanted.provider_tags.empty()) body.set("providerVersionTags", strings(wanted.provider_tags));
    return body;
}

OfferedContract read_offer(const json::Value& entry, const Link& self) {
    OfferedContract offer;
    offer.href = self.href;
    offer.name = self.name;
    if (const json::Value* reason = entry.find("shortDescription");
        reason != nullptr && reason->string() != nullptr) {
        offer.reason = *reason->string();
    }
    if (const json::Value* properties = entry.find("verificationProperties")) {
        offer.pending = is_true(properties->find("pending"));
        offer.work_in_progress = is_true(properties->find("wip"));
        offer.notices = read_notices(properties->find("notices"));
    }
    return offer;
}

Result<std::vector<OfferedContract>> selected(BrokerClient& broker, const std::string& href,
                                              const ContractsWanted& wanted) {
    // The address to post to is the document's own link, which a proxy may have moved
    auto form = broker.get(href);
    if (!form) {
        if (form.error().code == ErrorCode::not_found) return std::vector<OfferedContract>{};
        return form.error();
    }
    const auto self = form->link("self");
    auto answer = broker.post(self ? self->href : href, request_body(wanted));
    if (!answer) {
        if (answer.error().code == ErrorCode::not_found) return std::vector<OfferedContract>{};
        return answer.error();
    }
    std::vector<OfferedContract> offers;
    const json::Value* embedded = answer->body.find("_embedded");
    const json::Value* pacts = embedded == nullptr ? nullptr : embedded->find("pacts");
    if (pacts == nullptr || pacts->array() == nullptr) {
        return Error{ErrorCode::malformed, broker.shown(href), "the broker's answer has no list of contracts",
                     "check that the address is that of a Pact broker"};
    }
    for (const auto& entry : *pacts->array()) {
        HalDocument one{entry, ""};
        if (const auto link = one.link("self")) offers.push_back(read_offer(entry, *link));
    }
    return offers;
}

Result<std::vector<OfferedContract>> latest(BrokerClient& broker, const std::string& href) {
    auto answer = broker.get(href);
    if (!answer) {
        if (answer.error().code == ErrorCode::not_found) return std::vector<OfferedContract>{};
        return answer.error();
    }
    auto links = answer->links("pb:pacts");
    if (links.empty()) links = answer->links("pacts");
    std::vector<OfferedContract> offers;
    for (const auto& link : links) {
        OfferedContract offer;
        offer.href = link.href;
        offer.name = link.title.empty() ? link.name : link.title;
        offers.push_back(std::move(offer));
    }
    return offers;
}

}  // namespace

Result<std::vector<OfferedContract>> list_contracts_to_verify(BrokerClient& broker,
                                                              const ContractsWanted& wanted) {
    auto index = broker.index();
    if (!index) return index.error();
    const Variables variables = {{"provider", wanted.provider}};
    const bool plain =
        wanted.selectors.empty() && !wanted.include_pending && wanted.include_wip_since.empty();
    if (plain) {
        if (const auto link = index->link(kLatest)) return latest(broker, expand(link->href, variables));
    }
    auto link = index->link(kForVerification);
    if (!link) link = index->link(kForVerificationBeta);
    if (link) return selected(broker, expand(link->href, variables), wanted);
    return Error{ErrorCode::unsupported, broker.address(),
                 "this broker does not offer contracts for verification (no link " +
                     std::string(kForVerification) + ")",
                 "use a newer broker, or verify contract files"};
}

}  // namespace tally::broker_api
