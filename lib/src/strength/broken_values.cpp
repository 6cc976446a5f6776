#include "strength/broken_values.h"

#include <algorithm>
#include <array>

#include "base/secrets.h"
#include "base/text.h"
#include "checking/looks_like.h"

namespace tally::strength {

namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "PAID", "IN_TRANSIT", "EUR"
bool is_constant(std::string_view text) {
    return text.size() > 1 && text.size() <= 40 && is_upper(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_upper(c) || is_digit(c) || c == '_'; });
}

// Fields whose texts come from a fixed set in most interfaces.
bool names_a_choice(std::string_view field) {
    constexpr std::array kNames = {"status", "state", "type", "kind",     "role", "level",    "mode",
                                   "phase",  "color", "unit", "currency", "size", "category", "severity"};
    const std::string lower = text::lower(field);
    return std::any_of(kNames.begin(), kNames.end(),
                       [&](std::string_view name) { return lower.ends_with(name); });
}

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::none_of(text.begin(), text.end(), [](char c) {
        return c == ' ' || c == '.' || c == '/' || c == ':' || c == '@';
    });
}

}  // namespace

std::optional<json::Value> of_other_type(const json::Value& value) {
    switch (value.kind()) {
        case json::Kind::null:
            return std::nullopt;
        case json::Kind::boolean:
            return json::Value(*value.boolean() ? "true" : "false");
        case json::Kind::integer:
        case json::Kind::decimal:
            return json::Value(*value.number_text());
        case json::Kind::string:
            return json::Value(1);
        case json::Kind::array:
            return json::Value(json::Object{});
        case json::Kind::object:
            return json::Value(json::Array{value});
    }
    return std::nullopt;
}

std::optional<json::Value> out_of_range(const json::Value& value) {
    const std::string* number = value.number_text();
    if (number == nullptr) return std::nullopt;
    if (number->front() == '-') return json::Value::number(number->substr(1));
    const bool is_zero = number->find_first_of("123456789") == std::string::npos;
    return json::Value::number(is_zero ? (value.kind() == json::Kind::integer ? "-1" : "-1.5")
                                       : "-" + *number);
}

std::optional<json::Value> unknown_value(std::string_view field, const json::Value& value) {
    const std::string* text = value.string();
    if (text == nullptr || is_secret_name(field)) return std::nullopt;
    if (is_constant(*text)) return json::Value(std::string("UNKNOWN_") + *text);
    if (names_a_choice(field) && is_word(*text)) return json::Value("unknown_" + *text);
    return std::nullopt;
}

std::optional<json::Value> reformatted(const json::Value& value) {
    const std::string* text = value.string();
    if (text == nullptr) return std::nullopt;
    if (checking::looks_like_timestamp(*text)) {
        const std::string date = text->substr(8, 2) + "." + text->substr(5, 2) + "." + text->substr(0, 4);
        return json::Value(date + text->substr(10));
    }
    if (checking::looks_like_identifier(*text)) return json::Value("10");
    return std::nullopt;
}

}  // namespace tally::strength
