// Badges over HTTP. What is not found is said in the picture: a README shows no error documents.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::matrix {

http::Response get_pact_badge(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_tagged_pact_badge(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_untagged_pact_badge(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_matrix_badge(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_can_i_deploy_tag_badge(const web::RequestContext& context,
                                          storage::Transaction& transaction);
http::Response get_can_i_deploy_branch_badge(const web::RequestContext& context,
                                             storage::Transaction& transaction);
http::Response get_can_i_merge_badge(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::matrix
