// Branches over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::versions {

http::Response get_branches(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_branches(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_branch(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_branch(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_branch_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response put_branch_version(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_branch_version(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::versions
