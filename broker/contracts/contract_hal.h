// Contracts and lists of them as HAL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contracts/contract.h"
#include "http/message.h"
#include "links.h"
#include "storage/database.h"
#include "web/hal.h"
#include "web/request_context.h"

namespace tally::contracts {

std::string contract_url(const Links& links, const Contract& contract);

// The document with its links. `metadata` is the segment of the URL that was asked for; it travels on into
// the link to publish results.
http::Response contract_response(const web::RequestContext& context, storage::Transaction& transaction,
                                 const Contract& contract, int status = 200, std::string_view metadata = {});

// What remains to be linked to after contracts of a pair were deleted.
json::Value after_deletion(storage::Transaction& transaction, const Links& links, std::string_view consumer,
                           std::string_view provider);

}  // namespace tally::contracts
