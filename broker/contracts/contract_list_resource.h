// Lists of contracts over HTTP: of a pair, of a provider, and the latest of every pair.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::contracts {

http::Response get_latest_contracts(const web::RequestContext& context, storage::Transaction& transaction);

// Of one pair.
http::Response get_pair_contracts(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_pair_tag_contracts(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_pair_branch_contracts(const web::RequestContext& context,
                                         storage::Transaction& transaction);
http::Response get_pair_main_branch_contracts(const web::RequestContext& context,
                                              storage::Transaction& transaction);
http::Response get_pair_latest_branch_contracts(const web::RequestContext& context,
                                                storage::Transaction& transaction);
http::Response get_pair_latest_main_branch_contracts(const web::RequestContext& context,
                                                     storage::Transaction& transaction);

// Deleted: every revision of the contracts that the list of the same address shows.
http::Response delete_pair_contracts(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_pair_tag_contracts(const web::RequestContext& context,
                                         storage::Transaction& transaction);
http::Response delete_pair_branch_contracts(const web::RequestContext& context,
                                            storage::Transaction& transaction);
http::Response delete_pair_main_branch_contracts(const web::RequestContext& context,
                                                 storage::Transaction& transaction);
http::Response delete_pair_latest_branch_contracts(const web::RequestContext& context,
                                                   storage::Transaction& transaction);
http::Response delete_pair_latest_main_branch_contracts(const web::RequestContext& context,
                                                        storage::Transaction& transaction);

// Of a provider: with links only, as verifiers read them.
http::Response get_provider_contracts(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_provider_tag_contracts(const web::RequestContext& context,
                                          storage::Transaction& transaction);
http::Response get_provider_branch_contracts(const web::RequestContext& context,
                                             storage::Transaction& transaction);
http::Response get_provider_main_branch_contracts(const web::RequestContext& context,
                                                  storage::Transaction& transaction);
http::Response get_provider_latest_contracts(const web::RequestContext& context,
                                             storage::Transaction& transaction);
http::Response get_provider_latest_tag_contracts(const web::RequestContext& context,
                                                 storage::Transaction& transaction);
http::Response get_provider_latest_branch_contracts(const web::RequestContext& context,
                                                    storage::Transaction& transaction);
http::Response get_provider_latest_main_branch_contracts(const web::RequestContext& context,
                                                         storage::Transaction& transaction);

}  // namespace tally::contracts
