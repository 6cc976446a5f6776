// The state of all contracts at a glance, over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::overview {

// The latest contract of each pair, and the latest of each consumer tag.
http::Response get_dashboard(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_dashboard_of_pair(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::overview
