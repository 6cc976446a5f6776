// Verifications that a provider owes: listed, and taken over one at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct OwedContract {
    std::string consumer, consumer_version;
    std::string href;
};

// All that one version of the provider has to verify.
struct OwedRun {
    std::string provider_version;
    std::vector<std::string> uses;  // why this version matters
    std::vector<OwedContract> contracts;
    std::string lease;   // "" when nobody has taken it over
    std::string holder;  // of the lease
    std::string leased_until;
};

struct OwedRuns {
    std::vector<OwedRun> runs;
    json::Value document;
};

// Of the head of `branch`, or of every version in use when it is empty.
Result<OwedRuns> list_owed(BrokerClient& broker, const std::string& provider, const std::string& branch);

struct LeaseWanted {
    std::string provider;
    std::string branch = {}, version = {};  // "" is any
    std::string holder = {};
    std::optional<unsigned> seconds = {};  // nothing: as the broker likes
};

// Nothing when nothing is owed, or others are at it.
Result<std::optional<OwedRun>> take_over_owed(BrokerClient& broker, const LeaseWanted& wanted);

}  // namespace tally::broker_api
