// What a tally::Verifier was told, until its contracts are loaded.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "http/message.h"
#include "tally/verifier.h"

namespace tally::verifier {

struct StateHandlers {
    std::function<Values(const StateParams&)> set_up;
    std::function<Values(const StateParams&)> tear_down;  // none: nothing to do
};

using MessageMaker = std::function<std::vector<Message>(const Message& request)>;

struct Broker {
    std::string url;
    BrokerOptions options;
};

struct Draft {
    std::string provider_name;
    std::vector<std::string> contracts;
    std::optional<Broker> broker;
    std::vector<std::string> consumers;
    std::function<std::string()> start;  // gives the provider's address
    std::chrono::milliseconds timeout{5000};
    http::Headers headers;
    std::function<void(RequestView&)> filter;
    std::map<std::string, StateHandlers> states;
    std::map<std::string, MessageMaker> messages;  // by description
};

}  // namespace tally::verifier
