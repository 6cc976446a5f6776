#include "generation/generate.h"

#include <charconv>

#include "base/text.h"
#include "generation/generate_body.h"
#include "generation/generate_value.h"
#include "http/content_type.h"
#include "model/declared_type.h"

namespace tally::generation {
namespace {

using namespace model;

std::string as_text(const json::Value& value) {
    return value.string() ? *value.string() : json::to_text(value);
}

// The generated value, or the example with a note why.
json::Value replaced(const Generator& generator, std::string_view place, const json::Value& example,
                     Context& context) {
    if (!is_active(generator, context.mode)) return example;
    Result<json::Value> value = generate_value(generator, example, context);
    if (value) return std::move(*value);
    context.notes.push_back("the example at " + std::string(place) + " was kept: " + value.error().text());
    return example;
}

std::string replaced_text(const Generator& generator, std::string_view place, const std::string& example,
                          Context& context) {
    return as_text(replaced(generator, place, json::Value(example), context));
}

// Variants of arrayContains have generators of their own, with paths from the element that is their example.
std::vector<KeyedGenerator> with_those_of_variants(const std::vector<KeyedGenerator>& generators,
                                                   const std::vector<KeyedRules>& rules) {
    std::vector<KeyedGenerator> all = generators;
    for (const KeyedRules& keyed : rules) {
        for (const MatchingRule& rule : keyed.list.rules) {
            const auto* contains = std::get_if<ArrayContainsRule>(&rule.kind);
            if (!contains) continue;
            for (const ArrayContainsVariant& variant : contains->variants) {
                for (const KeyedGenerator& own : variant.generators) {
                    KeyedGenerator& added = all.emplace_back(own);
                    added.path = keyed.path;
                    added.path.steps.push_back(Index{variant.index});
                    added.path.steps.insert(added.path.steps.end(), own.path.steps.begin(),
                                            own.path.steps.end());
                    added.key = to_text(added.path);
                }
            }
        }
    }
    return all;
}

void generate_into(Body& body, std::string_view declared, const std::vector<KeyedGenerator>& generators,
                   Context& context) {
    if (generators.empty() || body.state != BodyState::present) return;
    const http::ContentType type = http::effective_content_type(body.content_type, declared, body.bytes);
    auto bytes = generate_body(body.bytes, type, generators,
                               [&](const KeyedGenerator& keyed, const json::Value& example) {
                                   return replaced(keyed.generator, keyed.key, example, context);
                               });
    if (bytes) {
        body.bytes = std::move(*bytes);
    } else {
        context.notes.push_back("the body was kept as it is: its type " + type.text() +
                                " has no places for generators");
    }
}

// The first value is generated and replaces all; a header that is not there is added.
void generate_into(std::vector<HeaderField>& headers, const std::vector<KeyedGenerator>& generators,
                   Context& context) {
    for (const KeyedGenerator& keyed : generators) {
        if (!is_active(keyed.generator, context.mode)) continue;
        HeaderField* header = nullptr;
        for (HeaderField& known : headers) {
            if (text::equals_ignoring_case(known.name, keyed.key)) header = &known;
        }
        const std::string example = header && !header->values.empty() ? header->values.front() : "";
        const std::size_t notes = context.notes.size();
        std::string value = replaced_text(keyed.generator, keyed.key, example, context);
        if (context.notes.size() > notes) continue;
        if (!header) header = &headers.emplace_back(HeaderField{keyed.key, {}});
        header->values = {std::move(value)};
    }
}

void generate_into(std::vector<QueryParameter>& query, const std::vector<KeyedGenerator>& generators,
                   Context& context) {
    for (const KeyedGenerator& keyed : generators) {
        if (!is_active(keyed.generator, context.mode)) continue;
        QueryParameter* parameter = nullptr;
        for (QueryParameter& known : query) {
            if (known.name == keyed.key) parameter = &known;
        }
        if (parameter) {
            for (auto& value : parameter->values) {
                value = replaced_text(keyed.generator, keyed.key, value.value_or(""), context);
            }
            continue;
        }
        const std::size_t notes = context.notes.size();
        std::string value = replaced_text(keyed.generator, keyed.key, "", context);
        if (context.notes.size() == notes) query.push_back({keyed.key, {std::move(value)}});
    }
}

int generated_status(const Generator& generator, int example, Context& context) {
    const std::string text = as_text(replaced(generator, "status", json::Value(example), context));
    int status = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), status);
    return error == std::errc() && end == text.data() + text.size() ? status : example;
}

}  // namespace

Request generate_request(const Request& expected, Context& context) {
    Request request = expected;
    const Generators& generators = expected.generators;
    if (generators.path) request.path = replaced_text(*generators.path, "path", request.path, context);
    generate_into(request.headers, generators.header, context);
    if (!generators.query.empty()) {
        generate_into(request.query, generators.query, context);
        request.query_string.reset();
    }
    generate_into(request.body, declared_type(request.headers),
                  with_those_of_variants(generators.body, expected.rules.body), context);
    request.rules = {};
    request.generators = {};
    return request;
}

Response generate_response(const Response& expected, Context& context) {
    Response response = expected;
    const Generators& generators = expected.generators;
    if (generators.status) response.status = generated_status(*generators.status, response.status, context);
    generate_into(response.headers, generators.header, context);
    generate_into(response.body, declared_type(response.headers),
                  with_those_of_variants(generators.body, expected.rules.body), context);
    response.rules = {};
    response.generators = {};
    return response;
}

MessagePart generate_message(const MessagePart& expected, Context& context) {
    MessagePart part = expected;
    json::Value metadata(part.metadata);
    for (const KeyedGenerator& keyed : expected.generators.metadata) {
        replace_at(metadata, keyed.path, [&](const json::Value& example) {
            return replaced(keyed.generator, keyed.key, example, context);
        });
    }
    part.metadata = *metadata.object();
    generate_into(part.contents, declared_type(part.metadata),
                  with_those_of_variants(expected.generators.body, expected.rules.body), context);
    part.rules = {};
    part.generators = {};
    return part;
}

}  // namespace tally::generation
