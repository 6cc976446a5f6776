// Webhooks over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::webhooks {

http::Response get_webhooks(const web::RequestContext& context, storage::Transaction& transaction);
http::Response post_webhook(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_webhook(const web::RequestContext& context, storage::Transaction& transaction);
http::Response put_webhook(const web::RequestContext& context, storage::Transaction& transaction);
http::Response delete_webhook(const web::RequestContext& context, storage::Transaction& transaction);

// Of the consumer, the provider or both that the path names.
http::Response get_webhooks_of_path(const web::RequestContext& context, storage::Transaction& transaction);
http::Response post_webhook_of_path(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::webhooks
