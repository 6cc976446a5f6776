#include "recording/model_from_draft.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/encoding.h"
#include "base/text.h"
#include "format/write_contract.h"
#include "http/content_type.h"
#include "recording/value_parts.h"

namespace tally::recording {
namespace {

using Mistakes = std::vector<Mistake>;

std::string in_quotes(const std::string& text) {
    return "'" + text::printable(text) + "'";
}

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
model::Body body_from(const BodyDraft& draft, std::vector<model::HeaderField>& headers,
                      model::MatchingRules& rules, model::Generators& generators, Mistakes& mistakes) {
    model::Body body;
    if (draft.is_json) {
        DocumentParts parts = document_parts(draft.json, draft.place, mistakes);
        body.bytes = json::to_text(parts.example);
        rules.body = std::move(parts.rules);
        generators.body = std::move(parts.generators);
    } else {
        body.bytes = draft.content;
    }
    body.state = body.bytes.empty() ? model::BodyState::empty : model::BodyState::present;
    body.content_type = draft.is_json ? "application/json" : draft.content_type;
    const auto type = http::parse_content_type(body.content_type);
    if (!body.content_type.empty() && !type)
        mistakes.push_back({draft.place, in_quotes(body.content_type) +
                                             " is not a content type; write one such as 'text/plain'"});
    if (const auto* header = model::find_header(headers, "Content-Type");
        header != nullptr && !header->values.empty()) {
        const auto headers_type = http::parse_content_type(header->values.front());
        if (draft.is_json && headers_type && !headers_type->is_json()) {
            mistakes.push_back(
                {draft.place,
                 "the Content-Type header says " + in_quotes(header->values.front()) +
                     " but the body is JSON; change the header, or use body() for other content"});
        }
        body.content_type = header->values.front();
    } else if (body.state == model::BodyState::present && !body.content_type.empty()) {
        headers.push_back({"Content-Type", {body.content_type}});
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
    request.headers = headers_from(draft.headers, request.rules, request.generators, mistakes);
    if (draft.body)
        request.body = body_from(*draft.body, request.headers, request.rules, request.generators, mistakes);
    return request;
}

// A fault that nobody would see tests nothing.
void check_fault(const Fault& fault, const model::Response& response, Place place, Mistakes& mistakes) {
    const std::size_t size = response.body.bytes.size();
    if (fault.drop_connection && fault.truncate_body) {
        mistakes.push_back({place, "the response is both dropped and cut short; leave one of the two out"});
    } else if (fault.truncate_body && *fault.truncate_body >= size && response.generators.body.empty()) {
        mistakes.push_back({place, "the body is to be cut after " +
                                       text::counted(*fault.truncate_body, "byte") + " but has only " +
                                       std::to_string(size) + "; cut it earlier"});
    }
    if (fault.delay < fault.delay.zero())
        mistakes.push_back(
            {place, "the response cannot come before its request; give a delay that is not negative"});
}

model::Response response_from(const ResponseDraft& draft, Mistakes& mistakes) {
    model::Response response;
    response.status = draft.status;
    if (draft.status < 200 || draft.status > 599)
        mistakes.push_back({draft.place, "no response ends with status " + std::to_string(draft.status) +
                                             "; write one from 200 to 599"});
    response.headers = headers_from(draft.headers, response.rules, response.generators, mistakes);
    if (draft.body)
        response.body =
            body_from(*draft.body, response.headers, response.rules, response.generators, mistakes);
    if (draft.fault) check_fault(*draft.fault, response, draft.place, mistakes);
    return response;
}

std::vector<model::ProviderState> states_from(const InteractionDraft& draft, Mistakes& mistakes) {
    std::vector<model::ProviderState> states;
    for (const NamedValue& state : draft.states) {
        if (state.name.empty())
            mistakes.push_back({state.place, "a provider state without a name; say what is given"});
        DocumentParts parts = document_parts(state.value, state.place, mistakes);
        if (!parts.rules.empty())
            mistakes.push_back(
                {state.place, "the parameters of a provider state are plain values; remove the matcher"});
        if (const json::Object* params = parts.example.object()) {
            states.push_back({state.name, *params});
        } else {
            mistakes.push_back(
                {state.place, "the parameters of a provider state are an object; write {{\"name\", value}}"});
        }
    }
    return states;
}

InteractionPlaces places_of(const InteractionDraft& draft) {
    InteractionPlaces places{draft.place, draft.request->place, draft.response->place, {},
                             {},          draft.request->place};
    for (const NamedValue& parameter : draft.request->query)
        places.query.emplace_back(parameter.name, parameter.place);
    for (const NamedValue& header : draft.request->headers)
        places.headers.emplace_back(header.name, header.place);
    if (draft.request->body) places.body = draft.request->body->place;
    return places;
}

// From description and states, which tell the interactions of a contract apart: the same on every machine,
// long enough that no two of a contract meet.
std::string key_of(const model::Interaction& interaction) {
    constexpr std::size_t kLength = 12;
    std::string identity = interaction.description;
    for (const model::ProviderState& state : interaction.provider_states) identity += '\n' + state.name;
    return encoding::sha1_hex(identity).substr(0, kLength);
}

}  // namespace

DraftedContract model_from_draft(const ContractDraft& draft) {
    DraftedContract drafted;
    Mistakes& mistakes = drafted.mistakes;
    model::Contract& contract = drafted.contract;
    contract.consumer = draft.consumer;
    contract.provider = draft.provider;
    contract.version =
        draft.specification == Specification::v3 ? model::SpecVersion::v3 : model::SpecVersion::v4;
    if (draft.consumer.empty() || draft.provider.empty()) {
        mistakes.push_back({draft.place, "a contract needs the names of its consumer and its provider"});
    } else if (const Result<std::string> name = format::contract_file_name(contract); !name) {
        mistakes.push_back({draft.place, name.error().text()});
    }
    if (draft.interactions.empty())
        mistakes.push_back(
            {draft.place, "the contract has no interactions; write one with upon_receiving()"});

    std::unordered_map<std::string, Place> seen;
    for (const auto& interaction_draft : draft.interactions) {
        const std::string name = in_quotes(interaction_draft->description);
        const Place place = interaction_draft->place;
        if (interaction_draft->description.empty())
            mistakes.push_back({place, "an interaction without a description; say what is received"});
        if (!interaction_draft->request || !interaction_draft->response) {
            const bool no_request = !interaction_draft->request;
            mistakes.push_back(
                {place, "the interaction " + name + " has no " + (no_request ? "request" : "response") +
                            "; add " +
                            (no_request ? ".with_request(method, path)" : ".will_respond_with(status)")});
            continue;
        }
        model::Interaction interaction;
        interaction.description = interaction_draft->description;
        interaction.provider_states = states_from(*interaction_draft, mistakes);
        interaction.exchange = model::HttpExchange{request_from(*interaction_draft->request, mistakes),
                                                   response_from(*interaction_draft->response, mistakes)};
        const std::string key = key_of(interaction);
        const auto [other, is_new] = seen.emplace(key, place);
        if (!is_new) {
            mistakes.push_back({place, "another interaction with the description " + name +
                                           " and the same provider states is written at line " +
                                           std::to_string(other->second.line) +
                                           "; give one of them another description"});
        }
        if (contract.version == model::SpecVersion::v4) interaction.key = key;
        contract.interactions.push_back(std::move(interaction));
        drafted.places.push_back(places_of(*interaction_draft));
        drafted.faults.push_back(interaction_draft->response->fault);
    }
    return drafted;
}

}  // namespace tally::recording
