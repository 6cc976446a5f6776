// Explained answers over HTTP: the same questions as the matrix and can-i-deploy take, with a verdict for
// each consumer and provider and what to do.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::matrix {

http::Response get_explained_matrix(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_explained_can_i_deploy(const web::RequestContext& context,
                                          storage::Transaction& transaction);

}  // namespace tally::matrix
