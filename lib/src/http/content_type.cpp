#include "http/content_type.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "http/field_syntax.h"

namespace tally::http {
namespace {

constexpr std::size_t kDetectionBytes = 32;

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Takes `name=value` or `name="quoted value"` off the front of `rest`.
bool take_parameter(std::string_view& rest, std::pair<std::string, std::string>& parameter) {
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return false;
    const std::string_view name = text::trim(rest.substr(0, equals));
    if (!is_token(name)) return false;
    parameter.first = text::lower(name);
    parameter.second.clear();
    rest = text::trim(rest.substr(equals + 1));

    if (rest.empty() || rest.front() != '"') {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        parameter.second = text::trim(rest.substr(0, end));
        rest.remove_prefix(end);
        return !parameter.second.empty();
    }
    std::size_t at = 1;
    for (; at < rest.size() && rest[at] != '"'; ++at) {
        if (rest[at] == '\\' && at + 1 < rest.size()) ++at;
        parameter.second += rest[at];
    }
    if (at >= rest.size()) return false;
    rest = text::trim(rest.substr(at + 1));
    return rest.empty() || rest.front() == ';';
}

std::string quoted_if_needed(const std::string& value) {
    if (is_token(value)) return value;
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

// text/xml and application/xml are one type; charset names ignore case.
ContentType normalised(ContentType type) {
    if (type.main == "text" && type.sub == "xml") type.main = "application";
    for (auto& [name, value] : type.parameters) {
        if (name == "charset") value = text::lower(value);
    }
    return type;
}

// The text without a character that the cut at kDetectionBytes left incomplete.
std::string_view without_cut_character(std::string_view text) {
    std::size_t start = text.size();
    while (start > 0 && text.size() - start < 3 &&
           (static_cast<std::uint8_t>(text[start - 1]) & 0xC0) == 0x80)
        --start;
    if (start > 0 && static_cast<std::uint8_t>(text[start - 1]) >= 0xC0) --start;
    return text::is_valid_utf8(text.substr(start)) ? text : text.substr(0, start);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
    return text::equals_ignoring_case(text.substr(0, start.size()), start);
}

bool is_json_number_start(std::string_view text) {
    return !text.empty() && (is_digit(text[0]) || (text[0] == '-' && text.size() > 1 && is_digit(text[1])));
}

// A literal or a number followed by more text ("123 Main Street") is no JSON.
bool is_json_scalar(std::string_view text) {
    for (const std::string_view literal : {"true", "false", "null"}) {
        if (text.substr(0, literal.size()) == literal) return text::trim(text.substr(literal.size())).empty();
    }
    if (!is_json_number_start(text)) return false;
    const std::size_t end = std::min(text.find_first_not_of("0123456789+-.eE"), text.size());
    return text::trim(text.substr(end)).empty();
}

bool is_json_start(std::string_view text) {
    return text.front() == '{' || text.front() == '[' || text.front() == '"' || is_json_scalar(text);
}

}  // namespace

bool ContentType::is_json() const {
    if (suffix == "json") return true;
    return main == "application" && (sub.rfind("json", 0) == 0 || sub == "graphql");
}

bool ContentType::is_xml() const {
    return (main == "application" || main == "text") && (sub == "xml" || suffix == "xml");
}

bool ContentType::is_text() const {
    return main == "text" || is_xml() || is_json() ||
           (main == "application" && sub == "x-www-form-urlencoded");
}

bool ContentType::is_binary() const {
    return !is_unknown() && !is_text();
}

std::string ContentType::essence() const {
    return main + '/' + sub + (suffix.empty() ? "" : "+" + suffix);
}

std::string ContentType::text() const {
    std::string all = essence();
    for (const auto& [name, value] : parameters) all += ';' + name + '=' + quoted_if_needed(value);
    return all;
}

ContentType ContentType::base() const {
    return suffix.empty() ? *this : ContentType{main, suffix, "", parameters};
}

ContentType unknown_content_type() {
    return {"*", "*", "", {}};
}

std::optional<ContentType> parse_content_type(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::size_t semicolon = std::min(text.find(';', slash), text.size());
    const std::string_view main = text::trim(text.substr(0, slash));
    std::string_view sub = text::trim(text.substr(slash + 1, semicolon - slash - 1));
    if (!is_token(main) || !is_token(sub)) return std::nullopt;

    ContentType type;
    const std::size_t plus = sub.rfind('+');
    if (plus != std::string_view::npos && plus > 0 && plus + 1 < sub.size()) {
        type.suffix = text::lower(sub.substr(plus + 1));
        sub = sub.substr(0, plus);
    }
    type.main = text::lower(main);
    type.sub = text::lower(sub);

    std::string_view rest = text.substr(semicolon);
    while (!rest.empty()) {
        rest = text::trim(rest.substr(1));
        if (rest.empty() || rest.front() == ';') continue;  // "text/plain;" is common
        std::pair<std::string, std::string> parameter;
        if (!take_parameter(rest, parameter)) return std::nullopt;
        type.parameters.push_back(std::move(parameter));
    }
    std::stable_sort(type.parameters.begin(), type.parameters.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    return type;
}

bool equivalent(const ContentType& expected, const ContentType& actual) {
    const ContentType a = normalised(expected);
    const ContentType b = normalised(actual);
    if (a.parameters.empty()) return a.main == b.main && a.sub == b.sub;
    return a == b;
}

ContentType detect_content_type(std::string_view body) {
    std::string_view leading = body.substr(0, kDetectionBytes);
    if (body.size() > kDetectionBytes) leading = without_cut_character(leading);
    if (leading.empty() || !text::is_valid_utf8(leading)) return unknown_content_type();

    if (leading.substr(0, 3) == "\xEF\xBB\xBF") leading.remove_prefix(3);
    leading = text::trim(leading);
    if (leading.empty()) return {"text", "plain", "", {}};
    if (starts_with_ignoring_case(leading, "<?xml")) return {"application", "xml", "", {}};
    if (starts_with_ignoring_case(leading, "<!doctype")) return {"text", "html", "", {}};
    if (starts_with_ignoring_case(leading, "<html") &&
        (leading.size() == 5 || !is_letter_or_digit(leading[5]))) {
        return {"text", "html", "", {}};
    }
    if (leading.size() > 1 && leading[0] == '<' && (is_letter_or_digit(leading[1]) || leading[1] == '_')) {
        return {"application", "xml", "", {}};
    }
    if (is_json_start(leading)) return {"application", "json", "", {}};
    return {"text", "plain", "", {}};
}

ContentType effective_content_type(std::string_view own, std::string_view declared, std::string_view body) {
    for (const std::string_view text : {own, declared}) {
        if (text.empty()) continue;
        if (auto type = parse_content_type(text)) return *type;
    }
    return detect_content_type(body);
}

}  // namespace tally::http
