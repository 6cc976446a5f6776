#include "delivery/deliver.h"

#include <optional>

#include "webhooks/attempt.h"
#include "webhooks/triggered_store.h"
#include "webhooks/webhook_store.h"

namespace tally::delivery {

namespace {

using namespace webhooks;
using storage::Transaction;

// Long enough to send and to note what happened, also when the database is busy.
constexpr std::chrono::seconds kSpare{10};

struct Leased {
    TriggeredWebhook delivery;
    std::optional<Webhook> webhook;
    std::string until;
};

std::optional<Leased> lease(const Workplace& place) {
    const auto now = place.clock.now();
    const auto now_text = iso_8601_fixed(now);
    const auto until = iso_8601_fixed(now + place.settings.timeout + kSpare);
    bool is_due = false;
    place.database.read([&](Transaction& transaction) { is_due = has_due_delivery(transaction, now_text); });
    std::optional<Leased> leased;
    if (!is_due) return leased;
    place.database.write([&](Transaction& transaction) {
        leased.reset();
        auto delivery = lease_delivery(transaction, now_text, until);
        if (!delivery) return false;  // another was faster
        auto webhook = delivery->webhook_id ? find_webhook(transaction, *delivery->webhook_id) : std::nullopt;
        leased = Leased{std::move(*delivery), std::move(webhook), until};
        return true;
    });
    return leased;
}

// Why there is nobody to send for any more; "" when there is.
std::string given_up(const std::optional<Webhook>& webhook) {
    if (!webhook) return "the webhook was deleted before this could be sent";
    return webhook->enabled ? "" : "the webhook was disabled before this could be sent";
}

std::optional<std::string> next_attempt(const Workplace& place, std::int64_t made, Time now) {
    const auto& schedule = place.settings.retry_schedule;
    const auto at = static_cast<std::size_t>(made);
    return at < schedule.size() ? std::optional(iso_8601_fixed(now + schedule[at])) : std::nullopt;
}

}  // namespace

bool deliver_next(const Workplace& place) {
    const auto leased = lease(place);
    if (!leased) return false;
    const auto& [delivery, webhook, until] = *leased;
    const auto why_not = given_up(webhook);
    WebhookExecution execution;
    if (why_not.empty()) {
        auto attempt = send(place.client, place.settings, *webhook, delivery.parameters, delivery.uuid, place.clock);
        execution.success = attempt.success;
        execution.logs = std::move(attempt.logs);
    } else {
        execution.logs = "[" + iso_8601_seconds(place.clock.now()).substr(0, 19) + "Z] ERROR: " + why_not + "\n";
    }
    const auto now = place.clock.now();
    execution.created_at = iso_8601_fixed(now);
    const bool is_over = execution.success || !why_not.empty();
    const auto next = is_over ? std::nullopt : next_attempt(place, delivery.attempts, now);
    place.database.write([&](Transaction& transaction) {
        finish_attempt(transaction, delivery, execution, next, until);
        return true;
    });
    return true;
}

}  // namespace tally::delivery
