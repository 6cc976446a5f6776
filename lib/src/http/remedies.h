// Remedies of errors of which a client knows no better one; who sends may know what the limit is called, or
// who the server is.
#pragma once

namespace tally::http {

constexpr const char* kRaiseTheLimit = "raise the limit if that is right";
constexpr const char* kLookIntoTheLog = "look into the server's log";

}  // namespace tally::http
