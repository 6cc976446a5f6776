// Versions over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::versions {

http::Response get_versions(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response put_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response patch_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_latest_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_latest_tagged_version(const web::RequestContext& context,
                                         storage::Transaction& transaction);
http::Response get_tag_versions(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_branch_versions(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_environment_versions(const web::RequestContext& context,
                                        storage::Transaction& transaction);
http::Response get_branch_latest_version(const web::RequestContext& context,
                                         storage::Transaction& transaction);

}  // namespace tally::versions
