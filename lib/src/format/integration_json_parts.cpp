#include "format/integration_json_parts.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "http/content_type.h"
#include "model/wire_values.h"

namespace tally::format {
namespace {

using namespace model;

constexpr std::string_view kContentType = "Content-Type";

// Where the rules and generators of a header or query parameter go.
struct NamedTarget {
    std::vector<KeyedRules>& rules;
    std::vector<KeyedGenerator>& generators;
    std::string key;
};

PathExpression literal(std::string_view name) {
    return {{Field{std::string(name)}}};
}

template <class Keyed>
auto find_key(std::vector<Keyed>& keyed, std::string_view key) {
    return std::find_if(keyed.begin(), keyed.end(), [&](const Keyed& each) { return each.key == key; });
}

Warning not_used(const NamedTarget& target, std::string_view what) {
    return {"",
            "'" + target.key + "' has a " + std::string(what) +
                " already; the one of a further value is not used",
            "give the " + std::string(what) + " with the first value, it goes for all of them"};
}

// A description for index 0 starts afresh; further values may only add what is not there yet.
void put_rules(DescribedText& described, std::size_t index, const NamedTarget& target) {
    const auto rules = find_key(target.rules, target.key);
    const bool keep_rules = index > 0 && rules != target.rules.end();
    if (keep_rules && !described.rules.empty()) described.warnings.push_back(not_used(target, "matcher"));
    if (!keep_rules) {
        if (rules != target.rules.end()) target.rules.erase(rules);
        if (!described.rules.empty()) {
            target.rules.push_back(
                {target.key, literal(target.key), {std::move(described.rules), Combine::all}});
        }
    }
    const auto generator = find_key(target.generators, target.key);
    const bool keep_generator = index > 0 && generator != target.generators.end();
    if (keep_generator && described.generator) described.warnings.push_back(not_used(target, "generator"));
    if (!keep_generator) {
        if (generator != target.generators.end()) target.generators.erase(generator);
        if (described.generator) {
            target.generators.push_back({target.key, literal(target.key), std::move(*described.generator)});
        }
    }
}

// Several values replace all, one replaces or extends at `index`.
template <class Value>
void put_values(std::vector<Value>& values, std::size_t index, std::vector<std::string> described) {
    if (described.size() != 1) values.clear();
    const std::size_t start = described.size() == 1 ? index : 0;
    if (values.size() < start + described.size())
        values.resize(start + described.size(), Value(std::string()));
    std::move(described.begin(), described.end(), values.begin() + static_cast<std::ptrdiff_t>(start));
}

Result<void> check_index(std::size_t index, std::string_view name) {
    if (index < kMaxValuesOfName) return {};
    return Error{ErrorCode::too_large, "",
                 "'" + std::string(name) + "' has no place for a value with index " + std::to_string(index),
                 "use an index below " + std::to_string(kMaxValuesOfName)};
}

// Headers that are lists come as one text.
std::vector<std::string> header_values(std::string_view name, std::vector<std::string> described) {
    if (described.size() != 1) return described;
    return split_header_value(name, described.front());
}

template <class Part>
Result<Warnings> set_header_of(Part& part, std::string_view name, std::size_t index, std::string_view text,
                               const IntegrationOptions& options) {
    if (Result<void> checked = check_index(index, name); !checked) return checked.error();
    Result<DescribedText> described = describe_text(text, options);
    if (!described) return described.error();
    auto header = std::find_if(part.headers.begin(), part.headers.end(), [&](const HeaderField& each) {
        return text::equals_ignoring_case(each.name, name);
    });
    if (header == part.headers.end())
        header = part.headers.insert(header, HeaderField{std::string(name), {}});
    std::vector<std::string> values = header_values(name, std::move(described->values));
    if (index == 0)
        put_values(header->values, 0, std::move(values));
    else
        put_values(header->values, index, {text::join(values, ", ")});
    put_rules(*described, index, {part.rules.header, part.generators.header, header->name});
    return std::move(described->warnings);
}

// A content type that cannot be read is as good as none.
std::string_view readable_type(std::string_view given, std::string_view existing) {
    return http::parse_content_type(given) ? given : existing;
}

// The reference core knows only the usual spelling, and then has two headers.
HeaderField* content_type_header(std::vector<HeaderField>& headers, const IntegrationOptions& options) {
    for (HeaderField& header : headers) {
        const bool same = options.strict_compat ? header.name == kContentType
                                                : text::equals_ignoring_case(header.name, kContentType);
        if (same) return &header;
    }
    return nullptr;
}

template <class Part>
Result<Warnings> set_body_of(Part& part, std::string_view text, std::string_view content_type,
                             const IntegrationOptions& options) {
    const HeaderField* header = content_type_header(part.headers, options);
    const std::string existing = header && !header->values.empty() ? header->values.front() : "";
    Result<DescribedBody> described = describe_body(text, readable_type(content_type, existing), options);
    if (!described) return described.error();
    if (!header && described->body.state != BodyState::empty) {
        part.headers.push_back({std::string(kContentType), {described->body.content_type}});
    }
    part.body = std::move(described->body);
    part.rules.body = std::move(described->rules);
    part.generators.body = std::move(described->generators);
    return std::move(described->warnings);
}

std::string declared_content_type(const json::Object& metadata) {
    for (const std::string_view name : {"contentType", "content-type"}) {
        for (const json::Member& member : metadata) {
            if (text::equals_ignoring_case(member.name, name)) return as_text(member.value);
        }
    }
    return {};
}

}  // namespace

Result<Warnings> set_body(Request& request, std::string_view text, std::string_view content_type,
                          const IntegrationOptions& options) {
    return set_body_of(request, text, content_type, options);
}

Result<Warnings> set_body(Response& response, std::string_view text, std::string_view content_type,
                          const IntegrationOptions& options) {
    return set_body_of(response, text, content_type, options);
}

Result<Warnings> set_contents(MessagePart& part, std::string_view text, std::string_view content_type,
                              const IntegrationOptions& options) {
    const std::string existing = declared_content_type(part.metadata);
    Result<DescribedBody> described = describe_body(text, readable_type(content_type, existing), options);
    if (!described) return described.error();
    if (existing.empty() && described->body.state != BodyState::empty) {
        part.metadata.set("contentType", described->body.content_type);
    }
    part.contents = std::move(described->body);
    part.rules.body = std::move(described->rules);
    part.generators.body = std::move(described->generators);
    return std::move(described->warnings);
}

Result<Warnings> set_header(Request& request, std::string_view name, std::size_t index, std::string_view text,
                            const IntegrationOptions& options) {
    return set_header_of(request, name, index, text, options);
}

Result<Warnings> set_header(Response& response, std::string_view name, std::size_t index,
                            std::string_view text, const IntegrationOptions& options) {
    return set_header_of(response, name, index, text, options);
}

Result<Warnings> set_query(Request& request, std::string_view name, std::size_t index, std::string_view text,
                           const IntegrationOptions& options) {
    if (Result<void> checked = check_index(index, name); !checked) return checked.error();
    Result<DescribedText> described = describe_text(text, options);
    if (!described) return described.error();
    auto parameter = std::find_if(request.query.begin(), request.query.end(),
                                  [&](const QueryParameter& each) { return each.name == name; });
    if (parameter == request.query.end()) {
        parameter = request.query.insert(parameter, QueryParameter{std::string(name), {}});
    }
    put_values(parameter->values, index, std::move(described->values));
    put_rules(*described, index, {request.rules.query, request.generators.query, parameter->name});
    return std::move(described->warnings);
}

Result<Warnings> set_path(Request& request, std::string_view text, const IntegrationOptions& options) {
    Result<DescribedText> described = describe_text(text, options);
    if (!described) return described.error();
    request.path = described->values.empty() ? std::string() : std::move(described->values.front());
    request.rules.path = {std::move(described->rules), Combine::all};
    request.generators.path = std::move(described->generator);
    return std::move(described->warnings);
}

Result<Warnings> set_status(Response& response, std::string_view text, const IntegrationOptions& options) {
    Result<DescribedStatus> described = describe_status(text, options);
    if (!described) return described.error();
    response.status = described->status;
    response.rules.status = {std::move(described->rules), Combine::all};
    response.generators.status = std::move(described->generator);
    return std::move(described->warnings);
}

Result<Warnings> set_metadata(MessagePart& part, std::string_view name, std::string_view text,
                              const IntegrationOptions& options) {
    Result<DescribedMetadata> described = describe_metadata(name, text, options);
    if (!described) return described.error();
    // A second text for the same entry replaces what the first one said.
    const auto is_of_entry = [&](const auto& keyed) {
        const Field* first =
            keyed.path.steps.empty() ? nullptr : std::get_if<Field>(&keyed.path.steps.front());
        return first && first->name == name;
    };
    std::erase_if(part.rules.metadata, is_of_entry);
    std::erase_if(part.generators.metadata, is_of_entry);
    part.metadata.set(std::string(name), std::move(described->value));
    std::move(described->rules.begin(), described->rules.end(), std::back_inserter(part.rules.metadata));
    std::move(described->generators.begin(), described->generators.end(),
              std::back_inserter(part.generators.metadata));
    return std::move(described->warnings);
}

}  // namespace tally::format
