// The tables of deployed and released versions, and the maintained rows of what is in an environment now.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "environments/environment.h"
#include "storage/database.h"
#include "versions/version.h"

namespace tally::environments {

std::optional<DeployedVersion> find_deployed_version(storage::Transaction& transaction,
                                                     std::string_view uuid);
std::optional<ReleasedVersion> find_released_version(storage::Transaction& transaction,
                                                     std::string_view uuid);

// Every record of one version, oldest first; of one environment when it is given.
std::vector<DeployedVersion> list_deployments_of(storage::Transaction& transaction, std::int64_t version_id,
                                                 std::optional<std::int64_t> environment_id = std::nullopt);
std::vector<ReleasedVersion> list_releases_of(storage::Transaction& transaction, std::int64_t version_id,
                                              std::optional<std::int64_t> environment_id = std::nullopt);

struct PlacementFilter {
    std::optional<std::string> pacticipant = std::nullopt;
    std::optional<std::string> version = std::nullopt;               // of releases
    std::optional<std::string> application_instance = std::nullopt;  // of deployments; "": the unnamed one
};
// What is in an environment now: by pacticipant, oldest record first.
std::vector<DeployedVersion> list_currently_deployed(storage::Transaction& transaction,
                                                     std::int64_t environment_id,
                                                     const PlacementFilter& filter);
std::vector<ReleasedVersion> list_currently_supported(storage::Transaction& transaction,
                                                      std::int64_t environment_id,
                                                      const PlacementFilter& filter);
// Where a pacticipant is deployed now, in any environment.
std::vector<DeployedVersion> list_deployments_of_pacticipant(storage::Transaction& transaction,
                                                             std::int64_t pacticipant_id);

enum class DeployedBy { user, tag };
struct NewDeployment {
    std::int64_t environment_id;
    std::string_view application_instance;
    DeployedBy by = DeployedBy::user;
};
// The current record of exactly this version, or a new one which replaces what is deployed as the same
// instance. Returns its uuid.
std::string deploy(storage::Transaction& transaction, const versions::Version& version,
                   const NewDeployment& deployment, const std::string& new_uuid, std::string_view now);
void undeploy(storage::Transaction& transaction, const DeployedVersion& deployed, std::string_view now);

struct Released {
    std::string uuid;
    bool is_new;
};
// One record for each version and environment; support resumes when it had ended.
Released release(storage::Transaction& transaction, const versions::Version& version,
                 std::int64_t environment_id, const std::string& new_uuid, std::string_view now);
void end_support(storage::Transaction& transaction, const ReleasedVersion& released, std::string_view now);

// Whether a version has a contract or a verification result: without either nothing can be said about it.
bool has_content(storage::Transaction& transaction, std::int64_t version_id);

}  // namespace tally::environments
