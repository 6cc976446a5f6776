// Where contracts come from: files, folders, URLs and a broker. Everything that can be loaded is; what cannot
// is an Error beside it, so that one bad file does not hide what the others say.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "broker_api/broker_client.h"
#include "broker_api/contracts_to_verify.h"
#include "format/read_contract.h"
#include "http/client.h"
#include "http/retry.h"
#include "model/contract.h"
#include "tally/result.h"

namespace tally::verification {

// Kept for contracts that a broker gave: its links lead to where results go.
struct BrokerCopy {
    broker_api::HalDocument document;  // without text
    std::string name;                  // "Pact between web-shop (1.2) and catalogue"
    std::string reason;                // why the broker wants it verified; may be empty
    bool pending = false;
    bool work_in_progress = false;
    std::vector<broker_api::Notice> notices;
};

struct LoadedContract {
    std::string origin;  // the file's path or the masked URL
    std::string text;    // as read, to say where in it something stands
    model::Contract contract;
    std::vector<format::Warning> warnings;
    std::optional<BrokerCopy> broker;
    std::size_t unknown_interactions = 0;  // not in the contract, since nobody knows what they ask for
};

struct BrokerSource {
    broker_api::BrokerSettings settings;
    broker_api::ContractsWanted wanted;
    std::string webhook_contract_url;  // of the one contract a webhook asks for; replaces `wanted`
};

struct Sources {
    std::vector<std::filesystem::path> paths;  // files, or folders with everything below them
    std::vector<std::filesystem::path> files;  // verified whatever provider they name
    std::vector<std::filesystem::path> folders;
    std::vector<std::string> urls;  // verified whatever provider they name
    http::Headers url_headers;      // sent when fetching them
    http::RetryPolicy url_retries = {.retries = 3, .retry_after = http::RetryAfter::honoured};
    std::optional<BrokerSource> broker;
    std::size_t max_contract_bytes = format::kMaxContractBytes;
    bool empty() const {
        return paths.empty() && files.empty() && folders.empty() && urls.empty() && !broker;
    }
};

// Which of the contracts found are meant.
struct Scope {
    std::string provider;                // empty: any
    std::vector<std::string> consumers;  // empty: all
};

// Contracts that were found but not meant.
struct LeftOut {
    std::vector<std::string> providers;  // other providers they name; sorted, without repetition
    std::vector<std::string> consumers;  // other consumers of the provider that is meant
    std::size_t contracts = 0;
};

struct CollectedContracts {
    std::vector<LoadedContract> contracts;
    std::vector<Error> failures;
    LeftOut left_out;
    std::vector<std::string> places;  // that were looked at, for a message that none was found
};

// `broker` is required where `sources.broker` is set. Contracts come in the order of their sources; folders
// sorted by path.
CollectedContracts collect_contracts(const Sources& sources, const Scope& scope, http::Client& client,
                                     broker_api::BrokerClient* broker);

}  // namespace tally::verification
