#include "generation/provider_state_value.h"

#include "base/text.h"

namespace tally::generation {
namespace {

Error cannot(std::string what) {
    return {ErrorCode::invalid_input, "", std::move(what),
            "let the provider state return the value, or correct the expression"};
}

std::string as_text(const json::Value& value) {
    if (value.is_null()) return "";
    return value.string() ? *value.string() : json::to_text(value);
}

Result<json::Value> look_up(std::string_view name, const json::Object& values) {
    if (const json::Value* value = values.find(name)) return *value;
    return cannot("the provider state has no value '" + std::string(name) + "'");
}

Result<json::Value> evaluated(std::string_view expression, const json::Object& values) {
    if (expression.empty()) return cannot("the provider state expression is empty");
    if (expression.find("${") == std::string_view::npos) return look_up(expression, values);
    std::string text;
    std::string_view rest = expression;
    while (true) {
        const std::size_t start = rest.find("${");
        if (start == std::string_view::npos) return json::Value(text.append(rest));
        const std::size_t end = rest.find('}', start);
        if (end == std::string_view::npos) {
            return cannot("the provider state expression '" + std::string(expression) +
                          "' has no closing '}'");
        }
        const std::string_view name = rest.substr(start + 2, end - start - 2);
        const bool is_whole = start == 0 && end + 1 == expression.size() && rest.size() == expression.size();
        text.append(rest.substr(0, start));
        if (!name.empty()) {
            Result<json::Value> value = look_up(name, values);
            if (!value || is_whole) return value;
            text += as_text(*value);
        }
        rest.remove_prefix(end + 1);
    }
}

Error not_convertible(const json::Value& value, std::string_view type) {
    return cannot("the provider state value " + text::shorten(json::to_text(value), 100) + " is no " +
                  std::string(type));
}

// JSON number text, or nothing.
std::optional<json::Value> parsed_number(std::string_view text) {
    const Result<json::Value> value = json::parse(text);
    if (!value || !value->is_number()) return std::nullopt;
    return *value;
}

Result<json::Value> to_integer(const json::Value& value) {
    if (value.is_null()) return json::Value(0);
    if (const bool* flag = value.boolean()) return json::Value(*flag ? 1 : 0);
    if (value.kind() == json::Kind::integer) return value;
    if (value.kind() == json::Kind::decimal) {
        constexpr double limit = 9.2e18;
        const double number = value.as_double().value_or(0);
        if (number > -limit && number < limit) return json::Value(static_cast<std::int64_t>(number));
    }
    if (value.string()) {
        const auto number = parsed_number(*value.string());
        if (number && number->kind() == json::Kind::integer) return *number;
    }
    return not_convertible(value, "whole number");
}

Result<json::Value> to_decimal(const json::Value& value) {
    const auto widened = [](const std::string& digits) { return json::Value::number(digits + ".0"); };
    if (value.is_null()) return widened("0");
    if (const bool* flag = value.boolean()) return widened(*flag ? "1" : "0");
    if (value.kind() == json::Kind::integer) return widened(*value.number_text());
    if (value.kind() == json::Kind::decimal) return value;
    if (value.string()) {
        const auto number = parsed_number(*value.string());
        if (number && number->kind() == json::Kind::integer) return widened(*number->number_text());
        if (number) return *number;
    }
    return not_convertible(value, "decimal number");
}

Result<json::Value> to_boolean(const json::Value& value) {
    if (value.is_null()) return json::Value(false);
    if (value.is_boolean()) return value;
    if (value.is_number()) return json::Value(value.as_double().value_or(0) > 0);
    if (value.string() && *value.string() == "true") return json::Value(true);
    if (value.string() && *value.string() == "false") return json::Value(false);
    return not_convertible(value, "boolean");
}

}  // namespace

Result<json::Value> provider_state_value(std::string_view expression,
                                         const std::optional<std::string>& data_type,
                                         const json::Object& values) {
    Result<json::Value> value = evaluated(expression, values);
    if (!value || !data_type) return value;
    const std::string type = text::upper(*data_type);
    if (type == "STRING") return json::Value(as_text(*value));
    if (type == "INTEGER") return to_integer(*value);
    if (type == "DECIMAL" || type == "FLOAT") return to_decimal(*value);
    if (type == "BOOLEAN") return to_boolean(*value);
    return value;
}

}  // namespace tally::generation
