// What runs where: deployments, of which a new one replaces the one before, and releases, which stay until
// their support ends.
#pragma once

#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct Placement {
    std::string pacticipant;
    std::string version;      // not for record_undeployment
    std::string environment;  // its name
    std::string instance;     // of the application; "" is one of its own. Deployments only
};

Result<HalDocument> record_deployment(BrokerClient& broker, const Placement& placement);
Result<HalDocument> record_release(BrokerClient& broker, const Placement& placement);

// The documents of what was ended. An Error when nothing of the kind is recorded, or several instances are
// and none was named.
Result<std::vector<HalDocument>> record_undeployment(BrokerClient& broker, const Placement& placement);
Result<std::vector<HalDocument>> record_support_ended(BrokerClient& broker, const Placement& placement);

struct PlacedVersion {
    std::string version;
    std::string instance;
    bool released = false;
};
struct PlacedVersions {
    std::vector<PlacedVersion> versions;
    json::Array documents;  // as the broker has them
};
enum class Placed { deployed, released };
Result<PlacedVersions> list_placed(BrokerClient& broker, const std::string& pacticipant,
                                   const std::string& environment, const std::vector<Placed>& kinds);

}  // namespace tally::broker_api
