// HTTP of provider contracts: kept and given back. No answer about deployments depends on them.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::provider_contracts {

http::Response get_provider_contract(const web::RequestContext& context, storage::Transaction& transaction);
http::Response put_provider_contract(const web::RequestContext& context, storage::Transaction& transaction);
http::Response publish_provider_contract(const web::RequestContext& context,
                                         storage::Transaction& transaction);

}  // namespace tally::provider_contracts
