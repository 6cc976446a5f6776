// Pacticipants over HTTP.
#pragma once

#include <string>

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::pacticipants {

http::Response get_pacticipants(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_pacticipants_with_label(const web::RequestContext& context,
                                           storage::Transaction& transaction);
http::Response post_pacticipant(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_pacticipant(const web::RequestContext& context, storage::Transaction& transaction);
http::Response put_pacticipant(const web::RequestContext& context, storage::Transaction& transaction);
http::Response patch_pacticipant(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_pacticipant(const web::RequestContext& context, storage::Transaction& transaction);

// 404, for every resource below a pacticipant.
http::Response unknown_pacticipant(const web::RequestContext& context, const std::string& name);

}  // namespace tally::pacticipants
