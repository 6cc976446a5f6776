#include "webhooks/webhook_status.h"

#include <algorithm>

#include "webhooks/triggered_store.h"
#include "webhooks/webhook_store.h"

namespace tally::webhooks {

std::vector<TriggeredWebhook> latest_deliveries(storage::Transaction& transaction,
                                                const contracts::Contract& contract) {
    std::vector<TriggeredWebhook> latest;
    for (auto& triggered : list_triggered_by_contract(transaction, contract)) {
        const auto known = std::find_if(latest.begin(), latest.end(), [&](const TriggeredWebhook& other) {
            return other.webhook_uuid == triggered.webhook_uuid && other.event == triggered.event;
        });
        if (known == latest.end()) latest.push_back(std::move(triggered));  // the newest comes first
    }
    return latest;
}

std::string_view status_word(storage::Transaction& transaction, const contracts::Contract& contract,
                             const std::vector<TriggeredWebhook>& latest) {
    for (const std::string_view status : {"retrying", "failure", "not_run", "success"}) {
        const bool is_one = std::any_of(latest.begin(), latest.end(),
                                        [&](const TriggeredWebhook& each) { return each.status == status; });
        if (is_one) return status;
    }
    const auto about = list_webhooks_about(transaction, contract);
    const bool may_run =
        std::any_of(about.begin(), about.end(), [](const Webhook& webhook) { return webhook.enabled; });
    return may_run ? "not_run" : "none";
}

}  // namespace tally::webhooks
