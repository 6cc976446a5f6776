// Where clients reach this broker, as they see it: the beginning of every link.
#pragma once

#include <string>
#include <vector>

#include "http/message.h"

namespace tally::web {

// The configured URL; of several the one that equals what the request says of itself with the forwarded
// headers, else without them, else the first. None configured: what the request says (Forwarded before
// X-Forwarded-Host, -Proto, -Scheme, -Ssl before Host). Without a slash at the end.
std::string base_url(const http::Request& request, const std::vector<std::string>& configured);

}  // namespace tally::web
