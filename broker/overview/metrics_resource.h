// How much is stored, over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::overview {

http::Response get_metrics(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::overview
