// Environments over HTTP.
#pragma once

#include <string>

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::environments {

http::Response get_environments(const web::RequestContext& context, storage::Transaction& transaction);
http::Response post_environment(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_environment(const web::RequestContext& context, storage::Transaction& transaction);
http::Response put_environment(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_environment(const web::RequestContext& context, storage::Transaction& transaction);

// 404, for every resource below an environment.
http::Response unknown_environment(const web::RequestContext& context);

}  // namespace tally::environments
