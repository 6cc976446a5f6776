// The tables of deliveries and their attempts.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracts/contract.h"
#include "storage/database.h"
#include "storage/in_list.h"
#include "webhooks/triggered_webhook.h"
#include "webhooks/webhook.h"

namespace tally::webhooks {

struct NewDelivery {
    const Webhook& webhook;
    std::string_view event;
    const contracts::Contract& contract;
    std::optional<std::int64_t> verification = std::nullopt;  // the number of the result that caused it
    const json::Object& parameters;
};
// Due at once.
TriggeredWebhook queue_delivery(storage::Transaction& transaction, const NewDelivery& delivery,
                                const std::string& uuid, std::string_view now);

// Due once more, whether it is over or not, with the same uuid and the same values.
void try_again(storage::Transaction& transaction, const TriggeredWebhook& delivery, std::string_view now);

// Webhooks that may get no other sender for now; 0 is none.
using BusyWebhooks = std::array<std::int64_t, 8>;

// Whether lease_delivery() would find one: a question that disturbs no writer.
bool has_due_delivery(storage::Transaction& transaction, std::string_view now, const BusyWebhooks& busy);
// Takes over one delivery that is due and that nobody else has, until the given time.
std::optional<TriggeredWebhook> lease_delivery(storage::Transaction& transaction, std::string_view now,
                                               std::string_view until, const BusyWebhooks& busy);
// Notes an attempt; the next one is due at `next`, without one the delivery is over. Only the log is kept when
// somebody else has taken the delivery over meanwhile, because the lease had run out.
void finish_attempt(storage::Transaction& transaction, const TriggeredWebhook& delivery,
                    const WebhookExecution& execution, const std::optional<std::string>& next,
                    std::string_view leased_until);

std::optional<TriggeredWebhook> find_triggered(storage::Transaction& transaction, std::string_view uuid);
// Newest first.
std::vector<TriggeredWebhook> list_triggered_by_contract(storage::Transaction& transaction,
                                                         const contracts::Contract& contract);
std::vector<TriggeredWebhook> list_triggered_by_result(storage::Transaction& transaction,
                                                       std::int64_t number);
// Of each webhook and event the newest, whichever contract or result of the pair it was about; the oldest of
// them first. Webhooks that were deleted do not count.
std::vector<TriggeredWebhook> list_latest_of_pair(storage::Transaction& transaction, std::int64_t consumer_id,
                                                  std::int64_t provider_id);
// Of each webhook and event the newest for the contract of a consumer version with a provider.
struct LatestDelivery {
    storage::IdPair version_and_provider;
    std::string status;
    std::string created_at;
};
std::vector<LatestDelivery> list_latest_of_versions(
    storage::Transaction& transaction, const std::vector<storage::IdPair>& versions_and_providers);
std::vector<WebhookExecution> list_executions(storage::Transaction& transaction,
                                              std::int64_t triggered_id);  // oldest first
// With its attempts.
void delete_triggered(storage::Transaction& transaction, std::int64_t id);

}  // namespace tally::webhooks
