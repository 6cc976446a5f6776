#include "format/generators_json.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.h"
#include "model/spec_version.h"

namespace tally::format {
namespace {

using namespace model;

std::optional<std::int64_t> optional_integer(const Node& node, std::string_view name, Reading& reading) {
    const std::optional<Node> found = node.find(name);
    if (!found || found->value().is_null()) return std::nullopt;
    if (const auto number = found->value().integer()) return number;
    reading.warn(*found, "'" + std::string(name) + "' of a generator is not a whole number and is ignored",
                 "write a whole number");
    return std::nullopt;
}

// The core wraps such limits around, which gives numbers outside of them.
std::optional<std::int64_t> optional_limit(const Node& node, std::string_view name, Reading& reading) {
    const auto limit = optional_integer(node, name, reading);
    if (!limit || (*limit >= std::numeric_limits<std::int32_t>::min() &&
                   *limit <= std::numeric_limits<std::int32_t>::max())) {
        return limit;
    }
    reading.refuse(*node.find(name), "'" + std::string(name) + "' of a RandomInt generator is beyond 32 bits",
                   "use a limit from -2147483648 to 2147483647");
    return std::nullopt;
}

std::size_t count_or(const Node& node, std::string_view name, std::size_t otherwise, Reading& reading) {
    constexpr std::int64_t most = 100000;
    const auto count = optional_integer(node, name, reading);
    if (!count) return otherwise;
    if (*count >= 0 && *count <= most) return static_cast<std::size_t>(*count);
    reading.warn(*node.find(name),
                 "'" + std::string(name) + "' of a generator is out of range and is ignored",
                 "use a number from 0 to " + std::to_string(most));
    return otherwise;
}

std::string required_text(const Node& node, std::string_view type, std::string_view attribute,
                          Reading& reading) {
    const std::optional<Node> found = node.find(attribute);
    if (found) return as_text(found->value());
    reading.refuse(node,
                   "generator '" + std::string(type) + "' has no '" + std::string(attribute) + "' attribute",
                   "add '" + std::string(attribute) + "' to the generator");
    return {};
}

Generator read_random_int(const Node& node, Reading& reading) {
    RandomIntGenerator generator;
    generator.min = optional_limit(node, "min", reading).value_or(generator.min);
    generator.max = optional_limit(node, "max", reading).value_or(generator.max);
    return generator;
}
void write(const RandomIntGenerator& generator, json::Object& members) {
    members.set("min", generator.min);
    members.set("max", generator.max);
}

Generator read_random_decimal(const Node& node, Reading& reading) {
    return RandomDecimalGenerator{count_or(node, "digits", RandomDecimalGenerator().digits, reading)};
}
void write(const RandomDecimalGenerator& generator, json::Object& members) {
    members.set("digits", static_cast<std::uint64_t>(generator.digits));
}

Generator read_random_hexadecimal(const Node& node, Reading& reading) {
    return RandomHexadecimalGenerator{count_or(node, "digits", RandomHexadecimalGenerator().digits, reading)};
}
void write(const RandomHexadecimalGenerator& generator, json::Object& members) {
    members.set("digits", static_cast<std::uint64_t>(generator.digits));
}

Generator read_random_string(const Node& node, Reading& reading) {
    return RandomStringGenerator{count_or(node, "size", RandomStringGenerator().size, reading)};
}
void write(const RandomStringGenerator& generator, json::Object& members) {
    members.set("size", static_cast<std::uint64_t>(generator.size));
}

Generator read_random_boolean(const Node&, Reading&) {
    return RandomBooleanGenerator{};
}
void write(const RandomBooleanGenerator&, json::Object&) {}

Generator read_regex(const Node& node, Reading& reading) {
    return RegexGenerator{required_text(node, "Regex", "regex", reading)};
}
void write(const RegexGenerator& generator, json::Object& members) {
    members.set("regex", generator.pattern);
}

Generator read_uuid(const Node& node, Reading& reading) {
    return UuidGenerator{optional_string(node, "format", reading).value_or("")};
}
void write(const UuidGenerator& generator, json::Object& members) {
    if (!generator.format.empty()) members.set("format", generator.format);
}

template <DateKind kind>
Generator read_date(const Node& node, Reading& reading) {
    return DateGenerator{kind, optional_string(node, "format", reading),
                         optional_string(node, "expression", reading)};
}
void write(const DateGenerator& generator, json::Object& members) {
    if (generator.format) members.set("format", *generator.format);
    if (generator.expression) members.set("expression", *generator.expression);
}

Generator read_provider_state(const Node& node, Reading& reading) {
    return ProviderStateGenerator{required_text(node, "ProviderState", "expression", reading),
                                  optional_string(node, "dataType", reading)};
}
void write(const ProviderStateGenerator& generator, json::Object& members) {
    members.set("expression", generator.expression);
    if (generator.data_type) members.set("dataType", *generator.data_type);
}

Generator read_mock_server_url(const Node& node, Reading& reading) {
    return MockServerUrlGenerator{optional_string(node, "example", reading).value_or(""),
                                  optional_string(node, "regex", reading).value_or("")};
}
void write(const MockServerUrlGenerator& generator, json::Object& members) {
    members.set("example", generator.example);
    members.set("regex", generator.pattern);
}

void write(const UnknownGenerator&, json::Object&) {}

struct GeneratorKind {
    std::string_view type;
    SpecVersion since;
    Generator (*read)(const Node& node, Reading& reading);
};
constexpr std::array<GeneratorKind, 12> kKinds = {{
    {"RandomInt", SpecVersion::v3, read_random_int},
    {"RandomDecimal", SpecVersion::v3, read_random_decimal},
    {"RandomHexadecimal", SpecVersion::v3, read_random_hexadecimal},
    {"RandomString", SpecVersion::v3, read_random_string},
    {"RandomBoolean", SpecVersion::v3, read_random_boolean},
    {"Regex", SpecVersion::v3, read_regex},
    {"Uuid", SpecVersion::v3, read_uuid},
    {"Date", SpecVersion::v3, read_date<DateKind::date>},
    {"Time", SpecVersion::v3, read_date<DateKind::time>},
    {"DateTime", SpecVersion::v3, read_date<DateKind::datetime>},
    {"ProviderState", SpecVersion::v4, read_provider_state},
    {"MockServerURL", SpecVersion::v4, read_mock_server_url},
}};

struct TypeOf {
    std::string_view operator()(const RandomIntGenerator&) const { return "RandomInt"; }
    std::string_view operator()(const RandomDecimalGenerator&) const { return "RandomDecimal"; }
    std::string_view operator()(const RandomHexadecimalGenerator&) const { return "RandomHexadecimal"; }
    std::string_view operator()(const RandomStringGenerator&) const { return "RandomString"; }
    std::string_view operator()(const RandomBooleanGenerator&) const { return "RandomBoolean"; }
    std::string_view operator()(const RegexGenerator&) const { return "Regex"; }
    std::string_view operator()(const UuidGenerator&) const { return "Uuid"; }
    std::string_view operator()(const DateGenerator& generator) const {
        switch (generator.kind) {
            case DateKind::date:
                return "Date";
            case DateKind::time:
                return "Time";
            case DateKind::datetime:
                break;
        }
        return "DateTime";
    }
    std::string_view operator()(const ProviderStateGenerator&) const { return "ProviderState"; }
    std::string_view operator()(const MockServerUrlGenerator&) const { return "MockServerURL"; }
    std::string_view operator()(const UnknownGenerator& generator) const { return generator.type; }
};

PathExpression literal(std::string_view name) {
    return {{Field{std::string(name)}}};
}

// Status, path and method hold their generator directly, or under "$" or "".
std::optional<Generator> read_single(const Node& node, Reading& reading) {
    for (const std::string_view root : {"$", ""}) {
        if (const std::optional<Node> nested = node.find(root)) return read_generator(*nested, reading);
    }
    return read_generator(node, reading);
}

template <class ToPath>
void read_keyed(const Node& node, std::vector<KeyedGenerator>& target, Reading& reading, ToPath to_path) {
    const json::Object* members = node.value().object();
    if (!members) {
        reading.warn(node,
                     "the generators of '" + std::string(node.name()) + "' are not an object and are ignored",
                     "write them as an object from name or path to generator");
        return;
    }
    for (const json::Member& member : *members) {
        const Node child = node.at(member);
        Result<PathExpression> path = to_path(member.name);
        if (!path) {
            reading.warn(child, path.error().what + "; the generator is ignored", path.error().remedy);
            continue;
        }
        if (auto generator = read_generator(child, reading)) {
            target.push_back({member.name, std::move(*path), std::move(*generator)});
        }
    }
}

Result<PathExpression> by_name(std::string_view name) {
    return literal(name);
}
Result<PathExpression> by_path(std::string_view key) {
    return parse_path(key);
}
Result<PathExpression> by_metadata(std::string_view key) {
    Result<PathExpression> path = parse_path(key);
    if (path || key.starts_with('$')) return path;
    return literal(key);
}

json::Object named_to_json(const std::vector<KeyedGenerator>& generators) {
    json::Object written;
    for (const KeyedGenerator& keyed : generators) written.set(keyed.key, generator_to_json(keyed.generator));
    return written;
}

}  // namespace

std::optional<Generator> read_generator(const Node& node, Reading& reading) {
    const std::optional<Node> type = node.find("type");
    const std::string* name = type ? type->value().string() : nullptr;
    if (!name) {
        reading.warn(node, "a generator has no 'type' and is ignored",
                     "add the generator's type, for example \"Uuid\"");
        return std::nullopt;
    }
    for (const GeneratorKind& kind : kKinds) {
        if (kind.type == *name) return kind.read(node, reading);
    }
    std::vector<std::string> names;
    for (const GeneratorKind& kind : kKinds) names.emplace_back(kind.type);
    const std::string near = text::nearest(*name, names);
    reading.warn(node, "generator '" + *name + "' is unknown, so the example is used as it is",
                 near.empty() ? "use a built-in generator" : "did you mean '" + near + "'",
                 WarningKind::unknown_generator);
    return UnknownGenerator{*name, node.value()};
}

json::Object generator_to_json(const Generator& generator) {
    if (const auto* unknown = std::get_if<UnknownGenerator>(&generator)) {
        if (const json::Object* members = unknown->attributes.object()) return *members;
    }
    json::Object members;
    members.set("type", std::visit(TypeOf(), generator));
    std::visit([&](const auto& kind) { write(kind, members); }, generator);
    return members;
}

Generators read_generators(const Node& node, Reading& reading) {
    Generators generators;
    const json::Object* categories = node.value().object();
    if (!categories) return generators;
    for (const json::Member& member : *categories) {
        const Node child = node.at(member);
        const std::string name = text::lower(member.name);
        if (name == "method")
            generators.method = read_single(child, reading);
        else if (name == "path")
            generators.path = read_single(child, reading);
        else if (name == "status")
            generators.status = read_single(child, reading);
        else if (name == "query")
            read_keyed(child, generators.query, reading, by_name);
        else if (name == "header" || name == "headers")
            read_keyed(child, generators.header, reading, by_name);
        else if (name == "body" || name == "content" || name == "contents") {
            read_keyed(child, generators.body, reading, by_path);
        } else if (name == "metadata")
            read_keyed(child, generators.metadata, reading, by_metadata);
        else {
            reading.warn(child, "the category '" + member.name + "' of generators is unknown and is ignored",
                         "use path, query, header, body, status or metadata");
        }
    }
    return generators;
}

std::vector<KeyedGenerator> read_keyed_generators(const Node& node, Reading& reading) {
    std::vector<KeyedGenerator> generators;
    read_keyed(node, generators, reading, by_path);
    return generators;
}

json::Object keyed_generators_to_json(const std::vector<KeyedGenerator>& generators) {
    json::Object written;
    for (const KeyedGenerator& keyed : generators) {
        written.set(to_text(keyed.path), generator_to_json(keyed.generator));
    }
    return written;
}

json::Object generators_to_json(const Generators& generators) {
    json::Object written;
    if (generators.method) written.set("method", generator_to_json(*generators.method));
    if (generators.path) written.set("path", generator_to_json(*generators.path));
    if (generators.status) written.set("status", generator_to_json(*generators.status));
    if (!generators.query.empty()) written.set("query", named_to_json(generators.query));
    if (!generators.header.empty()) written.set("header", named_to_json(generators.header));
    if (!generators.body.empty()) written.set("body", keyed_generators_to_json(generators.body));
    if (!generators.metadata.empty()) written.set("metadata", named_to_json(generators.metadata));
    return written;
}

}  // namespace tally::format
