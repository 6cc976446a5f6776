// What browsers ask of a server that pages of another origin talk to (CORS).
#pragma once

#include "http/message.h"

namespace tally::recording {

// Allows everything to the origin that asks. Headers that the response has already are left as they are,
// unless `repeat_origin`: then the allowed origin stands before the response's own, as the reference core
// sends it.
void allow_origin(const http::Request& request, http::Response& response, bool repeat_origin = false);

bool is_preflight(const http::Request& request);
http::Response preflight_response(const http::Request& request);

}  // namespace tally::recording
