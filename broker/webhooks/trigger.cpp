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

void trigger(const Context& context, Transaction& transaction, const std::vector<Webhook>& webhooks,
             const Event& event, std::vector<TriggeredWebhook>& triggered) {
    std::optional<ParameterValues> values;
    for (const auto& webhook : webhooks) {
        if (!webhook.waits_for(event.name)) continue;
        if (!values) values = event_values(transaction, context.links, event);
        const auto number = event.result ? std::optional(event.result->number) : std::nullopt;
        triggered.push_back(queue_delivery(transaction, {webhook, event.name, event.contract, number, *values},
                                           context.new_uuid(), context.now_text));
    }
}

// The contracts of the consumer versions that the provider asked for when it got this content; each version
// once. Without them: the newest version with this content.
std::vector<Contract> verified_contracts(Transaction& transaction, const Contract& contract,
                                         const verifications::Verification& result) {
    std::vector<Contract> all;
    if (result.selection) {
        for (const auto id : contracts::version_ids(contracts::read_segment(*result.selection))) {
            const auto version = versions::find_version(transaction, id);
            if (!version || version->pacticipant_id != contract.consumer_id) continue;
            auto found =
                contracts::find_contract(transaction, contract.consumer, contract.provider, version->number);
            if (!found || found->content_id != contract.content_id) continue;
            const bool known = std::any_of(all.begin(), all.end(),
                                           [&](const Contract& other) { return other.id == found->id; });
            if (!known) all.push_back(std::move(*found));
        }
    }
    if (all.empty()) all.push_back(contract);
    return all;
}

}  // namespace

std::vector<TriggeredWebhook> trigger_by_publication(const Context& context, Transaction& transaction,
                                                     const contracts::Publication& publication) {
    std::vector<TriggeredWebhook> triggered;
    const auto& contract = publication.contract;
    const auto webhooks = list_webhooks_about(transaction, contract);
    if (webhooks.empty()) return triggered;  // most brokers have few, so nothing is asked for nobody
    for (const auto& event : contracts::detect_events(transaction, publication)) {
        if (event.wanted.empty()) trigger(context, transaction, webhooks, {event.name, contract}, triggered);
        for (const auto& wanted : event.wanted) {
            trigger(context, transaction, webhooks, {event.name, contract, std::nullopt, wanted}, triggered);
        }
    }
    return triggered;
}

std::vector<TriggeredWebhook> trigger_by_result(const Context& context, Transaction& transaction,
                                                const Contract& contract,
                                                const verifications::Verification& result) {
    std::vector<TriggeredWebhook> triggered;
    const auto webhooks = list_webhooks_about(transaction, contract);
    if (webhooks.empty()) return triggered;
    for (const auto& verified : verified_contracts(transaction, contract, result)) {
        for (const auto event : {kVerificationPublished,
                                 result.success ? kVerificationSucceeded : kVerificationFailed}) {
            trigger(context, transaction, webhooks, {event, verified, result}, triggered);
        }
    }
    return triggered;
}

}  // namespace tally::webhooks
