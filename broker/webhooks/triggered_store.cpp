#include "webhooks/triggered_store.h"

namespace tally::webhooks {

namespace {

using storage::Transaction;

#define TALLY_SELECT_TRIGGERED                                                                           \
    "SELECT t.id, t.uuid, t.webhook_id, t.webhook_uuid, t.name, t.event, c.name, p.name, "               \
    "t.consumer_version_id, t.parameters, t.status, t.attempts, t.created_at FROM triggered_webhooks t " \
    "JOIN pacticipants c ON c.id = t.consumer_id JOIN pacticipants p ON p.id = t.provider_id "

// The id of the next one to send, now being $1, of none of the webhooks $2 to $9.
#define TALLY_SELECT_DUE                                                                                  \
    "SELECT t.id FROM triggered_webhooks t WHERE t.next_attempt_at IS NOT NULL "                          \
    "AND t.next_attempt_at <= $1 AND t.leased_until < $1 "                                                \
    "AND COALESCE(t.webhook_id, -1) NOT IN ($2, $3, $4, $5, $6, $7, $8, $9) "              \
    "ORDER BY t.next_attempt_at, t.id LIMIT 1"

storage::Parameters due_parameters(std::string_view now, const BusyWebhooks& busy) {
    storage::Parameters parameters{now};
    parameters.insert(parameters.end(), busy.begin(), busy.end());
    return parameters;
}

TriggeredWebhook read(const storage::Row& row) {
    TriggeredWebhook triggered;
    triggered.id = row.integer(0);
    triggered.uuid = row.text(1);
    triggered.webhook_id = row.optional_integer(2);
    triggered.webhook_uuid = row.text(3);
    triggered.name = row.text(4);
    triggered.event = row.text(5);
    triggered.consumer = row.text(6);
    triggered.provider = row.text(7);
    triggered.consumer_version_id = row.integer(8);
    if (auto parameters = json::parse(row.text(9)); parameters && parameters->is_object()) {
        triggered.parameters = std::move(*parameters->object());
    }
    triggered.status = row.text(10);
    triggered.attempts = row.integer(11);
    triggered.created_at = row.text(12);
    return triggered;
}

WebhookExecution read_execution(const storage::Row& row) {
    return {row.flag(0), row.text(1), row.text(2)};
}

}  // namespace

TriggeredWebhook queue_delivery(Transaction& transaction, const NewDelivery& delivery,
                                const std::string& uuid, std::string_view now) {
    const auto& [webhook, event, contract, verification, parameters] = delivery;
    const auto name = webhook.request_name();
    const auto text = json::to_text(parameters);
    transaction.execute(
        "INSERT INTO triggered_webhooks (uuid, webhook_id, webhook_uuid, name, event, consumer_id, "
        "provider_id, consumer_version_id, publication_id, verification_id, parameters, status, "
        "next_attempt_at, leased_until, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'not_run', $12, '', $12)",
        {uuid, webhook.id, webhook.uuid, name, event, contract.consumer_id, contract.provider_id,
         contract.version_id, contract.id, verification, text, now});
    auto queued = *find_triggered(transaction, uuid);
    queued.name = webhook.shown_name();  // the publisher knows it by that
    return queued;
}

std::optional<TriggeredWebhook> lease_delivery(Transaction& transaction, std::string_view now,
                                               std::string_view until, const BusyWebhooks& busy) {
    // One statement decides, so that brokers that look at once do not both get it.
    auto parameters = due_parameters(now, busy);
    parameters.emplace_back(until);
    const auto leased =
        transaction.query("UPDATE triggered_webhooks SET leased_until = $10 WHERE id = (" TALLY_SELECT_DUE
                          ") AND leased_until < $1 RETURNING id",
                          parameters);
    if (leased.empty()) return std::nullopt;
    return read(*transaction.first(TALLY_SELECT_TRIGGERED "WHERE t.id = $1", {leased.front().integer(0)}));
}

void finish_attempt(Transaction& transaction, const TriggeredWebhook& delivery,
                    const WebhookExecution& execution, const std::optional<std::string>& next,
                    std::string_view leased_until) {
    const char* status = execution.success ? "success" : next ? "retrying" : "failure";
    transaction.execute(
        "UPDATE triggered_webhooks SET status = $2, attempts = attempts + 1, next_attempt_at = $3, "
        "leased_until = '' WHERE id = $1 AND leased_until = $4",
        {delivery.id, status, next, leased_until});
    // It may have been deleted meanwhile, with its contract; then there is nothing to keep.
    transaction.execute(
        "INSERT INTO webhook_executions (triggered_webhook_id, success, logs, created_at) "
        "SELECT id, CAST($2 AS INTEGER), CAST($3 AS TEXT), CAST($4 AS TEXT) FROM triggered_webhooks "
        "WHERE id = $1",
        {delivery.id, execution.success, execution.logs, execution.created_at});
}

void try_again(Transaction& transaction, const TriggeredWebhook& delivery, std::string_view now) {
    transaction.execute(
        "UPDATE triggered_webhooks SET next_attempt_at = $2, "
        "status = CASE WHEN attempts = 0 THEN 'not_run' ELSE 'retrying' END WHERE id = $1",
        {delivery.id, now});
}

bool has_due_delivery(Transaction& transaction, std::string_view now, const BusyWebhooks& busy) {
    return transaction.first(TALLY_SELECT_DUE, due_parameters(now, busy)).has_value();
}

std::optional<TriggeredWebhook> find_triggered(Transaction& transaction, std::string_view uuid) {
    return read_if_there(transaction.first(TALLY_SELECT_TRIGGERED "WHERE t.uuid = $1", {uuid}), read);
}

std::vector<TriggeredWebhook> list_triggered_by_contract(Transaction& transaction,
                                                         const contracts::Contract& contract) {
    return read_all(
        transaction.query(TALLY_SELECT_TRIGGERED
                          "WHERE t.consumer_version_id = $1 AND t.provider_id = $2 ORDER BY t.id DESC",
                          {contract.version_id, contract.provider_id}),
        read);
}

std::vector<TriggeredWebhook> list_triggered_by_result(Transaction& transaction, std::int64_t number) {
    return read_all(
        transaction.query(TALLY_SELECT_TRIGGERED "WHERE t.verification_id = $1 ORDER BY t.id DESC", {number}),
        read);
}

std::vector<TriggeredWebhook> list_latest_of_pair(Transaction& transaction, std::int64_t consumer_id,
                                                  std::int64_t provider_id) {
    return read_all(
        transaction.query(
            TALLY_SELECT_TRIGGERED
            "JOIN (SELECT MAX(id) AS id FROM triggered_webhooks WHERE consumer_id = $1 AND provider_id = $2 "
            "AND webhook_id IS NOT NULL GROUP BY webhook_uuid, event) latest ON latest.id = t.id "
            "ORDER BY t.id",
            {consumer_id, provider_id}),
        read);
}

std::vector<LatestDelivery> list_latest_of_versions(
    Transaction& transaction, const std::vector<storage::IdPair>& versions_and_providers) {
    std::vector<LatestDelivery> all;
    for (auto& row : storage::query_pairs(
             transaction, versions_and_providers,
             "SELECT t.consumer_version_id, t.provider_id, t.status, t.created_at FROM ("
             "SELECT MAX(d.id) AS id FROM asked CROSS JOIN triggered_webhooks d "
             "WHERE d.consumer_version_id = asked.first AND d.provider_id = asked.second "
             "GROUP BY d.consumer_version_id, d.provider_id, d.webhook_uuid, d.event) latest "
             "CROSS JOIN triggered_webhooks t WHERE t.id = latest.id")) {
        all.push_back({{row.integer(0), row.integer(1)}, row.take_text(2), row.take_text(3)});
    }
    return all;
}

void delete_triggered(Transaction& transaction, std::int64_t id) {
    transaction.execute("DELETE FROM triggered_webhooks WHERE id = $1", {id});
}

std::vector<WebhookExecution> list_executions(Transaction& transaction, std::int64_t triggered_id) {
    return read_all(transaction.query("SELECT success, logs, created_at FROM webhook_executions "
                                      "WHERE triggered_webhook_id = $1 ORDER BY id",
                                      {triggered_id}),
                    read_execution);
}

}  // namespace tally::webhooks
