// The latest contract of every consumer with every provider, as a broker lists them.
#pragma once

#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct LatestContract {
    std::string consumer;
    std::string provider;
    std::string href;
    std::string consumer_version = {};
    std::string created_at = {};
};

Result<HalDocument> latest_contracts_document(BrokerClient& broker);
std::vector<LatestContract> read_latest_contracts(const HalDocument& document);

// In the broker's order. An Error when it has no such list.
Result<std::vector<LatestContract>> list_latest_contracts(BrokerClient& broker);

}  // namespace tally::broker_api
