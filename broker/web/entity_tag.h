// Answers that a client has already (RFC 9110, section 13).
#pragma once

#include "http/message.h"

namespace tally::web {

// Gives the answer to a GET an ETag; when it is the one that the client names, it becomes a 304 without a
// body. The tag is made from the bytes of the answer: a document of ours depends on more than one row (links,
// what else was published since), and one that is the same need not be sent again, whatever changed below it.
void add_entity_tag(const http::Request& request, http::Response& response);

}  // namespace tally::web
