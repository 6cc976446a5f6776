// Tags over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::versions {

http::Response get_tag(const web::RequestContext& context, storage::Transaction& transaction);
http::Response put_tag(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_tag(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::versions
