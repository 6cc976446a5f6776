// The contracts a provider should verify, over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::contracts {

http::Response post_for_verification(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_for_verification(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::contracts
