// Matchers of tally/matchers.h about texts, and those that make new values each time.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "base/date_pattern.h"
#include "base/random.h"
#include "base/regex.h"
#include "generation/generate_value.h"
#include "generation/random_match.h"
#include "recording/written_matcher.h"
#include "tally/matchers.h"

namespace tally::matchers {

using recording::check_example;
using recording::escaped_pattern;
using recording::in_quotes;
using recording::note;
using recording::value_of;
using recording::ValueNode;
using recording::with_rule;

namespace {

constexpr const char* kUuidPattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

// Examples that nobody gave have to be the same on every run: they go into the contract file.
class FixedClock final : public Clock {
  public:
    Time now() const override { return std::chrono::sys_days(std::chrono::year(2000) / 1 / 31) + std::chrono::hours(14); }
    std::chrono::steady_clock::time_point steady() const override { return {}; }
};

// Another one than that of the runs, so that a test sees values which are not the example.
constexpr std::uint64_t kExampleSeed = 2000;

// The example that the generator would make at a certain time with a certain seed.
void take_generated_example(ValueNode& node, model::Generator generator, Place place) {
    SeededRandom random(kExampleSeed);
    const FixedClock clock;
    generation::Context context{generation::Mode::consumer, random, clock};
    const json::Value* before = node.scalar();
    Result<json::Value> example = generation::generate_value(generator, before ? *before : json::Value(), context);
    if (example)
        node.content = std::move(*example);
    else
        note(node, place, "no example can be made, " + example.error().what);
    node.generator = std::move(generator);
}

Value generated(ValueNode node, model::Generator generator, Place place) {
    take_generated_example(node, std::move(generator), place);
    return value_of(std::move(node));
}

// The date matchers without an example, whose date is made from the pattern and perhaps an expression.
Value dated(model::DateKind kind, std::string pattern, std::optional<std::string> expression, Place place) {
    ValueNode node = with_rule("", model::DateRule{kind, pattern});
    if (const auto parsed = parse_date_pattern(pattern); !parsed) {
        note(node, place, "the date pattern " + in_quotes(pattern) + " is wrong: " + parsed.error().text());
        return value_of(std::move(node));
    }
    const std::string told = expression.value_or("");
    Value value = generated(std::move(node), model::DateGenerator{kind, std::move(pattern), std::move(expression)}, place);
    if (told.empty() || value.node().mistakes.empty()) return value;
    ValueNode wrong = value.node();
    wrong.mistakes.front().text = "the date expression " + in_quotes(told) +
                                  " is wrong: " + wrong.mistakes.front().text +
                                  "; write one such as \"+ 1 week\" or \"next monday\"";
    return value_of(std::move(wrong));
}

Value dated_example(model::DateKind kind, std::string pattern, std::string example, Place place) {
    ValueNode node = with_rule(example, model::DateRule{kind, pattern});
    const auto parsed = parse_date_pattern(pattern);
    if (!parsed) {
        const bool swapped = parse_date_pattern(example).has_value();
        note(node, place,
             "the date pattern " + in_quotes(pattern) + " is wrong: " + parsed.error().text() +
                 (swapped ? "; the pattern comes first, then the example" : ""));
    } else if (const auto mismatch = find_mismatch(*parsed, example)) {
        note(node, place,
             "the example " + in_quotes(example) + " is not of the pattern " + in_quotes(pattern) + ": " +
                 mismatch->reason);
    }
    return value_of(std::move(node));
}

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

Value regex(std::string pattern, std::string example, Place place) {
    ValueNode node = with_rule(example, model::RegexRule{pattern});
    const Result<Regex> compiled = Regex::compile(pattern);
    if (!compiled) {
        note(node, place,
             compiled.error().what +
                 "; correct it (in C++ a backslash is written twice, or the pattern as R\"(...)\")");
        return value_of(std::move(node));
    }
    const Result<bool> matched = compiled->matches_all_of(example);
    if (!matched) {
        note(node, place,
             "the pattern " + in_quotes(pattern) + " costs too much to try on its own example; simplify it");
    } else if (!*matched) {
        const Result<Regex> swapped = Regex::compile(example);
        const bool other_way_round = swapped && swapped->matches_all_of(pattern).value_or(false);
        note(node, place,
             "the pattern " + in_quotes(pattern) + " does not match the whole of its example " +
                 in_quotes(example) +
                 (other_way_round ? "; the pattern comes first, then the example"
                                  : "; correct one of them (the pattern has to match from the first to the "
                                    "last character)"));
    }
    return value_of(std::move(node));
}

Value regex(std::string pattern, Place place) {
    SeededRandom random(kExampleSeed);
    const Result<std::string> example = generation::random_match(pattern, random);
    if (example) {
        ValueNode node = regex(pattern, *example, place).node();
        node.generator = model::RegexGenerator{std::move(pattern)};
        return value_of(std::move(node));
    }
    ValueNode node = with_rule("", model::RegexRule{pattern});
    note(node, place,
         "no text can be made for the pattern " + in_quotes(pattern) + ": " + example.error().what +
             "; write an example behind it");
    return value_of(std::move(node));
}

Value include(std::string part, std::string example, Place place) {
    ValueNode node = with_rule(example, model::IncludeRule{part});
    if (example.find(part) == std::string::npos) {
        note(node, place,
             "the example " + in_quotes(example) + " does not include " + in_quotes(part) +
                 "; the part comes first, then an example that contains it");
    }
    return value_of(std::move(node));
}

Value semver(std::string example, Place place) {
    ValueNode node = with_rule(example, model::SemverRule{});
    check_example(node, place);
    return value_of(std::move(node));
}

Value date(std::string pattern, std::string example, Place place) {
    return dated_example(model::DateKind::date, std::move(pattern), std::move(example), place);
}
Value time(std::string pattern, std::string example, Place place) {
    return dated_example(model::DateKind::time, std::move(pattern), std::move(example), place);
}
Value date_time(std::string pattern, std::string example, Place place) {
    return dated_example(model::DateKind::datetime, std::move(pattern), std::move(example), place);
}
Value date(std::string pattern, Place place) {
    return dated(model::DateKind::date, std::move(pattern), std::nullopt, place);
}
Value time(std::string pattern, Place place) {
    return dated(model::DateKind::time, std::move(pattern), std::nullopt, place);
}
Value date_time(std::string pattern, Place place) {
    return dated(model::DateKind::datetime, std::move(pattern), std::nullopt, place);
}
Value relative_date(std::string expression, std::string pattern, Place place) {
    return dated(model::DateKind::date, std::move(pattern), std::move(expression), place);
}
Value relative_time(std::string expression, std::string pattern, Place place) {
    return dated(model::DateKind::time, std::move(pattern), std::move(expression), place);
}
Value relative_date_time(std::string expression, std::string pattern, Place place) {
    return dated(model::DateKind::datetime, std::move(pattern), std::move(expression), place);
}

Value uuid(std::string example, Place place) {
    return regex(kUuidPattern, std::move(example), place);
}
Value uuid(Place place) {
    return generated(with_rule("", model::RegexRule{kUuidPattern}), model::UuidGenerator{}, place);
}

Value hexadecimal(std::string example, Place place) {
    return regex("[0-9a-fA-F]+", std::move(example), place);
}
Value ipv4_address(std::string example, Place place) {
    constexpr const char* kNumber = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    std::string pattern = kNumber;
    for (int i = 0; i < 3; ++i) pattern += std::string("\\.") + kNumber;
    return regex(std::move(pattern), std::move(example), place);
}
Value email_address(std::string example, Place place) {
    return regex("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+", std::move(example), place);
}

// White space separates names and means nothing elsewhere, except in strings.
Value graphql_query(std::string query, Place place) {
    std::string pattern = "\\s*";
    bool blank = false;
    bool in_string = false;
    char before = 0;
    for (std::size_t i = 0; i < query.size(); ++i) {
        const char c = query[i];
        const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!in_string && is_blank) {
            blank = true;
            continue;
        }
        if (!in_string && before != 0) {
            const bool between_names = is_name_character(before) && is_name_character(c);
            if (between_names && blank)
                pattern += "\\s+";
            else if (!between_names)
                pattern += "\\s*";
        }
        if (c == '"' && (!in_string || query[i - 1] != '\\')) in_string = !in_string;
        pattern += escaped_pattern(std::string(1, c));
        before = c;
        blank = false;
    }
    return regex(pattern + "\\s*", std::move(query), place);
}

Value integer(Place place) {
    return random_integer(0, std::numeric_limits<std::int32_t>::max(), place);
}
Value decimal(Place place) {
    return random_decimal(6, place);
}
Value boolean(Place place) {
    return generated(with_rule(true, model::BooleanRule{}), model::RandomBooleanGenerator{}, place);
}

Value random_integer(std::int64_t least, std::int64_t most, Place place) {
    ValueNode node = with_rule(least, model::IntegerRule{});
    if (most < least) {
        note(node, place, "random_integer() has a least value above its most; the smaller one comes first");
        return value_of(std::move(node));
    }
    return generated(std::move(node), model::RandomIntGenerator{least, most}, place);
}
Value random_decimal(std::size_t digits, Place place) {
    return generated(with_rule(1.5, model::DecimalRule{}), model::RandomDecimalGenerator{digits}, place);
}
Value random_hexadecimal(std::size_t digits, Place place) {
    const std::string pattern = "[0-9A-F]{" + std::to_string(digits) + "}";
    return generated(with_rule("", model::RegexRule{pattern}), model::RandomHexadecimalGenerator{digits}, place);
}
Value random_string(std::size_t characters, Place place) {
    return generated(with_rule("", model::TypeRule{}), model::RandomStringGenerator{characters}, place);
}

Value mock_server_url(Value path, Place place) {
    const ValueNode& written = path.node();
    const json::Value* scalar = written.scalar();
    const std::string* text = scalar == nullptr ? nullptr : scalar->string();
    if (text == nullptr || text->empty() || text->front() != '/') {
        ValueNode node;
        note(node, place, "mock_server_url() needs a path from the root, for example \"/orders/10\"");
        return value_of(std::move(node));
    }
    std::string pattern = escaped_pattern(*text);
    for (const model::MatchingRule& rule : written.rules) {
        if (const auto* in_path = std::get_if<model::RegexRule>(&rule.kind)) pattern = in_path->pattern;
    }
    pattern = ".*(" + pattern + ")$";
    const std::string example = "http://localhost:8080" + *text;
    ValueNode node = regex(pattern, example, place).node();
    node.mistakes.insert(node.mistakes.end(), written.mistakes.begin(), written.mistakes.end());
    node.generator = model::MockServerUrlGenerator{example, pattern};
    return value_of(std::move(node));
}

}  // namespace tally::matchers
