// How the webhooks of contracts stand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contracts/contract.h"
#include "storage/database.h"

namespace tally::webhooks {

struct WebhookStanding {
    // "none" without webhooks, else the worst that is true of the latest delivery of each webhook and event
    std::string status;
    std::optional<std::string> latest_at;  // when the latest of these began
};
// Of each of the contracts, in their order.
std::vector<WebhookStanding> webhook_standings_of(storage::Transaction& transaction,
                                                  const std::vector<contracts::Contract>& contracts);

}  // namespace tally::webhooks
