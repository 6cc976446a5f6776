// Single contracts over HTTP: by version, by content, and the latest of something.
#pragma once

#include <variant>

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"
#include "web/router.h"

namespace tally::contracts {

http::Response get_contract(const web::RequestContext& context, storage::Transaction& transaction);
std::variant<http::Response, web::SecondPart> put_contract(const web::RequestContext& context);
std::variant<http::Response, web::SecondPart> patch_contract(const web::RequestContext& context);
http::Response delete_contract(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_content(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_content_with_metadata(const web::RequestContext& context,
                                         storage::Transaction& transaction);
http::Response get_latest_contract(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_latest_tagged_contract(const web::RequestContext& context,
                                          storage::Transaction& transaction);
http::Response get_latest_untagged_contract(const web::RequestContext& context,
                                            storage::Transaction& transaction);
http::Response get_branch_latest_contract(const web::RequestContext& context,
                                          storage::Transaction& transaction);

}  // namespace tally::contracts
