// Events become deliveries, in the transaction of what caused them: what is rolled back sends nothing, and what is
// committed is never forgotten.
#pragma once

#include <vector>

#include "contracts/publishing.h"
#include "storage/database.h"
#include "verifications/verification.h"
#include "web/request_context.h"
#include "webhooks/triggered_webhook.h"

namespace tally::webhooks {

struct Triggered {
    std::vector<TriggeredWebhook> all;
    bool has_webhooks = false;  // about this contract, whether they are enabled and wait for its events or not
};
// One delivery for each webhook that waits for one of the events.
Triggered trigger_by_publication(const web::RequestContext& context, storage::Transaction& transaction,
                                 const contracts::Publication& publication);
// And for each consumer version that the content was verified for.
std::vector<TriggeredWebhook> trigger_by_result(const web::RequestContext& context,
                                                storage::Transaction& transaction,
                                                const contracts::Contract& contract,
                                                const verifications::Verification& result);

}  // namespace tally::webhooks
