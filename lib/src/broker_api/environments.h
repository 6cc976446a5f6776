// The environments that a broker knows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

// What a command changes; members without a value stay as they are.
struct EnvironmentChange {
    std::optional<std::string> name = {}, display_name = {};
    std::optional<bool> production = {};
    std::optional<std::string> contact_name = {}, contact_email = {};
};

Result<HalDocument> list_environments(BrokerClient& broker);
Result<HalDocument> create_environment(BrokerClient& broker, const EnvironmentChange& change);
Result<HalDocument> get_environment(BrokerClient& broker, const std::string& uuid);
// What it has and is not changed is sent back, since an update replaces everything.
Result<HalDocument> update_environment(BrokerClient& broker, const std::string& uuid,
                                       const EnvironmentChange& change);
Result<void> delete_environment(BrokerClient& broker, const std::string& uuid);

// Suggests the nearest name when there is none of that name.
Result<HalDocument> find_environment(BrokerClient& broker, const std::string& name);

}  // namespace tally::broker_api
