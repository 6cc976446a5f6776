// What a broker wants a provider to verify, and why.
#pragma once

#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct ContractsWanted {
    std::string provider = {};
    json::Array selectors = {};        // none: the broker's choice, see list_contracts_to_verify
    std::string provider_branch = {};  // of the version that is verified; may be empty
    std::vector<std::string> provider_tags = {};
    bool include_pending = false;
    std::string include_wip_since = {};  // a date; empty: no work in progress
};

struct OfferedContract {
    std::string href;
    std::string name;    // "Pact between web-shop (1.2) and catalogue"
    std::string reason;  // the broker's short description of the selectors that chose it; may be empty
    bool pending = false;
    bool work_in_progress = false;
    std::vector<Notice> notices;
};

// Nothing wanted but the provider: the latest contract of each consumer, as verifiers have always done;
// otherwise what the broker selects. An unknown provider has no contracts; that is not an Error.
Result<std::vector<OfferedContract>> list_contracts_to_verify(BrokerClient& broker,
                                                              const ContractsWanted& wanted);

}  // namespace tally::broker_api
