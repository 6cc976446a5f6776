// What changed between contents of a pair, over HTTP, as text for people.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::contracts {

http::Response get_previous_distinct(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_difference_to_previous_distinct(const web::RequestContext& context,
                                                   storage::Transaction& transaction);
http::Response get_difference_of_versions(const web::RequestContext& context,
                                          storage::Transaction& transaction);
http::Response get_difference_of_contents(const web::RequestContext& context,
                                          storage::Transaction& transaction);

}  // namespace tally::contracts
