// How the webhooks of one contract stand.
#pragma once

#include <string_view>
#include <vector>

#include "contracts/contract.h"
#include "storage/database.h"
#include "webhooks/triggered_webhook.h"

namespace tally::webhooks {

// Of each webhook and event the latest delivery for the contract, in the order in which they began.
std::vector<TriggeredWebhook> latest_deliveries(storage::Transaction& transaction,
                                                const contracts::Contract& contract);

// In one word: "none" without webhooks, else the worst that is true of `latest`.
std::string_view status_word(storage::Transaction& transaction, const contracts::Contract& contract,
                             const std::vector<TriggeredWebhook>& latest);

}  // namespace tally::webhooks
