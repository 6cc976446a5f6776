// The states that consumers expect a provider to be able to be in, over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::contracts {

// Of the heads of the consumers' main branches, of one branch, of what is in an environment.
http::Response get_provider_states(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_branch_provider_states(const web::RequestContext& context,
                                          storage::Transaction& transaction);
http::Response get_environment_provider_states(const web::RequestContext& context,
                                               storage::Transaction& transaction);

}  // namespace tally::contracts
