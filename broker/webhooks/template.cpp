#include "webhooks/template.h"

#include <algorithm>

#include "base/encoding.h"

namespace tally::webhooks {

namespace {

constexpr std::string_view kOpening = "${pactbroker.";

// `replace` gets the name and answers what to put there, or nothing to leave the parameter.
std::string replaced(std::string_view text,
                     const std::function<std::optional<std::string>(std::string_view)>& replace) {
    std::string all;
    while (!text.empty()) {
        const auto open = text.find(kOpening);
        all += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const auto close = text.find('}');
        if (close == std::string_view::npos) return all.append(text);
        const auto value = replace(text.substr(kOpening.size(), close - kOpening.size()));
        if (value) {
            all += *value;
        } else {
            all += text.substr(0, close + 1);
        }
        text.remove_prefix(close + 1);
    }
    return all;
}

json::Value filled_in_json(const json::Value& value, const ParameterValues& values) {
    if (const auto* text = value.string()) return filled_in(*text, values);
    if (const auto* items = value.array()) {
        json::Array all;
        for (const auto& item : *items) all.push_back(filled_in_json(item, values));
        return all;
    }
    if (const auto* object = value.object()) {
        json::Object all;
        for (const auto& member : *object) {
            all.set(filled_in(member.name, values), filled_in_json(member.value, values));
        }
        return all;
    }
    return value;
}

}  // namespace

bool has_parameters(std::string_view text) {
    return text.find(kOpening) != std::string_view::npos;
}

bool mentions(const WebhookRequest& request, std::string_view parameter) {
    const auto wanted = std::string(kOpening) + std::string(parameter) + "}";
    const auto has = [&wanted](const std::string& text) { return text.find(wanted) != std::string::npos; };
    return has(request.url) || (request.body && has(json::to_text(*request.body))) ||
           has(request.username.value_or("")) || has(request.password.value_or("")) ||
           std::any_of(request.headers.begin(), request.headers.end(),
                       [&](const http::Header& header) { return has(header.value); });
}

std::string without_parameters(std::string_view text) {
    return replaced(text, [](std::string_view) { return std::optional<std::string>("parameter"); });
}

std::string filled_in(std::string_view text, const ParameterValues& values,
                      const std::function<std::string(std::string_view)>& encode) {
    return replaced(text, [&](std::string_view name) -> std::optional<std::string> {
        const auto* value = values.find(name);
        if (value == nullptr || value->string() == nullptr) return std::nullopt;
        return encode ? encode(*value->string()) : *value->string();
    });
}

WebhookRequest filled_in(WebhookRequest request, const ParameterValues& values) {
    request.url = filled_in(request.url, values, encoding::percent_encoded);
    http::Headers headers;
    for (const auto& header : request.headers) headers.add(header.name, filled_in(header.value, values));
    request.headers = std::move(headers);
    if (request.body) request.body = filled_in_json(*request.body, values);
    if (request.username) request.username = filled_in(*request.username, values);
    if (request.password) request.password = filled_in(*request.password, values);
    return request;
}

}  // namespace tally::webhooks
