// Results over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::verifications {

http::Response post_result(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_result(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_result(const web::RequestContext& context, storage::Transaction& transaction);

// The newest result of a content, of a version's contract, of the latest (tagged) contract of a pair.
http::Response get_latest_result_of_content(const web::RequestContext& context,
                                            storage::Transaction& transaction);
http::Response get_latest_result_of_version(const web::RequestContext& context,
                                            storage::Transaction& transaction);
http::Response get_latest_result_of_latest(const web::RequestContext& context,
                                           storage::Transaction& transaction);
http::Response get_latest_result_of_latest_tagged(const web::RequestContext& context,
                                                  storage::Transaction& transaction);

http::Response delete_latest_result_of_content(const web::RequestContext& context,
                                               storage::Transaction& transaction);
http::Response delete_latest_result_of_version(const web::RequestContext& context,
                                               storage::Transaction& transaction);
http::Response delete_latest_result_of_latest(const web::RequestContext& context,
                                              storage::Transaction& transaction);
http::Response delete_latest_result_of_latest_tagged(const web::RequestContext& context,
                                                     storage::Transaction& transaction);

// Of all contracts of a consumer version, with a summary.
http::Response get_results_of_consumer_version(const web::RequestContext& context,
                                               storage::Transaction& transaction);

}  // namespace tally::verifications
