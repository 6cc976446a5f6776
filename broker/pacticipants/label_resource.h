// Labels over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::pacticipants {

http::Response get_labels(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_label(const web::RequestContext& context, storage::Transaction& transaction);
http::Response put_label(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_label(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::pacticipants
