// The table of webhooks.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contracts/contract.h"
#include "storage/database.h"
#include "storage/in_list.h"
#include "webhooks/webhook.h"

namespace tally::webhooks {

std::optional<Webhook> find_webhook(storage::Transaction& transaction, std::string_view uuid);
std::optional<Webhook> find_webhook(storage::Transaction& transaction, std::int64_t id);
std::vector<Webhook> list_webhooks(storage::Transaction& transaction);  // oldest first
// Those defined for exactly this consumer and provider; nothing stands for "all of them".
std::vector<Webhook> list_webhooks_for(storage::Transaction& transaction,
                                       std::optional<std::int64_t> consumer_id,
                                       std::optional<std::int64_t> provider_id);
// Those, enabled or not, that apply to the contract, by name, by label or for being about all.
std::vector<Webhook> list_webhooks_about(storage::Transaction& transaction, const contracts::Contract& contract);
// Of these consumers and providers those that an enabled webhook applies to.
std::set<storage::IdPair> with_enabled_webhooks(storage::Transaction& transaction,
                                                const std::vector<storage::IdPair>& consumers_and_providers);

// The id and times of `webhook` do not count.
void insert_webhook(storage::Transaction& transaction, const Webhook& webhook, std::string_view now);
void update_webhook(storage::Transaction& transaction, const Webhook& webhook, std::string_view now);
// What it has sent stays on record.
void delete_webhook(storage::Transaction& transaction, std::int64_t id);

}  // namespace tally::webhooks
