// For those who watch the broker.
#pragma once

#include "http/message.h"
#include "storage/database.h"
#include "web/request_context.h"

namespace tally {

// The process answers. Does not touch the database.
http::Response get_heartbeat(const web::RequestContext& context, storage::Database& database);
// What the broker needs to work answers too; 500 when it does not.
http::Response get_dependencies(const web::RequestContext& context, storage::Database& database);

// Fails on purpose, to try what an error looks like and where its reference is found.
http::Response raise_error(const web::RequestContext& context, storage::Database& database);

}  // namespace tally
