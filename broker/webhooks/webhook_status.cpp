#include "webhooks/webhook_status.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "webhooks/triggered_store.h"
#include "webhooks/webhook_store.h"

namespace tally::webhooks {

namespace {

using storage::IdPair;

// The best comes first.
bool is_worse(std::string_view status, std::string_view than) {
    constexpr std::string_view kOrder[] = {"none", "success", "not_run", "failure", "retrying"};
    const auto rank = [&](std::string_view word) {
        return std::find(std::begin(kOrder), std::end(kOrder), word) - std::begin(kOrder);
    };
    return rank(status) > rank(than);
}

}  // namespace

std::vector<WebhookStanding> webhook_standings_of(storage::Transaction& transaction,
                                                  const std::vector<contracts::Contract>& contracts) {
    std::vector<IdPair> versions, pairs;
    for (const auto& contract : contracts) {
        versions.emplace_back(contract.version_id, contract.provider_id);
        pairs.emplace_back(contract.consumer_id, contract.provider_id);
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    std::map<IdPair, WebhookStanding> sent;
    for (auto& delivery : list_latest_of_versions(transaction, versions)) {
        auto& standing =
            sent.try_emplace(delivery.version_and_provider, WebhookStanding{"none", {}}).first->second;
        if (is_worse(delivery.status, standing.status)) standing.status = delivery.status;
        standing.latest_at = std::max(standing.latest_at, std::optional(std::move(delivery.created_at)));
    }
    const auto may_run = with_enabled_webhooks(transaction, pairs);
    std::vector<WebhookStanding> all;
    for (const auto& contract : contracts) {
        const auto known = sent.find({contract.version_id, contract.provider_id});
        if (known != sent.end()) {
            all.push_back(known->second);
        } else {
            const bool waits = may_run.count({contract.consumer_id, contract.provider_id}) != 0;
            all.push_back({waits ? "not_run" : "none", {}});
        }
    }
    return all;
}

}  // namespace tally::webhooks
