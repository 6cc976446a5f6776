#include "webhooks/webhook_store.h"

#include "base/text.h"

namespace tally::webhooks {

namespace {

using storage::Transaction;

#define TALLY_SELECT_WEBHOOK                                                                          \
    "SELECT w.id, w.uuid, w.description, w.consumer_id, c.name, w.consumer_label, w.provider_id, "    \
    "p.name, w.provider_label, w.enabled, w.events, w.method, w.url, w.headers, w.body, w.username, " \
    "w.password, w.created_at, w.updated_at, w.team_uuid FROM webhooks w "                            \
    "LEFT JOIN pacticipants c ON c.id = w.consumer_id LEFT JOIN pacticipants p ON p.id = w.provider_id "

#define TALLY_IS_ABOUT(CONSUMER, PROVIDER)                                                   \
    "(w.consumer_id = " CONSUMER                                                             \
    " OR (w.consumer_id IS NULL AND w.consumer_label IS NULL) "                              \
    "OR w.consumer_label IN (SELECT l.name FROM labels l WHERE l.pacticipant_id = " CONSUMER \
    ")) "                                                                                    \
    "AND (w.provider_id = " PROVIDER                                                         \
    " OR (w.provider_id IS NULL AND w.provider_label IS NULL) "                              \
    "OR w.provider_label IN (SELECT l.name FROM labels l WHERE l.pacticipant_id = " PROVIDER "))"

http::Headers read_headers(const std::string& text) {
    http::Headers headers;
    const auto stored = json::parse(text);
    if (!stored || !stored->is_object()) return headers;
    for (const auto& [name, value] : *stored->object()) {
        if (value.string() != nullptr) headers.set(name, *value.string());
    }
    return headers;
}

std::string headers_text(const http::Headers& headers) {
    json::Object object;
    for (const auto& header : headers) object.set(header.name, header.value);
    return json::to_text(object);
}

std::vector<std::string> read_events(const std::string& text) {
    std::vector<std::string> events;
    for (const auto event : text::split(text, ' ')) {
        if (!event.empty()) events.emplace_back(event);
    }
    return events;
}

Webhook read(const storage::Row& row) {
    Webhook webhook;
    webhook.id = row.integer(0);
    webhook.uuid = row.text(1);
    webhook.description = row.optional_text(2);
    webhook.consumer = {row.optional_integer(3), row.optional_text(4), row.optional_text(5)};
    webhook.provider = {row.optional_integer(6), row.optional_text(7), row.optional_text(8)};
    webhook.enabled = row.flag(9);
    webhook.events = read_events(row.text(10));
    webhook.request.method = row.text(11);
    webhook.request.url = row.text(12);
    webhook.request.headers = read_headers(row.text(13));
    if (!row.is_null(14)) {
        if (auto body = json::parse(row.text(14))) webhook.request.body = std::move(*body);
    }
    webhook.request.username = row.optional_text(15);
    webhook.request.password = row.optional_text(16);
    webhook.created_at = row.text(17);
    webhook.updated_at = row.text(18);
    webhook.team_uuid = row.optional_text(19);
    return webhook;
}

// The values of $1 to $16 where a webhook is written, with the texts that they only view.
class Columns {
  public:
    Columns(const Webhook& webhook, std::string_view now)
        : webhook_(webhook),
          now_(now),
          events_(text::join(webhook.events, " ")),
          headers_(headers_text(webhook.request.headers)) {
        if (webhook.request.body) body_ = json::to_text(*webhook.request.body);
    }

    storage::Parameters parameters() const {
        const auto& request = webhook_.request;
        return {webhook_.uuid,
                webhook_.description,
                webhook_.consumer.id,
                webhook_.consumer.label,
                webhook_.provider.id,
                webhook_.provider.label,
                webhook_.enabled,
                events_,
                request.method,
                request.url,
                headers_,
                body_,
                request.username,
                request.password,
                now_,
                webhook_.team_uuid};
    }

  private:
    const Webhook& webhook_;
    const std::string_view now_;
    const std::string events_;
    const std::string headers_;
    std::optional<std::string> body_;
};

}  // namespace

std::optional<Webhook> find_webhook(Transaction& transaction, std::string_view uuid) {
    return read_if_there(transaction.first(TALLY_SELECT_WEBHOOK "WHERE w.uuid = $1", {uuid}), read);
}

std::optional<Webhook> find_webhook(Transaction& transaction, std::int64_t id) {
    return read_if_there(transaction.first(TALLY_SELECT_WEBHOOK "WHERE w.id = $1", {id}), read);
}

std::vector<Webhook> list_webhooks(Transaction& transaction) {
    return read_all(transaction.query(TALLY_SELECT_WEBHOOK "ORDER BY w.id"), read);
}

std::vector<Webhook> list_webhooks_for(Transaction& transaction, std::optional<std::int64_t> consumer_id,
                                       std::optional<std::int64_t> provider_id) {
    // 0 is no id, so it stands for the side that is left open.
    return read_all(
        transaction.query(TALLY_SELECT_WEBHOOK
                          "WHERE COALESCE(w.consumer_id, 0) = $1 AND COALESCE(w.provider_id, 0) = $2 "
                          "AND w.consumer_label IS NULL AND w.provider_label IS NULL ORDER BY w.id",
                          {consumer_id.value_or(0), provider_id.value_or(0)}),
        read);
}

std::vector<Webhook> list_webhooks_about(Transaction& transaction, const contracts::Contract& contract) {
    return read_all(transaction.query(TALLY_SELECT_WEBHOOK "WHERE " TALLY_IS_ABOUT("$1", "$2") " ORDER BY w.id",
                                      {contract.consumer_id, contract.provider_id}),
                    read);
}

std::set<storage::IdPair> with_enabled_webhooks(Transaction& transaction,
                                                const std::vector<storage::IdPair>& consumers_and_providers) {
    std::set<storage::IdPair> all;
    for (const auto& row : storage::query_pairs(
             transaction, consumers_and_providers,
             "SELECT asked.first, asked.second FROM asked WHERE EXISTS (SELECT 1 FROM webhooks w "
             "WHERE w.enabled = 1 AND " TALLY_IS_ABOUT("asked.first", "asked.second") ")")) {
        all.emplace(row.integer(0), row.integer(1));
    }
    return all;
}

void insert_webhook(Transaction& transaction, const Webhook& webhook, std::string_view now) {
    transaction.execute(
        "INSERT INTO webhooks (uuid, description, consumer_id, consumer_label, provider_id, provider_label, "
        "enabled, events, method, url, headers, body, username, password, created_at, updated_at, "
        "team_uuid) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16)",
        Columns(webhook, now).parameters());
}

void update_webhook(Transaction& transaction, const Webhook& webhook, std::string_view now) {
    transaction.execute(
        "UPDATE webhooks SET description = $2, consumer_id = $3, consumer_label = $4, provider_id = $5, "
        "provider_label = $6, enabled = $7, events = $8, method = $9, url = $10, headers = $11, body = $12, "
        "username = $13, password = $14, updated_at = $15, team_uuid = $16 WHERE uuid = $1",
        Columns(webhook, now).parameters());
}

void delete_webhook(Transaction& transaction, std::int64_t id) {
    transaction.execute("DELETE FROM webhooks WHERE id = $1", {id});
}

}  // namespace tally::webhooks
