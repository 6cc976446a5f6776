#include "strength/suggestion.h"

#include "base/text.h"
#include "checking/looks_like.h"

namespace tally::strength {

namespace {

constexpr std::size_t kExampleBytes = 40;

// The value as an example in C++; containers only by what they are, to keep it short.
std::string example(const json::Value& value) {
    if (value.is_object()) return "{{...}}";
    if (value.is_array()) return "{...}";
    return text::shorten(json::to_text(value), kExampleBytes);
}

std::string of_type(const json::Value& value) {
    switch (value.kind()) {
        case json::Kind::integer:
            return "integer(" + example(value) + ")";
        case json::Kind::decimal:
            return "decimal(" + example(value) + ")";
        case json::Kind::boolean:
            return "boolean(" + example(value) + ")";
        case json::Kind::array:
            return "each_like(...)";
        default:
            return "like(" + example(value) + ")";
    }
}

std::string of_format(const std::string& text) {
    if (checking::looks_like_identifier(text))
        return text.find('-') == std::string::npos ? "hexadecimal()" : "uuid()";
    if (text.size() == 10) return "date(\"yyyy-MM-dd\")";
    return "date_time(\"yyyy-MM-dd'T'HH:mm:ssXXX\")";
}

std::string in_json(ChangeKind kind, const json::Value& value) {
    switch (kind) {
        case ChangeKind::list_emptied:
            return "each_like(..., at_least(1))";
        case ChangeKind::out_of_range:
            return "equal_to(" + example(value) + "), where it never changes";
        case ChangeKind::unknown_value:
            return "regex(\"" + text::shorten(*value.string(), kExampleBytes) + "|...\", " + example(value) +
                   ")";
        case ChangeKind::reformatted:
            return of_format(*value.string());
        default:
            return of_type(value);
    }
}

}  // namespace

std::string suggestion(ChangeKind kind, std::string_view location, std::string_view before,
                       const json::Value* value) {
    switch (kind) {
        case ChangeKind::status:
            return "will_respond_with(" + std::string(before) + ")";
        case ChangeKind::header_dropped: {
            const auto blank = location.find(' ');
            const std::string name(location.substr(blank + 1));
            const std::string example =
                "\"" + name + "\", like(\"" + text::shorten(before, kExampleBytes) + "\")";
            return (location.substr(0, blank) == "metadata" ? ".metadata(" : ".header(") + example + ")";
        }
        case ChangeKind::body_dropped:
            return ".body(...)";
        default:
            return value == nullptr ? "" : in_json(kind, *value);
    }
}

}  // namespace tally::strength
