// What a provider owes, over HTTP. Runners take a run over by asking for a lease; nobody needs to know them.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::verifications {

http::Response get_owed(const web::RequestContext& context, storage::Transaction& transaction);
// 201 with the run that the caller has now; 200 without one when nothing is owed or everything is taken.
http::Response post_owed_lease(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::verifications
