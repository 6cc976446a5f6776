// Sending a webhook now, to try it out. Nothing is stored, and no transaction is open while it is sent.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::webhooks {

http::Response execute_webhook(const web::RequestContext& context, storage::Database& database);
http::Response execute_unsaved_webhook(const web::RequestContext& context, storage::Database& database);

}  // namespace tally::webhooks
