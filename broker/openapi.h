// The API as an OpenAPI document, made from the route table.
#pragma once

#include <string_view>

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally {

http::Response get_openapi(const web::RequestContext& context, storage::Database& database);

}  // namespace tally
