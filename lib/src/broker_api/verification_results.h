// Telling a broker how a verification ended.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct ReportedMismatch {
    std::string attribute;   // "method", "path", "status", "query", "header", "body", "metadata"
    std::string identifier;  // a path or a name; may be empty
    std::string description;
};

struct ReportedRuns {
    std::size_t runs = 0;
    std::size_t failed = 0;
    std::size_t not_run = 0;
};

struct ReportedInteraction {
    std::string id;  // the broker's "_id"
    std::string description;
    bool success = true;
    std::vector<ReportedMismatch> mismatches;
    std::optional<ReportedRuns> flaky = {};  // when not all of its runs ended alike
};

struct ReportedResult {
    bool success = false;
    std::string provider_version;
    std::string build_url;  // may be empty
    std::vector<ReportedInteraction> interactions;
    std::string verifier_version;
};

struct ProviderVersion {
    std::string number;
    std::string branch;  // may be empty
    std::vector<std::string> tags;
};

// Records branch and tags of the provider's version, through the links of a contract it verified. Has to
// happen before results are published, since brokers judge pending contracts by the branch.
Result<void> record_provider_version(BrokerClient& broker, const HalDocument& contract,
                                     const ProviderVersion& version);

// The address of the published result. `contract` is the broker's document of the contract.
Result<std::string> publish_result(BrokerClient& broker, const HalDocument& contract,
                                   const ReportedResult& result);

}  // namespace tally::broker_api
