// What webhooks have sent, over HTTP.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally::webhooks {

http::Response get_triggered_of_contract(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_triggered_of_result(const web::RequestContext& context, storage::Transaction& transaction);
// The latest delivery of each webhook and event, whichever contract or result of the pair it was about.
http::Response get_webhooks_status(const web::RequestContext& context, storage::Transaction& transaction);
// Sends it again: once more where it was over, at once where it waits for its next attempt.
http::Response post_redelivery(const web::RequestContext& context, storage::Transaction& transaction);
http::Response get_triggered_logs(const web::RequestContext& context, storage::Transaction& transaction);

}  // namespace tally::webhooks
