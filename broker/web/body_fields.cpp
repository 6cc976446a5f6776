#include "web/body_fields.h"

#include <algorithm>

#include "base/text.h"

namespace tally::web {

namespace {

std::string snake_case(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            text += '_';
            text += static_cast<char>(c - 'A' + 'a');
        } else {
            text += c;
        }
    }
    return text;
}

// What is wrong with the text, or "".
std::string complaint(std::string_view text, const TextRules& rules) {
    if (!rules.may_be_blank && is_blank(text)) return "can't be blank";
    if (rules.one_line && has_line_break(text)) return "cannot contain new lines or other control characters";
    if (text.find('\0') != std::string_view::npos) return "cannot contain NUL characters";
    if (!rules.may_have_blanks && text.find(' ') != std::string_view::npos) return "cannot contain spaces";
    return {};
}

}  // namespace

const json::Value* find_member(const json::Value& body, std::string_view name) {
    if (const auto* value = body.find(name)) return value;
    return body.find(snake_case(name));
}

std::optional<std::string> read_text(const json::Value& body, std::string_view name, const TextRules& rules,
                                     ValidationErrors& errors, std::string_view key) {
    const std::string shown(key.empty() ? name : key);
    const auto* value = find_member(body, name);
    if (value == nullptr || value->is_null()) {
        if (rules.required) errors.add_missing(shown);
        return std::nullopt;
    }
    const auto* text = value->string();
    if (text == nullptr) {
        errors.add_invalid(shown, "must be a string");
        return std::nullopt;
    }
    const auto wrong = complaint(*text, rules);
    if (!wrong.empty()) {
        errors.add_invalid(shown, wrong);
        return std::nullopt;
    }
    return *text;
}

std::optional<bool> read_flag(const json::Value& body, std::string_view name, bool required,
                              ValidationErrors& errors) {
    const auto* value = find_member(body, name);
    if (value == nullptr || value->is_null()) {
        if (required) errors.add_missing(std::string(name));
        return std::nullopt;
    }
    if (value->boolean() == nullptr) {
        errors.add_invalid(std::string(name), "must be true or false");
        return std::nullopt;
    }
    return *value->boolean();
}

std::vector<std::string> read_texts(const json::Value& body, std::string_view name, const TextRules& rules,
                                    ValidationErrors& errors) {
    std::vector<std::string> texts;
    const auto* value = find_member(body, name);
    if (value == nullptr || value->is_null()) return texts;
    if (!value->is_array()) {
        errors.add_invalid(std::string(name), "must be an array");
        return texts;
    }
    const auto& items = *value->array();
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto* text = items[i].string();
        const auto wrong = text == nullptr ? std::string("must be a string") : complaint(*text, rules);
        if (wrong.empty()) {
            texts.push_back(*text);
        } else {
            errors.add_invalid(std::string(name), wrong + " (at index " + std::to_string(i) + ")");
        }
    }
    return texts;
}

bool is_blank(std::string_view text) {
    return text::trim(text).empty();
}

bool has_line_break(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace tally::web
