#include "generation/generate_value.h"

#include "base/calendar.h"
#include "base/date_pattern.h"
#include "base/regex.h"
#include "base/text.h"
#include "generation/date_expression.h"
#include "generation/provider_state_value.h"
#include "generation/random_match.h"

namespace tally::generation {
namespace {

using namespace model;

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHexDigits = "0123456789ABCDEF";
constexpr std::string_view kLettersAndDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

Error cannot(std::string what, std::string remedy) {
    return {ErrorCode::invalid_input, "", std::move(what), std::move(remedy)};
}

// No leading zero, so that the text is a JSON number.
std::string random_digits(std::size_t count, Random& random) {
    if (count == 0) return "";
    return random.characters(1, kDigits.substr(1)) + random.characters(count - 1, kDigits);
}

struct Generate {
    const json::Value& example;
    Context& context;

    // Text where the example is text, numbers elsewhere.
    json::Value like_example(std::string number) const {
        return example.string() ? json::Value(std::move(number)) : json::Value::number(std::move(number));
    }

    Result<json::Value> operator()(const RandomIntGenerator& generator) const {
        if (generator.min > generator.max) {
            return cannot("the smallest RandomInt is above the largest", "exchange 'min' and 'max'");
        }
        return like_example(std::to_string(context.random.between(generator.min, generator.max)));
    }

    Result<json::Value> operator()(const RandomDecimalGenerator& generator) const {
        if (generator.digits == 0) return json::Value("");
        std::string digits = random_digits(generator.digits, context.random);
        if (generator.digits == 1)
            return example.string() ? json::Value(digits) : like_example(digits + ".0");
        digits.insert(
            static_cast<std::size_t>(context.random.between(1, static_cast<std::int64_t>(digits.size()) - 1)),
            1, '.');
        return like_example(std::move(digits));
    }

    Result<json::Value> operator()(const RandomHexadecimalGenerator& generator) const {
        return json::Value(context.random.characters(generator.digits, kHexDigits));
    }
    Result<json::Value> operator()(const RandomStringGenerator& generator) const {
        return json::Value(context.random.characters(generator.size, kLettersAndDigits));
    }
    Result<json::Value> operator()(const RandomBooleanGenerator&) const {
        return json::Value(context.random.between(0, 1) == 1);
    }

    Result<json::Value> operator()(const RegexGenerator& generator) const {
        Result<std::string> text = random_match(generator.pattern, context.random);
        if (!text) return std::move(text).error();
        return json::Value(std::move(*text));
    }

    Result<json::Value> operator()(const UuidGenerator& generator) const {
        std::string uuid = context.random.uuid();
        if (generator.format == "simple") return json::Value(text::replace_all(std::move(uuid), "-", ""));
        if (generator.format == "upper-case-hyphenated") return json::Value(text::upper(uuid));
        if (generator.format == "URN") return json::Value("urn:uuid:" + uuid);
        return json::Value(std::move(uuid));
    }

    Result<json::Value> operator()(const DateGenerator& generator) const {
        const Result<DateExpression> expression =
            parse_date_expression(generator.expression.value_or(""), generator.kind, context.strict_compat);
        if (!expression) return expression.error();
        const Result<OffsetTime> time =
            apply(*expression, OffsetTime{context.clock.now(), std::chrono::seconds(0)});
        if (!time) return time.error();
        const Result<DatePattern> pattern = parse_date_pattern(
            generator.format ? *generator.format : default_format(generator.kind), context.strict_compat);
        if (!pattern) return pattern.error();
        Result<std::string> text = format_date(*pattern, *time);
        if (!text) return std::move(text).error();
        return json::Value(std::move(*text));
    }

    static std::string_view default_format(DateKind kind) {
        switch (kind) {
            case DateKind::date:
                return kDefaultDatePattern;
            case DateKind::time:
                return kDefaultTimePattern;
            case DateKind::datetime:
                break;
        }
        return kGeneratedDateTimePattern;
    }

    Result<json::Value> operator()(const ProviderStateGenerator& generator) const {
        return provider_state_value(generator.expression, generator.data_type, context.provider_state);
    }

    // The first match of the pattern becomes the server's address and what group 1 matched.
    Result<json::Value> operator()(const MockServerUrlGenerator& generator) const {
        if (context.mock_server_url.empty()) {
            return cannot("the address of the mock server is not known", "set it in the context");
        }
        const Result<Regex> regex = Regex::compile_cached(generator.pattern);
        if (!regex) return regex.error();
        const Result<std::optional<Regex::Found>> found = regex->first_in(generator.example);
        if (!found) return found.error();
        if (!*found) return json::Value(generator.example);
        const Regex::Found& match = **found;
        if (match.groups.empty() || !match.groups.front()) {
            return cannot("the pattern '" + generator.pattern + "' of a MockServerURL generator has no group",
                          "put the path into a group: \".*(/path)$\"");
        }
        std::string url = context.mock_server_url;
        if (!context.strict_compat && url.ends_with('/') && match.groups.front()->starts_with('/'))
            url.pop_back();
        return json::Value(generator.example.substr(0, match.start) + url + *match.groups.front() +
                           generator.example.substr(match.start + match.length));
    }

    Result<json::Value> operator()(const UnknownGenerator& generator) const {
        return cannot("the generator '" + generator.type + "' is not known", "use a built-in generator");
    }
};

}  // namespace

bool is_active(const Generator& generator, Mode mode) {
    if (std::holds_alternative<ProviderStateGenerator>(generator)) return mode == Mode::provider;
    if (std::holds_alternative<MockServerUrlGenerator>(generator)) return mode == Mode::consumer;
    return true;
}

Result<json::Value> generate_value(const Generator& generator, const json::Value& example, Context& context) {
    return std::visit(Generate{example, context}, generator);
}

}  // namespace tally::generation
