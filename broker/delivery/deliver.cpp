#include "delivery/deliver.h"

#include <optional>

#include "webhooks/attempt.h"
#include "webhooks/log_line.h"
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

// What lease() has begun is no longer under way when its scope ends, however that ends.
class Sending {
  public:
    Sending(UnderWay& under_way, std::int64_t webhook_id) : under_way_(under_way), webhook_id_(webhook_id) {}
    ~Sending() { under_way_.end(webhook_id_); }
    Sending(const Sending&) = delete;
    Sending& operator=(const Sending&) = delete;

  private:
    UnderWay& under_way_;
    const std::int64_t webhook_id_;
};

std::optional<Leased> lease(const Workplace& place) {
    const auto now = place.clock.now();
    const auto now_text = iso_8601_fixed(now);
    const auto until = iso_8601_fixed(now + place.settings.timeout + kSpare);
    bool is_due = false;
    const auto choosing = place.under_way.choosing();
    const auto busy = place.under_way.busy();
    place.database.read([&](Transaction& transaction) { is_due = has_due_delivery(transaction, now_text, busy); });
    std::optional<Leased> leased;
    if (!is_due) return leased;
    place.database.write([&](Transaction& transaction) {
        leased.reset();
        auto delivery = lease_delivery(transaction, now_text, until, busy);
        if (!delivery) return false;  // another was faster
        auto webhook = delivery->webhook_id ? find_webhook(transaction, *delivery->webhook_id) : std::nullopt;
        leased = Leased{std::move(*delivery), std::move(webhook), until};
        return true;
    });
    if (leased) place.under_way.begin(leased->delivery.webhook_id.value_or(0));
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
    const Sending sending(place.under_way, delivery.webhook_id.value_or(0));
    const auto why_not = given_up(webhook);
    WebhookExecution execution;
    if (why_not.empty()) {
        auto attempt = send(place.client, place.settings, *webhook, delivery.parameters, delivery.uuid, place.clock);
        execution.success = attempt.success;
        execution.logs = std::move(attempt.logs);
    } else {
        execution.logs = log_line(place.clock.now(), "ERROR", why_not);
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
