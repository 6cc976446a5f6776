// The index: where every client starts, and how it learns what this broker can do.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally {

http::Response get_index(const web::RequestContext& context, storage::Database& database);

}  // namespace tally
