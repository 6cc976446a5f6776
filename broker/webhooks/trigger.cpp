#include "webhooks/trigger.h"

#include <algorithm>

#include "contracts/contract_events.h"
#include "contracts/contract_store.h"
#include "contracts/selection_metadata.h"
#include "versions/version_store.h"
#include "webhooks/event_values.h"
#include "webhooks/triggered_store.h"
#include "webhooks/webhook_store.h"

namespace tally::webhooks {

namespace {

using Context = web::RequestContext;
using contracts::Contract;
using storage::Transaction;

class Trigger {
  public:
    Trigger(const Context& context, Transaction& transaction, const Contract& contract)
        : context_(context), transaction_(transaction), webhooks_(list_webhooks_about(transaction, contract)) {}

    // Most brokers have few webhooks, so nothing is asked for nobody.
    bool has_webhooks() const { return !webhooks_.empty(); }
    bool has_enabled() const {
        return std::any_of(webhooks_.begin(), webhooks_.end(),
                           [](const Webhook& webhook) { return webhook.enabled; });
    }

    void operator()(const Event& event) {
        std::optional<ParameterValues> values;
        for (const auto& webhook : webhooks_) {
            if (!webhook.waits_for(event.name)) continue;
            if (!values) values = event_values(transaction_, context_.links, event);
            for (const auto& each : for_each_deployed(webhook, event, *values)) queue(webhook, event, each);
        }
    }
    std::vector<TriggeredWebhook> take() { return std::move(triggered_); }

  private:
    std::vector<ParameterValues> for_each_deployed(const Webhook& webhook, const Event& event,
                                                   const ParameterValues& values) {
        std::vector<ParameterValues> all;
        if (mentions(webhook.request, kDeployedVersion)) {
            for (const auto& number : deployed_versions(transaction_, event.contract.provider_id)) {
                all.push_back(values);
                all.back().set(std::string(kDeployedVersion), number);
            }
        }
        if (all.empty()) all.push_back(values);
        return all;
    }

    void queue(const Webhook& webhook, const Event& event, const ParameterValues& values) {
        const auto number = event.result ? std::optional(event.result->number) : std::nullopt;
        triggered_.push_back(queue_delivery(transaction_, {webhook, event.name, event.contract, number, values},
                                            context_.new_uuid(), context_.now_text));
        context_.delivery_queued();
    }

    const Context& context_;
    Transaction& transaction_;
    const std::vector<Webhook> webhooks_;
    std::vector<TriggeredWebhook> triggered_;
};

struct Verified {
    Contract contract;
    std::vector<std::string> tags;  // that it was selected by
};

// The contracts of the consumer versions that the provider asked for when it got this content; each version
// once. Without them: the newest version with this content. Clients send this back, so it is not trusted.
std::vector<Verified> verified_contracts(Transaction& transaction, const Contract& contract,
                                         const verifications::Verification& result) {
    const auto selection = contracts::read_segment(result.selection.value_or(""));
    std::vector<Verified> all;
    const auto add = [&](const std::string& version, const std::string& tag) {
        auto found = contracts::find_contract(transaction, contract.consumer, contract.provider, version);
        if (!found || found->content_id != contract.content_id) return;
        auto known = std::find_if(all.begin(), all.end(),
                                  [&](const Verified& other) { return other.contract.id == found->id; });
        if (known == all.end()) known = all.insert(all.end(), {std::move(*found), {}});
        auto& tags = known->tags;
        if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
    };
    for (const auto& entry : selection.selectors) {
        const auto version = versions::find_version(transaction, entry.consumer_version_id);
        if (version && version->pacticipant_id == contract.consumer_id) add(version->number, entry.tag);
    }
    if (all.empty() && !selection.consumer_version.empty()) add(selection.consumer_version, "");
    if (all.empty()) all.push_back({contract, {}});
    return all;
}

}  // namespace

Triggered trigger_by_publication(const Context& context, Transaction& transaction,
                                 const contracts::Publication& publication) {
    const auto& contract = publication.contract;
    Trigger trigger(context, transaction, contract);
    if (!trigger.has_enabled()) return {{}, trigger.has_webhooks()};
    for (const auto& event : contracts::detect_events(transaction, publication)) {
        if (event.wanted.empty()) trigger({event.name, contract});
        for (const auto& wanted : event.wanted) trigger({event.name, contract, std::nullopt, {}, wanted});
    }
    return {trigger.take(), true};
}

std::vector<TriggeredWebhook> trigger_by_result(const Context& context, Transaction& transaction,
                                                const Contract& contract,
                                                const verifications::Verification& result) {
    Trigger trigger(context, transaction, contract);
    if (!trigger.has_enabled()) return {};
    for (const auto& [verified, tags] : verified_contracts(transaction, contract, result)) {
        trigger({kVerificationPublished, verified, result, tags});
        trigger({result.success ? kVerificationSucceeded : kVerificationFailed, verified, result, tags});
    }
    return trigger.take();
}

}  // namespace tally::webhooks
