#include "conformance/oracle/members.h"

namespace tally::conformance {

const json::Value& member(const json::Value& object, std::string_view name) {
    static const json::Value null;
    const json::Value* found = object.find(name);
    return found ? *found : null;
}

std::string text_of(const json::Value& object, std::string_view name) {
    return find_text(object, name).value_or("");
}

std::optional<std::string> find_text(const json::Value& object, std::string_view name) {
    const std::string* text = member(object, name).string();
    return text ? std::optional(*text) : std::nullopt;
}

bool is_true(const json::Value& object, std::string_view name) {
    const bool* value = member(object, name).boolean();
    return value && *value;
}

const json::Array& items_of(const json::Value& object, std::string_view name) {
    static const json::Array none;
    const json::Array* items = member(object, name).array();
    return items ? *items : none;
}

}  // namespace tally::conformance
