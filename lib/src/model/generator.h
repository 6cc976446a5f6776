// Generators replace an example by a fresh value ("Pact V3, generators"). One struct a kind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.h"
#include "model/path_expression.h"

namespace tally::model {

struct RandomIntGenerator {
    std::int64_t min = 0;
    std::int64_t max = 10;
    bool operator==(const RandomIntGenerator&) const = default;
};
struct RandomDecimalGenerator {
    std::size_t digits = 10;
    bool operator==(const RandomDecimalGenerator&) const = default;
};
struct RandomHexadecimalGenerator {
    std::size_t digits = 10;
    bool operator==(const RandomHexadecimalGenerator&) const = default;
};
struct RandomStringGenerator {
    std::size_t size = 10;
    bool operator==(const RandomStringGenerator&) const = default;
};
struct RandomBooleanGenerator {
    bool operator==(const RandomBooleanGenerator&) const = default;
};
struct RegexGenerator {
    std::string pattern;
    bool operator==(const RegexGenerator&) const = default;
};
struct UuidGenerator {
    std::string format;  // as written; empty: lower-case-hyphenated
    bool operator==(const UuidGenerator&) const = default;
};
enum class DateKind : std::uint8_t { date, time, datetime };
struct DateGenerator {
    DateKind kind = DateKind::datetime;
    std::optional<std::string> format;
    std::optional<std::string> expression;
    bool operator==(const DateGenerator&) const = default;
};
struct ProviderStateGenerator {
    std::string expression;
    std::optional<std::string> data_type;
    bool operator==(const ProviderStateGenerator&) const = default;
};
struct MockServerUrlGenerator {
    std::string example;
    std::string pattern;
    bool operator==(const MockServerUrlGenerator&) const = default;
};
// From a plugin, or misspelt: kept through read and write, leaves the example as it is.
struct UnknownGenerator {
    std::string type;
    json::Value attributes;  // the object as read
    bool operator==(const UnknownGenerator&) const = default;
};

using Generator =
    std::variant<RandomIntGenerator, RandomDecimalGenerator, RandomHexadecimalGenerator,
                 RandomStringGenerator, RandomBooleanGenerator, RegexGenerator, UuidGenerator, DateGenerator,
                 ProviderStateGenerator, MockServerUrlGenerator, UnknownGenerator>;

// Keyed like rules: header and query by name, body and metadata by path. In file order.
struct KeyedGenerator {
    std::string key;
    PathExpression path;  // parsed key; for header and query one Field with the literal name
    Generator generator;
    bool operator==(const KeyedGenerator&) const = default;
};

struct Generators {
    std::optional<Generator> method;
    std::optional<Generator> path;
    std::optional<Generator> status;
    std::vector<KeyedGenerator> query;
    std::vector<KeyedGenerator> header;
    std::vector<KeyedGenerator> body;
    std::vector<KeyedGenerator> metadata;
    bool empty() const {
        return !method && !path && !status && query.empty() && header.empty() && body.empty() &&
               metadata.empty();
    }
    bool operator==(const Generators&) const = default;
};

}  // namespace tally::model
