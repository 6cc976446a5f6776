// Publishing a consumer version with all its contracts in one request.
#pragma once

#include <variant>

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"
#include "web/router.h"

namespace tally::contracts {

std::variant<http::Response, web::SecondPart> post_contracts(const web::RequestContext& context);

}  // namespace tally::contracts
