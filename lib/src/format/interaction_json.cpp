#include "format/interaction_json.h"

#include <initializer_list>

#include "base/text.h"
#include "format/find_losses.h"
#include "format/parts_json.h"
#include "format/write_before_v3.h"

namespace tally::format {
namespace {

using model::Interaction;
using model::SpecVersion;

constexpr std::string_view kHttp = "Synchronous/HTTP";
constexpr std::string_view kAsyncMessage = "Asynchronous/Messages";
constexpr std::string_view kSyncMessage = "Synchronous/Messages";

model::ProviderState read_state(const Node& node, Reading& reading) {
    model::ProviderState state;
    if (node.value().string()) {
        state.name = *node.value().string();
        return state;
    }
    state.name = optional_string(node, "name", reading).value_or("");
    if (const auto params = optional_object(node, "params", reading))
        state.params = *params->value().object();
    return state;
}

std::vector<model::ProviderState> read_states(const Node& node, Reading& reading) {
    std::vector<model::ProviderState> states;
    if (const auto list = optional_array(node, "providerStates", reading)) {
        for (std::size_t i = 0; i < list->value().array()->size(); ++i) {
            states.push_back(read_state(list->at(i), reading));
        }
        return states;
    }
    for (const std::string_view name : {"providerState", "provider_state"}) {
        const std::optional<std::string> state = optional_string(node, name, reading);
        if (state && !state->empty()) {
            states.push_back({*state, {}});
            break;
        }
    }
    return states;
}

std::string read_description(const Node& node, std::string_view kind, std::size_t position,
                             Reading& reading) {
    if (auto description = optional_string(node, "description", reading)) return std::move(*description);
    return std::string(kind) + ' ' + std::to_string(position);
}

void keep_others(const Node& node, std::initializer_list<std::string_view> known, Interaction& interaction) {
    for (const json::Member& member : *node.value().object()) {
        bool is_known = member.name.starts_with('_');  // broker copies: _id, _links
        for (const std::string_view name : known) is_known = is_known || name == member.name;
        if (!is_known) interaction.other_members.set(member.name, member.value);
    }
}

void read_http(const Node& node, SpecVersion version, Interaction& interaction, Reading& reading) {
    model::HttpExchange exchange;
    if (const auto request = node.find("request"))
        exchange.request = read_request(*request, version, reading);
    if (const auto response = node.find("response"))
        exchange.response = read_response(*response, version, reading);
    interaction.exchange = std::move(exchange);
}

void read_sync_message(const Node& node, SpecVersion version, Interaction& interaction, Reading& reading) {
    model::SyncMessage message;
    if (const auto request = node.find("request"))
        message.request = read_message_part(*request, version, reading);
    const std::optional<Node> responses = node.find("response");
    const json::Array* array = responses ? responses->value().array() : nullptr;
    if (!array) {
        reading.refuse(node, "a synchronous message has no 'response' array",
                       "add the responses as an array");
    }
    for (std::size_t i = 0; array && i < array->size(); ++i) {
        message.responses.push_back(read_message_part(responses->at(i), version, reading));
    }
    interaction.exchange = std::move(message);
}

void read_v4_attributes(const Node& node, Interaction& interaction, Reading& reading) {
    if (const auto key = node.find("key"); key && !key->value().is_null())
        interaction.key = as_text(key->value());
    interaction.pending = optional_boolean(node, "pending", false, reading);
    interaction.transport = optional_string(node, "transport", reading).value_or("");
    if (const auto comments = optional_object(node, "comments", reading)) {
        interaction.comments = *comments->value().object();
    }
}

bool is_empty(const json::Value& value) {
    return value.is_null() || (value.string() && value.string()->empty()) ||
           (value.array() && value.array()->empty()) || (value.object() && value.object()->empty());
}

json::Array states_to_json(const std::vector<model::ProviderState>& states) {
    json::Array written;
    for (const model::ProviderState& state : states) {
        json::Object members;
        members.set("name", state.name);
        if (!state.params.empty()) members.set("params", state.params);
        written.emplace_back(std::move(members));
    }
    return written;
}

void write_v4_attributes(const Interaction& interaction, json::Object& members) {
    members.set("pending", interaction.pending);
    if (!interaction.key.empty()) members.set("key", interaction.key);
    if (!interaction.transport.empty()) members.set("transport", interaction.transport);
    json::Object comments;
    for (const json::Member& comment : interaction.comments) {
        if (!is_empty(comment.value)) comments.set(comment.name, comment.value);
    }
    if (!comments.empty()) members.set("comments", std::move(comments));
}

void write_part(const json::Object& part, json::Object& members) {
    for (const json::Member& member : part) members.set(member.name, member.value);
}

void write_exchange(const Interaction& interaction, SpecVersion version, json::Object& members) {
    const bool is_v4 = version == SpecVersion::v4;
    if (const model::HttpExchange* http = interaction.http()) {
        if (is_v4) members.set("type", kHttp);
        members.set("request", request_to_json(http->request, version));
        members.set("response", response_to_json(http->response, version));
    } else if (const auto* async = std::get_if<model::AsyncMessage>(&interaction.exchange)) {
        if (is_v4) members.set("type", kAsyncMessage);
        write_part(message_part_to_json(async->message, version), members);
    } else {
        const auto& sync = std::get<model::SyncMessage>(interaction.exchange);
        members.set("type", kSyncMessage);
        members.set("request", message_part_to_json(sync.request, version));
        json::Array responses;
        for (const model::MessagePart& response : sync.responses) {
            responses.emplace_back(message_part_to_json(response, version));
        }
        members.set("response", std::move(responses));
    }
}

}  // namespace

std::optional<Interaction> read_interaction(const Node& node, SpecVersion version, std::size_t position,
                                            Reading& reading) {
    if (!node.value().is_object()) {
        reading.warn(
            node,
            "an interaction is " + std::string(kind_with_article(node.value().kind())) + " and is skipped",
            "write it as an object");
        return std::nullopt;
    }
    Interaction interaction;
    interaction.description = read_description(node, "Interaction", position, reading);
    interaction.provider_states = read_states(node, reading);
    if (const auto id = optional_string(node, "_id", reading)) interaction.broker_id = *id;

    if (version != SpecVersion::v4) {
        read_http(node, version, interaction, reading);
        keep_others(
            node, {"description", "providerState", "provider_state", "providerStates", "request", "response"},
            interaction);
        return interaction;
    }

    read_v4_attributes(node, interaction, reading);
    const std::string type = optional_string(node, "type", reading).value_or("");
    if (type == kHttp) {
        read_http(node, version, interaction, reading);
    } else if (type == kAsyncMessage) {
        interaction.exchange = model::AsyncMessage{read_message_part(node, version, reading)};
    } else if (type == kSyncMessage) {
        read_sync_message(node, version, interaction, reading);
    } else {
        reading.warn(node,
                     type.empty()
                         ? "an interaction has no 'type' and is skipped"
                         : "the interaction type '" + type + "' is unknown; the interaction is skipped",
                     "use \"Synchronous/HTTP\", \"Asynchronous/Messages\" or \"Synchronous/Messages\"");
        return std::nullopt;
    }
    if (std::holds_alternative<model::AsyncMessage>(interaction.exchange)) {
        keep_others(
            node,
            {"type", "description", "providerState", "provider_state", "providerStates", "key", "pending",
             "comments", "transport", "contents", "metadata", "metaData", "matchingRules", "generators"},
            interaction);
    } else {
        keep_others(node,
                    {"type", "description", "providerState", "provider_state", "providerStates", "key",
                     "pending", "comments", "transport", "request", "response"},
                    interaction);
    }
    return interaction;
}

Interaction read_v3_message(const Node& node, std::size_t position, Reading& reading) {
    Interaction interaction;
    interaction.description = read_description(node, "Message", position, reading);
    interaction.provider_states = read_states(node, reading);
    if (const auto id = optional_string(node, "_id", reading)) interaction.broker_id = *id;
    interaction.exchange = model::AsyncMessage{read_message_part(node, SpecVersion::v3, reading)};
    if (node.value().is_object()) {
        keep_others(node,
                    {"description", "providerState", "provider_state", "providerStates", "contents",
                     "metadata", "metaData", "matchingRules", "generators"},
                    interaction);
    }
    return interaction;
}

Result<json::Object> interaction_to_json(const Interaction& interaction, SpecVersion version) {
    if (version < SpecVersion::v3) return interaction_before_v3(interaction, version);
    if (Result<void> lossless = refuse_losses(interaction, version); !lossless) return lossless.error();
    json::Object members;
    members.set("description", interaction.description);
    if (!interaction.provider_states.empty()) {
        members.set("providerStates", states_to_json(interaction.provider_states));
    }
    if (version == SpecVersion::v4) write_v4_attributes(interaction, members);
    write_exchange(interaction, version, members);
    for (const json::Member& member : interaction.other_members) members.set(member.name, member.value);
    return members;
}

}  // namespace tally::format
