// The matrix and the questions about deployments over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::matrix {

http::Response get_matrix(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_matrix_of_pair(const web::RequestContext& context, storage::Transaction& transaction);

http::Response get_can_i_deploy(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_can_i_deploy_by_tags(const web::RequestContext& context,
                                        storage::Transaction& transaction);
http::Response get_can_i_deploy_by_branch(const web::RequestContext& context,
                                          storage::Transaction& transaction);

}  // namespace tally::matrix
