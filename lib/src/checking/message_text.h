// One request, response or message as somebody has it in a file: HTTP as text, or JSON in the notation of
// contracts.
#pragma once

#include <string_view>

#include "model/http_parts.h"
#include "model/interaction.h"
#include "model/spec_version.h"
#include "tally/result.h"

namespace tally::checking {

// What the text starts with decides: '{' is JSON with "method", "path", ... in the notation of `version`;
// anything else has to be HTTP, "GET /x HTTP/1.1", headers, an empty line and the body as it is. Lines of
// HTTP may end with or without a carriage return. `name` is what messages call the text.
Result<model::Request> request_from_text(std::string_view text, std::string_view name,
                                         model::SpecVersion version);
// The same with "status", "headers" and "body", or "HTTP/1.1 200 OK".
Result<model::Response> response_from_text(std::string_view text, std::string_view name,
                                           model::SpecVersion version);

// JSON with "contents" and "metadata" in the notation of `version`.
Result<model::MessagePart> message_from_text(std::string_view text, std::string_view name,
                                             model::SpecVersion version);
// Whether a text is such JSON, and not the request or response of an HTTP exchange.
bool looks_like_message(std::string_view text);

}  // namespace tally::checking
