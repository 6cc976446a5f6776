// Which proxy a request goes through.
#pragma once

#include <optional>

#include "base/url.h"
#include "http/httplib_client.h"
#include "tally/result.h"

namespace tally::http {

// Nothing: straight to the server. This machine itself (localhost, 127.x, ::1) is never asked of a proxy.
Result<std::optional<Url>> proxy_for(const ClientOptions& options, const Url& url);

}  // namespace tally::http
