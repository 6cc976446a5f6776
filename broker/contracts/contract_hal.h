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

// How it was asked for: `metadata` travels on into the link to publish results, and says which consumer
// versions the content was selected through.
struct Address {
    std::string metadata = {};
    std::vector<web::Link> consumer_versions = {};
};

// The document with its links.
http::Response contract_response(const web::RequestContext& context, storage::Transaction& transaction,
                                 const Contract& contract, int status = 200, const Address& address = {});

// What remains to be linked to after contracts of a pair were deleted.
json::Value after_deletion(storage::Transaction& transaction, const Links& links, std::string_view consumer,
                           std::string_view provider);

}  // namespace tally::contracts
