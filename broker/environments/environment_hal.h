// Environments, deployed and released versions as HAL.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "environments/environment.h"
#include "links.h"
#include "storage/database.h"
#include "versions/version.h"
#include "web/hal.h"

namespace tally::environments {

web::Hal to_hal(const Links& links, const Environment& environment);
// What other resources embed.
json::Value environment_summary(const Links& links, const Environment& environment);

// What the address of a list says already is not embedded in its items: the environment, or version and
// environment.
enum class Told { nothing, environment, whole };
web::Hal to_hal(const Links& links, const DeployedVersion& deployed, const Environment& environment,
                Told told = Told::nothing);
web::Hal to_hal(const Links& links, const ReleasedVersion& released, const Environment& environment,
                Told told = Told::nothing);

// Where a version has been deployed and released, and where that can be recorded: what the document of a
// version says about environments. Recording is offered for one version only, not in lists.
void add_placements(storage::Transaction& transaction, const Links& links, const versions::Version& version,
                    bool empty_too, web::Hal& hal);
void add_recording(storage::Transaction& transaction, const Links& links, const versions::Version& version,
                   web::Hal& hal);
// Where a pacticipant is deployed now.
std::vector<web::Link> deployed_environment_links(storage::Transaction& transaction, const Links& links,
                                                  std::int64_t pacticipant_id);

}  // namespace tally::environments
