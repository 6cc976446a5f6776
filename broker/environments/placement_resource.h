// Deployed and released versions over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::environments {

http::Response get_currently_deployed(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_currently_supported(const web::RequestContext& context, storage::Transaction& transaction);

http::Response get_deployments_of_version(const web::RequestContext& context,
                                          storage::Transaction& transaction);
http::Response post_deployment(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_deployed_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response patch_deployed_version(const web::RequestContext& context, storage::Transaction& transaction);

http::Response get_releases_of_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response post_release(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_released_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response patch_released_version(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::environments
