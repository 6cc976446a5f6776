#include "checking/contract_parts.h"

#include "base/text.h"

namespace tally::checking {
namespace {

using namespace model;

json::Pointer operator/(json::Pointer pointer, std::string_view name) {
    pointer.emplace_back(std::string(name));
    return pointer;
}
json::Pointer operator/(json::Pointer pointer, std::size_t index) {
    pointer.emplace_back(index);
    return pointer;
}

// Those the reader skips are no interactions of the contract.
bool is_kept(const json::Value& interaction, SpecVersion version) {
    if (!interaction.is_object()) return false;
    if (version != SpecVersion::v4) return true;
    const json::Value* type = interaction.find("type");
    const std::string name = type && type->string() ? *type->string() : "";
    return name == "Synchronous/HTTP" || name == "Asynchronous/Messages" || name == "Synchronous/Messages";
}

std::vector<std::string_view> spellings(std::string_view category) {
    if (category == "header") return {"header", "headers"};
    if (category == "body") return {"body", "content", "contents"};
    if (category == "metadata") return {"metadata", "metaData"};
    if (category == "query") return {"query"};
    return {"path", "status"};
}

bool is_spelling(std::string_view category, std::string_view name) {
    for (const std::string_view spelling : spellings(category)) {
        if (text::equals_ignoring_case(spelling, name)) return true;
    }
    return false;
}

// "$.body.items[*].id" for "$.items[*].id" of the body.
bool is_flat_key_of(std::string_view key, std::string_view category, const KeyedRules& rules) {
    const auto path = parse_path(key);
    if (!path || path->steps.empty()) return false;
    const auto* first = std::get_if<Field>(&path->steps.front());
    if (!first || !is_spelling(category, first->name)) return false;
    return std::vector<PathStep>(path->steps.begin() + 1, path->steps.end()) == rules.path.steps;
}

}  // namespace

const MatchingRules& Part::rules() const {
    return std::visit([](const auto* part) -> const MatchingRules& { return part->rules; }, content);
}

const Body& Part::body() const {
    if (const auto* const* message = std::get_if<const MessagePart*>(&content)) return (*message)->contents;
    if (const auto* const* request = std::get_if<const Request*>(&content)) return (*request)->body;
    return std::get<const Response*>(content)->body;
}

ContractParts::ContractParts(const Contract& contract, const json::Value& document) : document_(document) {
    const auto add_list = [&](std::string_view name, SpecVersion version) {
        const json::Value* list = document.find(name);
        if (!list || !list->array()) return;
        for (std::size_t i = 0; i < list->array()->size(); ++i) {
            const bool any_message = name == "messages";
            if (any_message || is_kept((*list->array())[i], version))
                interactions_.push_back(json::Pointer{} / name / i);
        }
    };
    add_list("interactions", contract.version);
    if (contract.version != SpecVersion::v4) add_list("messages", contract.version);
    interactions_.resize(contract.interactions.size());
    for (std::size_t i = 0; i < contract.interactions.size(); ++i)
        add_parts(contract.interactions[i], interactions_[i]);
}

void ContractParts::add_parts(const Interaction& interaction, const json::Pointer& place) {
    constexpr bool from_provider = true;
    if (const HttpExchange* http = interaction.http()) {
        parts_.push_back({&interaction, &http->request, place / "request", !from_provider});
        parts_.push_back({&interaction, &http->response, place / "response", from_provider});
    } else if (const auto* message = std::get_if<AsyncMessage>(&interaction.exchange)) {
        parts_.push_back({&interaction, &message->message, place, from_provider});
    } else {
        const auto& sync = std::get<SyncMessage>(interaction.exchange);
        parts_.push_back({&interaction, &sync.request, place / "request", !from_provider});
        for (std::size_t i = 0; i < sync.responses.size(); ++i)
            parts_.push_back({&interaction, &sync.responses[i], place / "response" / i, from_provider});
    }
}

const json::Value* ContractParts::find(const json::Pointer& place) const {
    const json::Value* value = &document_;
    for (const auto& step : place) {
        if (const auto* name = std::get_if<std::string>(&step)) {
            value = value->find(*name);
        } else {
            const std::size_t index = std::get<std::size_t>(step);
            value = value->array() && index < value->array()->size() ? &(*value->array())[index] : nullptr;
        }
        if (!value) return nullptr;
    }
    return value;
}

json::Pointer ContractParts::rule_place(const Part& part, std::string_view category,
                                        const KeyedRules& rules) const {
    const json::Pointer all = part.place / "matchingRules";
    const json::Value* members = find(all);
    if (!members || !members->object()) return all;
    for (const json::Member& member : *members->object()) {
        if (member.name.starts_with('$')) {
            if (is_flat_key_of(member.name, category, rules)) return all / member.name;
        } else if (is_spelling(category, member.name)) {
            if (rules.key.empty()) return all / member.name;  // of the path, which has no names
            if (member.value.find(rules.key)) return all / member.name / rules.key;
        }
    }
    return all;
}

json::Pointer ContractParts::body_place(const Part& part, const PathExpression& path) const {
    const bool is_message = std::holds_alternative<const MessagePart*>(part.content);
    json::Pointer place = part.place / (is_message ? "contents" : "body");
    // A V4 body is inside "content"; where its text is encoded nothing below can be pointed at
    const json::Value* body = find(place);
    const json::Value* content = body ? body->find("content") : nullptr;
    const bool is_wrapped = content && (body->find("contentType") || body->find("encoded"));
    if (is_wrapped) place = place / "content";
    for (const PathStep& step : path.steps) {
        if (const auto* field = std::get_if<Field>(&step))
            place.emplace_back(field->name);
        else if (const auto* index = std::get_if<Index>(&step))
            place.emplace_back(index->position);
    }
    return place;
}

std::string pointer_text(const json::Pointer& pointer) {
    std::string text;
    for (const auto& step : pointer) {
        const auto* name = std::get_if<std::string>(&step);
        std::string piece = name ? *name : std::to_string(std::get<std::size_t>(step));
        piece = text::replace_all(std::move(piece), "~", "~0");
        text += '/' + text::replace_all(std::move(piece), "/", "~1");
    }
    return text;
}

}  // namespace tally::checking
