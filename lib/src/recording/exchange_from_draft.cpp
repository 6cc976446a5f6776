#include "recording/exchange_from_draft.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/content_type.h"
#include "model/declared_type.h"
#include "recording/body_parts.h"
#include "recording/value_parts.h"
#include "recording/written_matcher.h"

namespace tally::recording {
namespace {

using Mistakes = std::vector<Mistake>;

bool is_token(const std::string& text) {
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               kOthers.find(static_cast<char>(c)) != std::string_view::npos;
    });
}

model::KeyedRules named_rules(const std::string& name, model::RuleList rules) {
    return {name, model::PathExpression{{model::Field{name}}}, std::move(rules)};
}

model::KeyedGenerator named_generator(const std::string& name, const model::Generator& generator) {
    return {name, model::PathExpression{{model::Field{name}}}, generator};
}

std::vector<model::HeaderField> headers_from(const std::vector<NamedValue>& drafts,
                                             model::MatchingRules& rules, model::Generators& generators,
                                             Mistakes& mistakes) {
    std::vector<model::HeaderField> headers;
    for (const NamedValue& draft : drafts) {
        if (!is_token(draft.name))
            mistakes.push_back(
                {draft.place, in_quotes(draft.name) + " is not a header name; use letters, digits and '-'"});
        if (model::find_header(headers, draft.name) != nullptr) {
            mistakes.push_back(
                {draft.place, "the header " + in_quotes(draft.name) +
                                  " is written twice; write it once, with an array() of its values"});
            continue;
        }
        if (draft.value.node().absent) continue;
        TextParts parts = text_parts(draft.value, draft.place, mistakes);
        model::HeaderField header{draft.name, {}};
        for (const auto& value : parts.values) {
            header.values.push_back(value.value_or(""));
            if (header.values.back().find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
                mistakes.push_back({draft.place, "the value of the header " + in_quotes(draft.name) +
                                                     " has a line break; a header is one line"});
        }
        if (!parts.rules.empty()) rules.header.push_back(named_rules(draft.name, std::move(parts.rules)));
        if (parts.generator) generators.header.push_back(named_generator(draft.name, *parts.generator));
        headers.push_back(std::move(header));
    }
    return headers;
}

// The body goes by the Content-Type header where there is one, else the header follows the body.
model::Body body_from(const BodyDraft& draft, std::vector<model::HeaderField>& headers, model::MatchingRules& rules,
                      model::Generators& generators, Mistakes& mistakes) {
    BodyParts parts = body_parts(draft, mistakes);
    rules.body = std::move(parts.rules);
    generators.body = std::move(parts.generators);
    model::Body body = std::move(parts.body);
    const auto* header = model::find_header(headers, "Content-Type");
    if (header != nullptr && !header->values.empty()) {
        const auto headers_type = http::parse_content_type(header->values.front());
        if (std::holds_alternative<JsonBody>(draft.form) && headers_type && !headers_type->is_json()) {
            mistakes.push_back(
                {draft.place, "the Content-Type header says " + in_quotes(header->values.front()) +
                                  " but the body is JSON; change the header, or use body() for other content"});
        }
        if (parts.content_type_pattern)
            mistakes.push_back({draft.place,
                                "multipart_body() writes the Content-Type header itself, with its boundary; remove "
                                "the header"});
        body.content_type = header->values.front();
    } else if (body.state == model::BodyState::present && !body.content_type.empty()) {
        headers.push_back({"Content-Type", {body.content_type}});
        if (parts.content_type_pattern) {
            rules.header.push_back(named_rules(
                "Content-Type", {{{model::RegexRule{*parts.content_type_pattern}}}, model::Combine::all}));
        }
    }
    return body;
}

std::string path_from(const RequestDraft& draft, model::Request& request, Mistakes& mistakes) {
    TextParts parts = text_parts(draft.path, draft.place, mistakes);
    request.rules.path = std::move(parts.rules);
    request.generators.path = std::move(parts.generator);
    if (draft.path.node().scalar() == nullptr || !parts.values.front()) {
        mistakes.push_back(
            {draft.place, "a path is one text; write it as \"/products/10\" or with a matcher"});
        return "/";
    }
    std::string path = *parts.values.front();
    if (path.empty() || path.front() != '/')
        mistakes.push_back({draft.place, "the path " + in_quotes(path) +
                                             " does not start with '/'; write it from the root"});
    if (const std::size_t mark = path.find_first_of("?#"); mark != std::string::npos)
        mistakes.push_back(
            {draft.place, "the path " + in_quotes(path) + " goes on after '" + path.substr(mark, 1) +
                              "'; write parameters with .query(name, value), and leave fragments out"});
    const auto unsendable = [](unsigned char c) { return c <= ' ' || c == 0x7f; };
    if (std::any_of(path.begin(), path.end(), unsendable))
        mistakes.push_back(
            {draft.place, "the path " + in_quotes(path) +
                              " has a blank or control character; write it percent-encoded, a blank as %20"});
    return path;
}

// Statuses are numbers; a matcher of statuses gives an example too.
void set_status(const ResponseDraft& draft, model::Response& response, Mistakes& mistakes) {
    const ValueNode& node = draft.status.node();
    for (const Mistake& mistake : node.mistakes) mistakes.push_back(mistake);
    const json::Value* scalar = node.scalar();
    const std::optional<std::int64_t> status = scalar == nullptr ? std::nullopt : scalar->integer();
    if (!status || *status < 200 || *status > 599) {
        mistakes.push_back({draft.place, "no response ends with status " +
                                             (scalar == nullptr ? "of several parts" : json::to_text(*scalar)) +
                                             "; write one from 200 to 599"});
        return;
    }
    response.status = static_cast<int>(*status);
    response.rules.status = {node.rules, node.combine};
    response.generators.status = node.generator;
}

void set_metadata(const std::vector<NamedValue>& entries, model::MessagePart& part, Mistakes& mistakes) {
    for (const NamedValue& entry : entries) {
        if (part.metadata.contains(entry.name)) {
            mistakes.push_back({entry.place, "the metadata " + in_quotes(entry.name) + " is written twice; remove one"});
            continue;
        }
        if (entry.value.node().absent) continue;
        DocumentParts parts = document_parts(entry.value, entry.place, mistakes, {{model::Field{entry.name}}});
        part.metadata.set(entry.name, std::move(parts.example));
        const auto is_inside = [](const auto& keyed) { return keyed.path.steps.size() > 1; };
        if (std::any_of(parts.rules.begin(), parts.rules.end(), is_inside) ||
            std::any_of(parts.generators.begin(), parts.generators.end(), is_inside)) {
            mistakes.push_back({entry.place, "the metadata " + in_quotes(entry.name) +
                                                 " has a matcher inside its value, which no verifier applies; put a "
                                                 "matcher such as like() around the whole value, or write it exactly"});
            continue;
        }
        // Plain names stand for themselves in files; others have to be quoted, for keys are paths.
        const auto key = model::parse_path(entry.name);
        const bool plain = key && *key == model::PathExpression{{model::Field{entry.name}}};
        for (model::KeyedRules& rules : parts.rules) {
            if (plain) rules.key = entry.name;
            part.rules.metadata.push_back(std::move(rules));
        }
        for (model::KeyedGenerator& generator : parts.generators) {
            if (plain) generator.key = entry.name;
            part.generators.metadata.push_back(std::move(generator));
        }
    }
}

// A fault that nobody would see tests nothing.
void check_fault(const Fault& fault, const model::Response& response, Place place, Mistakes& mistakes) {
    const std::size_t size = response.body.bytes.size();
    if (fault.drop_connection && fault.truncate_body) {
        mistakes.push_back({place, "the response is both dropped and cut short; leave one of the two out"});
    } else if (fault.truncate_body && *fault.truncate_body >= size && response.generators.body.empty()) {
        mistakes.push_back({place, "the body is to be cut after " + text::counted(*fault.truncate_body, "byte") +
                                       " but has only " + std::to_string(size) + "; cut it earlier"});
    }
    if (fault.delay < fault.delay.zero())
        mistakes.push_back({place, "the response cannot come before its request; give a delay that is not negative"});
}

}  // namespace

model::Request request_from(const RequestDraft& draft, Mistakes& mistakes) {
    model::Request request;
    request.method = text::upper(draft.method);
    if (!is_token(draft.method))
        mistakes.push_back(
            {draft.place, in_quotes(draft.method) + " is not a method; write one such as \"GET\""});
    request.path = path_from(draft, request, mistakes);
    for (const NamedValue& parameter : draft.query) {
        const auto same_name = [&](const model::QueryParameter& other) {
            return other.name == parameter.name;
        };
        if (std::any_of(request.query.begin(), request.query.end(), same_name)) {
            mistakes.push_back(
                {parameter.place, "the parameter " + in_quotes(parameter.name) +
                                      " is written twice; write it once, with an array() of its values"});
            continue;
        }
        TextParts parts = text_parts(parameter.value, parameter.place, mistakes);
        if (!parts.rules.empty())
            request.rules.query.push_back(named_rules(parameter.name, std::move(parts.rules)));
        if (parts.generator)
            request.generators.query.push_back(named_generator(parameter.name, *parts.generator));
        request.query.push_back({parameter.name, std::move(parts.values)});
    }
    request.headers = headers_from(draft.entries, request.rules, request.generators, mistakes);
    if (draft.body) request.body = body_from(*draft.body, request.headers, request.rules, request.generators, mistakes);
    return request;
}

model::Response response_from(const ResponseDraft& draft, Mistakes& mistakes) {
    model::Response response;
    set_status(draft, response, mistakes);
    response.headers = headers_from(draft.entries, response.rules, response.generators, mistakes);
    if (draft.body)
        response.body = body_from(*draft.body, response.headers, response.rules, response.generators, mistakes);
    if (draft.fault) check_fault(*draft.fault, response, draft.fault_place, mistakes);
    return response;
}

model::MessagePart message_from(const PartDraft& draft, Mistakes& mistakes) {
    model::MessagePart part;
    set_metadata(draft.entries, part, mistakes);
    if (!draft.body) return part;
    BodyParts parts = body_parts(*draft.body, mistakes);
    part.rules.body = std::move(parts.rules);
    part.generators.body = std::move(parts.generators);
    part.contents = std::move(parts.body);
    const std::string declared = model::declared_type(part.metadata);
    if (!declared.empty())
        part.contents.content_type = declared;
    else if (!part.contents.content_type.empty())
        part.metadata.set("contentType", part.contents.content_type);
    return part;
}

}  // namespace tally::recording
