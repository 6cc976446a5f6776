// What consumers ask of a provider: their contracts, and the states these need.
#pragma once

#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct ProviderContract {
    std::string consumer;
    std::string title;
    std::string href;
};

struct ProviderContractsWanted {
    std::string provider;
    std::string consumer = {};  // "" is all
    std::string branch = {};    // of the consumers; "" is the main branch of each
    bool latest = false;        // of each consumer, instead of all versions
};

struct ProviderContracts {
    std::vector<ProviderContract> contracts;  // in the broker's order
    json::Value document;
};
Result<ProviderContracts> list_provider_contracts(BrokerClient& broker,
                                                  const ProviderContractsWanted& wanted);

struct ProviderState {
    std::string name;
    std::string parameters;  // as JSON; "" without any
    std::vector<std::string> consumers;
};
struct ProviderStates {
    std::vector<ProviderState> states;
    json::Value document;
};
// Of the consumers' main branches, unless a branch or an environment is named.
Result<ProviderStates> list_provider_states(BrokerClient& broker, const std::string& provider,
                                            const std::string& branch, const std::string& environment);

}  // namespace tally::broker_api
