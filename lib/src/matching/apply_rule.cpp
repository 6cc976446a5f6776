#include "matching/apply_rule.h"

#include <algorithm>
#include <charconv>

#include "base/date_pattern.h"
#include "base/encoding.h"
#include "base/regex.h"
#include "base/semantic_version.h"
#include "base/text.h"
#include "http/signatures.h"
#include "matching/rule_faults.h"
#include "matching/value_text.h"

namespace tally::matching {
namespace {

using namespace model;

constexpr std::nullopt_t kSatisfied = std::nullopt;

Complaint unknown(const UnknownRule& rule) {
    return "The matcher '" + rule.name + std::string(kUnknownMatcher);
}

Complaint check_pattern(const RegexRule& rule, std::string_view text, const Settings& settings) {
    PatternBudget* const budget = settings.patterns;
    if (budget && budget->remaining <= 0)
        return std::string(kCannotApplyRule) + "patterns were too costly too often in this body";
    const Result<Regex> regex = Regex::compile_cached(rule.pattern);
    if (!regex) return std::string(kCannotApplyRule) + regex.error().what;
    const Result<bool> matches = regex->matches_all_of(text);
    if (!matches) {
        if (budget) --budget->remaining;
        return std::string(kCannotApplyRule) + matches.error().what;
    }
    if (*matches) return kSatisfied;
    return "Expected " + quoted(text) + " to match " + quoted(rule.pattern);
}

Complaint check_include(const IncludeRule& rule, std::string_view text) {
    if (text.find(rule.value) != std::string_view::npos) return kSatisfied;
    return "Expected " + quoted(text) + " to include " + quoted(rule.value);
}

// Many formats have several names; the core knows the first one only.
Complaint check_signature(const ContentTypeRule& rule, std::string_view bytes, bool strict_compat) {
    const std::string detected = http::detect_media_types(bytes).front();
    if (detected == rule.value) return kSatisfied;
    if (!strict_compat && http::has_media_type(bytes, rule.value)) return kSatisfied;
    return "Expected binary contents to have content type " + quoted(rule.value) +
           " but detected contents was " + quoted(detected);
}

Complaint check_semver(std::string_view text) {
    if (is_semver(text)) return kSatisfied;
    return quoted(text) + " is not a valid semantic version";
}

bool is_number(std::string_view text, bool strict_compat) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    // Out of range is still a number; "inf" and "nan" are words to everybody but the core.
    if (error == std::errc::invalid_argument || end != text.data() + text.size()) return false;
    const bool is_word = text.find_first_of("iInN") != std::string_view::npos;
    return strict_compat || !is_word;
}

bool is_integer(std::string_view text, bool strict_compat) {
    const bool has_sign = !text.empty() && (text.front() == '+' || (text.front() == '-' && !strict_compat));
    if (has_sign) text.remove_prefix(1);
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct StatusText {
    StatusClass status;
    int first;
    int last;
    std::string_view words;
};
constexpr int kLastStatus = 999;
constexpr StatusText kStatusTexts[] = {
    {StatusClass::info, 100, 199, "an Information response (100-199)"},
    {StatusClass::success, 200, 299, "a Successful response (200-299)"},
    {StatusClass::redirect, 300, 399, "a Redirect (300-399)"},
    {StatusClass::client_error, 400, 499, "a Client Error (400-499)"},
    {StatusClass::server_error, 500, 599, "a Server Error (500-599)"},
    {StatusClass::non_error, 0, 399, "a non-error response (below 400)"},
    {StatusClass::error, 400, kLastStatus, "an error response (400 and above)"}};

Complaint check_status_class(const StatusCodeRule& rule, int actual) {
    const std::string start = "Expected status code " + std::to_string(actual) + " to be ";
    if (const auto* codes = std::get_if<std::vector<int>>(&rule.status)) {
        if (std::find(codes->begin(), codes->end(), actual) != codes->end()) return kSatisfied;
        std::vector<std::string> texts;
        for (const int code : *codes) texts.push_back(std::to_string(code));
        return start + "one of [" + text::join(texts, ", ") + ']';
    }
    for (const StatusText& known : kStatusTexts) {
        if (known.status != std::get<StatusClass>(rule.status)) continue;
        if (actual >= known.first && actual <= known.last) return kSatisfied;
        return start + std::string(known.words);
    }
    return kSatisfied;
}

Complaint equal_values(const json::Value& expected, const json::Value& actual) {
    if (expected == actual) return kSatisfied;
    return "Expected " + shown_with_kind(actual) + " to be equal to " + shown_with_kind(expected);
}

bool is_empty(const json::Value& value) {
    return value.is_null() || (value.string() && value.string()->empty()) ||
           (value.array() && value.array()->empty()) || (value.object() && value.object()->empty());
}

std::string_view date_word(DateKind kind) {
    switch (kind) {
        case DateKind::date:
            return "date";
        case DateKind::time:
            return "time";
        case DateKind::datetime:
            break;
    }
    return "timestamp";
}

std::string_view date_format(const DateRule& rule) {
    if (!rule.format.empty()) return rule.format;
    switch (rule.kind) {
        case DateKind::date:
            return kDefaultDatePattern;
        case DateKind::time:
            return kDefaultTimePattern;
        case DateKind::datetime:
            break;
    }
    return kDefaultDateTimePattern;
}

// The core has decimals, and integers beyond 64 bits, as binary floating point; what text rules see of them
// is that.
std::string core_text(const json::Value& value) {
    if (value.kind() != json::Kind::decimal) return content_text(value);
    char buffer[64];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value.as_double().value_or(0));
    std::string text(buffer, end);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

// JSON scalars.
struct OnValue {
    const json::Value& expected;
    const json::Value& actual;
    const Settings& settings;

    std::string text() const { return settings.strict_compat ? core_text(actual) : content_text(actual); }
    Complaint to_be(std::string_view what) const {
        return "Expected " + shown_with_kind(actual) + " to be " + std::string(what);
    }
    Complaint operator()(const EqualityRule&) const { return equal_values(expected, actual); }
    Complaint operator()(const ValuesRule&) const { return equal_values(expected, actual); }
    Complaint operator()(const RegexRule& rule) const { return check_pattern(rule, text(), settings); }
    Complaint operator()(const TypeRule&) const {
        const bool same = expected.kind() == actual.kind() || (expected.is_number() && actual.is_number());
        if (same) return kSatisfied;
        return to_be("the same type as " + shown_with_kind(expected));
    }
    Complaint operator()(const IncludeRule& rule) const { return check_include(rule, text()); }
    Complaint operator()(const NumberRule&) const {
        return actual.is_number() ? kSatisfied : to_be("a number");
    }
    Complaint operator()(const IntegerRule&) const {
        return actual.kind() == json::Kind::integer ? Complaint() : to_be("an integer");
    }
    Complaint operator()(const DecimalRule&) const {
        return actual.kind() == json::Kind::decimal ? Complaint() : to_be("a decimal number");
    }
    Complaint operator()(const NullRule&) const {
        return actual.is_null() ? Complaint() : to_be("a null value");
    }
    Complaint operator()(const BooleanRule&) const {
        const std::string* word = actual.string();
        if (actual.is_boolean() || (word && (*word == "true" || *word == "false"))) return kSatisfied;
        return "Expected " + shown_with_kind(actual) + " to match a boolean";
    }
    Complaint operator()(const DateRule& rule) const {
        return check_text({rule}, "", actual.is_null() ? "" : text(), settings);
    }
    Complaint operator()(const ContentTypeRule& rule) const {
        const auto decoded = actual.string() ? encoding::from_base64(*actual.string()) : std::nullopt;
        return check_signature(rule, decoded ? *decoded : text(), settings.strict_compat);
    }
    Complaint operator()(const ArrayContainsRule&) const { return kSatisfied; }
    Complaint operator()(const StatusCodeRule&) const { return kSatisfied; }
    Complaint operator()(const NotEmptyRule&) const {
        if (!is_empty(actual)) return kSatisfied;
        return "Expected " + shown_with_kind(actual) + " to not be empty";
    }
    Complaint operator()(const SemverRule&) const { return check_semver(text()); }
    Complaint operator()(const EachKeyRule&) const { return kSatisfied; }
    Complaint operator()(const EachValueRule&) const { return kSatisfied; }
    Complaint operator()(const UnknownRule& rule) const { return unknown(rule); }
};

struct OnText {
    std::string_view expected;
    std::string_view actual;
    const Settings& settings;

    Complaint equal() const {
        if (expected == actual) return kSatisfied;
        return "Expected " + quoted(actual) + " to be equal to " + quoted(expected);
    }
    Complaint to_match(std::string_view what) const {
        return "Expected " + quoted(actual) + " to match " + std::string(what);
    }
    Complaint cannot(std::string_view name) const {
        return "Expected " + quoted(actual) + " to satisfy '" + std::string(name) + "', which no text can";
    }
    Complaint operator()(const EqualityRule&) const { return equal(); }
    Complaint operator()(const ValuesRule&) const { return equal(); }
    Complaint operator()(const RegexRule& rule) const { return check_pattern(rule, actual, settings); }
    Complaint operator()(const TypeRule&) const { return kSatisfied; }
    Complaint operator()(const IncludeRule& rule) const { return check_include(rule, actual); }
    Complaint operator()(const NumberRule&) const {
        return is_number(actual, settings.strict_compat) ? Complaint() : to_match("a number");
    }
    Complaint operator()(const IntegerRule&) const {
        return is_integer(actual, settings.strict_compat) ? Complaint() : to_match("an integer number");
    }
    Complaint operator()(const DecimalRule&) const {
        return is_number(actual, settings.strict_compat) ? Complaint() : to_match("a number");
    }
    Complaint operator()(const NullRule&) const { return cannot("null"); }
    Complaint operator()(const BooleanRule&) const {
        return actual == "true" || actual == "false" ? Complaint() : to_match("a boolean");
    }
    Complaint operator()(const DateRule& rule) const {
        const std::string_view format = date_format(rule);
        const std::string words = std::string(date_word(rule.kind)) + " pattern";
        const Result<DatePattern> pattern = parse_date_pattern(format, settings.strict_compat);
        if (!pattern) {
            return std::string(kCannotApplyRule) + words + ' ' + quoted(format) +
                   " is not valid: " + pattern.error().what;
        }
        if (matches(*pattern, actual)) return kSatisfied;
        return to_match("a " + words + " of " + quoted(format));
    }
    Complaint operator()(const ContentTypeRule& rule) const {
        return check_signature(rule, actual, settings.strict_compat);
    }
    Complaint operator()(const ArrayContainsRule&) const { return cannot("arrayContains"); }
    Complaint operator()(const StatusCodeRule& rule) const {
        int status = 0;
        const auto [end, error] = std::from_chars(actual.data(), actual.data() + actual.size(), status);
        if (error != std::errc() || end != actual.data() + actual.size()) return to_match("a status code");
        return check_status_class(rule, status);
    }
    Complaint operator()(const NotEmptyRule&) const {
        return actual.empty() ? "Expected " + quoted(actual) + " to not be empty" : Complaint();
    }
    Complaint operator()(const SemverRule&) const { return check_semver(actual); }
    Complaint operator()(const EachKeyRule&) const { return cannot("eachKey"); }
    Complaint operator()(const EachValueRule&) const { return cannot("eachValue"); }
    Complaint operator()(const UnknownRule& rule) const { return unknown(rule); }
};

struct OnStatus {
    int expected;
    int actual;
    const Settings& settings;

    template <class Rule>
    Complaint operator()(const Rule& rule) const {
        return OnText{std::to_string(expected), std::to_string(actual), settings}(rule);
    }
    Complaint operator()(const EqualityRule&) const {
        if (expected == actual) return kSatisfied;
        return "Expected status code " + std::to_string(expected) + " but was " + std::to_string(actual);
    }
    Complaint operator()(const DecimalRule&) const {
        return "Expected status code " + std::to_string(actual) + " to be a decimal number";
    }
};

struct OnContainer {
    const json::Value& actual;
    bool cascaded;
    const Settings& settings;

    bool is_list() const { return actual.is_array(); }
    std::size_t size() const { return is_list() ? actual.array()->size() : actual.object()->size(); }

    Complaint sized(const char* bound, std::size_t count) const {
        return "Expected " + shown(actual) + " (size " + std::to_string(size()) + ") to have " + bound +
               " size of " + std::to_string(count);
    }
    // Value rules reach the elements of a list, but say nothing sensible about an object.
    template <class Rule>
    Complaint operator()(const Rule& rule) const {
        if (is_list()) return kSatisfied;
        const json::Value nothing;
        Complaint complaint = OnValue{nothing, actual, settings}(rule);
        if (complaint) return complaint;
        return "Expected " + shown_with_kind(actual) + " to satisfy '" + std::string(rule_name({rule})) +
               "', which no object can";
    }
    Complaint operator()(const TypeRule& rule) const {
        if (cascaded) return kSatisfied;
        if (rule.min && size() < *rule.min) return sized("minimum", *rule.min);
        if (rule.max && size() > *rule.max) return sized("maximum", *rule.max);
        return kSatisfied;
    }
    Complaint operator()(const EqualityRule&) const { return kSatisfied; }
    Complaint operator()(const ValuesRule&) const { return kSatisfied; }
    Complaint operator()(const RegexRule&) const { return kSatisfied; }
    Complaint operator()(const EachKeyRule&) const { return kSatisfied; }
    Complaint operator()(const EachValueRule&) const { return kSatisfied; }
    Complaint operator()(const ArrayContainsRule&) const { return kSatisfied; }
    Complaint operator()(const NotEmptyRule&) const {
        if (size() > 0) return kSatisfied;
        return "Expected " + shown_with_kind(actual) + " to not be empty";
    }
    Complaint operator()(const NullRule&) const {
        return "Expected " + shown_with_kind(actual) + " to be a null value";
    }
    Complaint operator()(const StatusCodeRule&) const {
        return "Expected " + shown_with_kind(actual) + " to be a status code";
    }
    Complaint operator()(const UnknownRule& rule) const { return unknown(rule); }
};

}  // namespace

Complaint check_value(const MatchingRule& rule, const json::Value& expected, const json::Value& actual,
                      const Settings& settings) {
    return std::visit(OnValue{expected, actual, settings}, rule.kind);
}

Complaint check_text(const MatchingRule& rule, std::string_view expected, std::string_view actual,
                     const Settings& settings) {
    return std::visit(OnText{expected, actual, settings}, rule.kind);
}

Complaint check_status(const MatchingRule& rule, int expected, int actual, const Settings& settings) {
    return std::visit(OnStatus{expected, actual, settings}, rule.kind);
}

Complaint check_container(const MatchingRule& rule, const json::Value& actual, bool cascaded,
                          const Settings& settings) {
    return std::visit(OnContainer{actual, cascaded, settings}, rule.kind);
}

std::string rule_at(const MatchingRule& rule, std::string_view key) {
    std::string text(rule_name(rule));
    if (!key.empty()) text += " at " + std::string(key);
    return text;
}

}  // namespace tally::matching
