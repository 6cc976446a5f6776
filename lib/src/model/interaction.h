// One expectation of a consumer: an HTTP exchange or a message.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.h"
#include "model/http_parts.h"

namespace tally::model {

struct ProviderState {
    std::string name;
    json::Object params;  // V3 and later
    bool operator==(const ProviderState&) const = default;
};

// Contents and metadata of a message, in either direction.
struct MessagePart {
    Body contents;
    json::Object metadata;
    MatchingRules rules;
    Generators generators;
    json::Object other_members;  // of V4 parts; members we do not know
    bool operator==(const MessagePart&) const = default;
};

struct HttpExchange {  // V4 "Synchronous/HTTP"; the only kind below V3
    Request request;
    Response response;
    bool operator==(const HttpExchange&) const = default;
};
struct AsyncMessage {  // V3 message, V4 "Asynchronous/Messages"
    MessagePart message;
    bool operator==(const AsyncMessage&) const = default;
};
struct SyncMessage {  // V4 "Synchronous/Messages"
    MessagePart request;
    std::vector<MessagePart> responses;
    bool operator==(const SyncMessage&) const = default;
};

struct Interaction {
    std::string description;
    std::vector<ProviderState> provider_states;
    std::variant<HttpExchange, AsyncMessage, SyncMessage> exchange;

    std::string key;        // V4: unique in its file; may be empty
    std::string broker_id;  // "_id" of broker copies; never written
    bool pending = false;   // V4
    json::Object comments;  // V4: text, testname, references and anything else
    std::string transport;  // V4: may be empty
    // V4 pluginConfiguration, interactionMarkup and every member we do not know: kept through read and write.
    json::Object other_members;

    const HttpExchange* http() const { return std::get_if<HttpExchange>(&exchange); }
    HttpExchange* http() { return std::get_if<HttpExchange>(&exchange); }
    bool operator==(const Interaction&) const = default;
};

// What a failure names and a rerun selects: the key, else the broker's id, else a short hash of description
// and states.
std::string short_id(const Interaction& interaction);

}  // namespace tally::model
