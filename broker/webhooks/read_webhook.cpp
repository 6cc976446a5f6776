#include "webhooks/read_webhook.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "base/url.h"
#include "pacticipants/pacticipant_store.h"
#include "web/body_fields.h"
#include "webhooks/host_list.h"
#include "webhooks/redaction.h"
#include "webhooks/template.h"

namespace tally::webhooks {

namespace {

using Kind = web::ValidationErrors::Kind;
using storage::Transaction;

// Of what is stored and sent again and again.
constexpr std::size_t kMaxUrl = 8u << 10;
constexpr std::size_t kMaxHeaders = 50;
constexpr std::size_t kMaxHeader = 8u << 10;
constexpr std::size_t kMaxBody = 1u << 20;

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

std::string at_index(std::size_t index) {
    return " (at index " + std::to_string(index) + ")";
}

void read_side(Transaction& transaction, const json::Value& body, const std::string& kind, Side& side,
               web::ValidationErrors& errors) {
    const auto* sent = body.find(kind);
    if (sent == nullptr || sent->is_null()) return;
    if (!sent->is_object()) return errors.add_invalid(kind, "must be an object");
    Side read;
    read.name = web::read_text(*sent, "name", {}, errors, kind + ".name");
    read.label = web::read_text(*sent, "label", {}, errors, kind + ".label");
    if (read.name && read.label) {
        return errors.add_invalid(kind + ".label", "cannot be there together with a name");
    }
    if (read.name) {
        const auto pacticipant = pacticipants::find_pacticipant(transaction, *read.name);
        if (!pacticipant) return errors.add_invalid(kind + ".name", "does not match an existing pacticipant");
        read.id = pacticipant->id;
    } else if (!read.label) {
        const auto is_there = [sent](const char* member) {
            const auto* value = sent->find(member);
            return value != nullptr && !value->is_null();
        };
        // What is there and was not read has been complained about.
        if (!is_there("name") && !is_there("label"))
            errors.add_missing(kind + ".name", "or a label must be there");
        return;
    }
    if (side.is_any()) side = std::move(read);
}

std::vector<std::string> read_events(const json::Value& body, web::ValidationErrors& errors) {
    const auto* sent = body.find("events");
    if (sent == nullptr || sent->is_null()) return {std::string(kContractContentChanged)};
    const auto* items = sent->array();
    if (items == nullptr) {
        errors.add_invalid("events", "must be an array");
        return {};
    }
    if (items->empty()) errors.add_missing("events", "must have at least one event");
    std::vector<std::string> events;
    std::size_t index = 0;
    for (const auto& item : *items) {
        const auto place = at_index(index++);
        const auto* name = item.find("name");
        if (name == nullptr || name->string() == nullptr) {
            errors.add_missing("events", "name is missing" + place);
            continue;
        }
        if (std::find(kEvents.begin(), kEvents.end(), *name->string()) == kEvents.end()) {
            std::vector<std::string> known(kEvents.begin(), kEvents.end());
            errors.add_invalid("events", "name must be one of: " + text::join(known, ", ") + place);
            continue;
        }
        if (!contains(events, *name->string())) events.push_back(*name->string());
    }
    return events;
}

void check_url(const WebhookSettings& settings, const std::string& url, web::ValidationErrors& errors) {
    const char* key = "request.url";
    if (url.size() > kMaxUrl) return errors.add_invalid(key, "is longer than 8 KB");
    const auto authority_at = url.find("://");
    if (authority_at != std::string::npos) {
        const auto end = url.find_first_of("/?#", authority_at + 3);
        if (has_parameters(url.substr(0, end))) {
            return errors.add_invalid(key, "cannot have a template parameter in the host");
        }
    }
    const auto parsed = parse_url(without_parameters(url));
    if (!parsed) {
        return errors.add_invalid(key, "is not a valid URL, as https://example.org", Kind::invalid_format);
    }
    if (!parsed->userinfo.empty()) {
        errors.add_invalid(key, "cannot have a user name or password in it; use username and password");
    }
    if (!contains(settings.schemes, parsed->scheme)) {
        errors.add_invalid(key, "scheme must be " + text::join(settings.schemes, ", ") +
                                    " (the broker's list of webhook schemes)");
    }
    if (!settings.hosts.empty() && !is_listed(parsed->host, settings.hosts)) {
        errors.add_invalid(key, "host must be in " + text::join(settings.hosts, ", ") +
                                    " (the broker's list of webhook hosts)");
    }
}

void check_method(const WebhookSettings& settings, const std::string& method, web::ValidationErrors& errors) {
    static const std::vector<std::string> known{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
    if (!contains(known, method)) {
        errors.add_invalid("request.method", "is not a known HTTP method");
    } else if (!contains(settings.methods, method)) {
        errors.add_invalid("request.method", "must be " + text::join(settings.methods, ", ") +
                                                 " (the broker's list of webhook methods)");
    }
}

http::Headers read_headers(const json::Value& request, const http::Headers& before,
                           web::ValidationErrors& errors) {
    http::Headers headers;
    const auto* sent = request.find("headers");
    if (sent == nullptr || sent->is_null()) return headers;
    if (!sent->is_object()) {
        errors.add_invalid("request.headers", "must be an object");
        return headers;
    }
    if (sent->object()->size() > kMaxHeaders) errors.add_invalid("request.headers", "are more than 50");
    for (const auto& [name, value] : *sent->object()) {
        const bool is_token = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
            return std::isalnum(c) != 0 ||
                   std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
        });
        const auto* text = value.string();
        if (!is_token || text == nullptr || web::has_line_break(*text) || text->size() > kMaxHeader) {
            errors.add_invalid("request.headers", "'" + text::printable(text::shorten(name, 100)) +
                                                      "' is not a header of one line of up to 8 KB");
            continue;
        }
        const auto lower = text::lower(name);
        const auto* old = before.find(lower);
        headers.set(lower, is_redacted(*text) && old != nullptr ? *old : *text);
    }
    return headers;
}

WebhookRequest read_request(const WebhookSettings& settings, const json::Value& sent,
                            const WebhookRequest& before, web::ValidationErrors& errors) {
    WebhookRequest request;
    const auto method = web::read_text(sent, "method", {.required = true}, errors, "request.method");
    if (method) {
        request.method = text::upper(*method);
        check_method(settings, request.method, errors);
    }
    const auto url = web::read_text(sent, "url", {.required = true}, errors, "request.url");
    if (url) {
        // As it was shown: nothing was changed.
        request.url = *url == shown_url(before.url) ? before.url : *url;
        check_url(settings, request.url, errors);
    }
    request.headers = read_headers(sent, before.headers, errors);
    if (const auto* body = sent.find("body"); body != nullptr && !body->is_null()) {
        request.body = before.body ? with_secrets_of(*body, *before.body) : *body;
        if (json::to_text(*body).size() > kMaxBody) errors.add_invalid("request.body", "is larger than 1 MB");
    }
    request.username = web::read_text(sent, "username", {.may_be_blank = true}, errors, "request.username");
    request.password = before.password;
    if (const auto* password = sent.find("password"); password != nullptr) {
        auto text = web::read_text(sent, "password", {.may_be_blank = true}, errors, "request.password");
        if (!text || !is_redacted(*text) || !before.password) request.password = std::move(text);
    }
    return request;
}

}  // namespace

Webhook read_webhook(Transaction& transaction, const WebhookSettings& settings, const json::Value& body,
                     const Webhook& before, web::ValidationErrors& errors) {
    Webhook webhook;
    webhook.id = before.id;
    webhook.uuid = before.uuid;
    webhook.consumer = before.consumer;
    webhook.provider = before.provider;
    webhook.created_at = before.created_at;
    webhook.description = web::read_text(body, "description", {.may_be_blank = true}, errors);
    webhook.enabled = web::read_flag(body, "enabled", false, errors).value_or(true);
    webhook.team_uuid = web::read_text(body, "teamUuid", {}, errors);
    read_side(transaction, body, "consumer", webhook.consumer, errors);
    read_side(transaction, body, "provider", webhook.provider, errors);
    webhook.events = read_events(body, errors);
    const auto* request = body.find("request");
    if (request == nullptr || request->is_null() || (request->is_object() && request->object()->empty())) {
        errors.add_missing("request");
    } else if (!request->is_object()) {
        errors.add_invalid("request", "must be an object");
    } else {
        webhook.request = read_request(settings, *request, before.request, errors);
    }
    return webhook;
}

}  // namespace tally::webhooks
