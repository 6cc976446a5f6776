// Who has contracts with whom, over HTTP: as a list, as a graph, as the tables older pages read.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::overview {

http::Response get_integrations(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_integrations(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_integration(const web::RequestContext& context, storage::Transaction& transaction);

http::Response get_relationships(const web::RequestContext& context, storage::Transaction& transaction);
// All that are connected with a pacticipant, however far.
http::Response get_group(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::overview
