// Environments, and the versions deployed and released to them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.h"

namespace tally::environments {

struct Environment {
    std::int64_t id = 0;
    std::string uuid;
    std::string name;
    std::string display_name;
    bool production = false;
    json::Array contacts;  // as they were sent: {"name", "details"}
    std::string created_at;
    std::string updated_at;
};

// What both kinds of record say about where and what.
struct Placement {
    std::int64_t id = 0;
    std::string uuid;
    std::string pacticipant;
    std::int64_t version_id = 0;
    std::string version;
    std::int64_t environment_id = 0;
    std::string created_at;
    std::string updated_at;
};

struct DeployedVersion {
    Placement placement;
    std::string application_instance;  // "": the one without a name
    std::optional<std::string> undeployed_at;
    bool is_current() const { return !undeployed_at; }
};

struct ReleasedVersion {
    Placement placement;
    std::optional<std::string> support_ended_at;
    bool is_supported() const { return !support_ended_at; }
};

}  // namespace tally::environments
