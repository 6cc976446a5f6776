#include "broker_api/document_parts.h"

#include "base/encoding.h"

namespace tally::broker_api {

const json::Value* find_at(const json::Value& document, std::initializer_list<std::string_view> path) {
    const json::Value* value = &document;
    for (const auto name : path) {
        value = value->find(name);
        if (value == nullptr) return nullptr;
    }
    return value;
}

std::string text_at(const json::Value& document, std::initializer_list<std::string_view> path) {
    const json::Value* value = find_at(document, path);
    if (value == nullptr || value->is_null()) return "";
    return value->string() != nullptr ? *value->string() : json::to_text(*value);
}

bool is_true_at(const json::Value& document, std::initializer_list<std::string_view> path) {
    const json::Value* value = find_at(document, path);
    return value != nullptr && value->boolean() != nullptr && *value->boolean();
}

const json::Array& items_at(const json::Value& document, std::initializer_list<std::string_view> path) {
    static const json::Array nothing;
    const json::Value* value = find_at(document, path);
    return value == nullptr || value->array() == nullptr ? nothing : *value->array();
}

Error without(const BrokerClient& broker, const std::string& href, const std::string& what) {
    return {ErrorCode::malformed, broker.shown(href), "the broker's answer has no " + what,
            "check that the address is that of a Pact broker"};
}

std::optional<Link> link_of(const json::Value& document, std::string_view rel) {
    return HalDocument{document, ""}.link(rel);
}

std::string with_query(std::string href, const std::vector<std::pair<std::string, std::string>>& parameters) {
    char separator = href.find('?') == std::string::npos ? '?' : '&';
    for (const auto& [name, value] : parameters) {
        href += separator + encoding::percent_encoded(name) + "=" + encoding::percent_encoded(value);
        separator = '&';
    }
    return href;
}

}  // namespace tally::broker_api
