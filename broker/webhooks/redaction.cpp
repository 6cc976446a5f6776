#include "webhooks/redaction.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"
#include "webhooks/template.h"

namespace tally::webhooks {

namespace {

bool is_secret_text(const std::string& value) {
    return !value.empty() && !has_parameters(value);
}

// Hands every secret scalar of the body to `found`, which may replace it. `inside`: an outer name is secret.
template <class Found>
void visit_secrets(json::Value& value, const Found& found, bool inside = false) {
    if (auto* object = value.object()) {
        for (auto& member : *object) visit_secrets(member.value, found, inside || is_secret_name(member.name));
    } else if (auto* items = value.array()) {
        for (auto& item : *items) visit_secrets(item, found, inside);
    } else if (inside && (value.is_number() || (value.string() != nullptr && is_secret_text(*value.string())))) {
        found(value);
    }
}

json::Value restored(const json::Value& sent, const json::Value& before, bool inside) {
    const bool is_shown_secret = inside && sent.string() != nullptr && is_redacted(*sent.string());
    if (is_shown_secret) return before.is_string() || before.is_number() ? before : sent;
    if (const auto* object = sent.object()) {
        json::Object all;
        for (const auto& [name, value] : *object) {
            const auto* old = before.find(name);
            all.set(name, old != nullptr ? restored(value, *old, inside || is_secret_name(name)) : value);
        }
        return all;
    }
    const auto* items = sent.array();
    if (items == nullptr || before.array() == nullptr) return sent;
    json::Array all;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const bool has_old = i < before.array()->size();
        all.push_back(has_old ? restored((*items)[i], (*before.array())[i], inside) : (*items)[i]);
    }
    return all;
}

std::string scalar_text(const json::Value& value) {
    return value.string() != nullptr ? *value.string() : json::to_text(value);
}

}  // namespace

bool is_redacted(std::string_view value) {
    return !value.empty() && value.find_first_not_of('*') == std::string_view::npos;
}

std::string shown_header(std::string_view name, const std::string& value) {
    if (!is_secret_name(name) || !is_secret_text(value)) return value;
    return std::string(kRedacted);
}

std::string shown_url(const std::string& url) {
    return has_parameters(url) ? url : masked_url(url);
}

WebhookRequest redacted(WebhookRequest request) {
    request.url = shown_url(request.url);
    http::Headers headers;
    for (const auto& header : request.headers) headers.add(header.name, shown_header(header.name, header.value));
    request.headers = std::move(headers);
    if (request.password && is_secret_text(*request.password)) request.password = std::string(kRedacted);
    if (request.body) visit_secrets(*request.body, [](json::Value& secret) { secret = json::Value(kRedacted); });
    return request;
}

json::Value with_secrets_of(const json::Value& sent, const json::Value& before) {
    return restored(sent, before, false);
}

SecretMask::SecretMask(const WebhookRequest& request) {
    if (request.password && is_secret_text(*request.password)) {
        add(*request.password);
        add(encoding::base64(request.username.value_or("") + ":" + *request.password));
    }
    for (const auto& header : request.headers) {
        if (shown_header(header.name, header.value) == header.value) continue;
        add(header.value);
        // "Bearer x": an answer may echo the token alone.
        const auto blank = header.value.rfind(' ');
        if (blank != std::string::npos) add(header.value.substr(blank + 1));
    }
    if (!request.body) return;
    auto body = *request.body;
    visit_secrets(body, [this](json::Value& secret) { add(scalar_text(secret)); });
}

void SecretMask::add(const std::string& secret) {
    // Anything shorter would blot out half of the text and hide nothing.
    constexpr std::size_t kShortest = 4;
    if (secret.size() < kShortest) return;
    const auto quoted = json::to_text(json::Value(text::valid_utf8(secret)));
    for (auto& form : {secret, quoted.substr(1, quoted.size() - 2), encoding::percent_encoded(secret),
                       encoding::form_encoded(secret), encoding::base64(secret)}) {
        if (std::find(secrets_.begin(), secrets_.end(), form) == secrets_.end()) secrets_.push_back(form);
    }
    std::stable_sort(secrets_.begin(), secrets_.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

std::string SecretMask::masked(std::string text) const {
    for (const auto& secret : secrets_) text = text::replace_all(std::move(text), secret, kRedacted);
    return text;
}

}  // namespace tally::webhooks
