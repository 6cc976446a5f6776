// Publishing a consumer version with all its contracts in one request.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::contracts {

http::Response post_contracts(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::contracts
