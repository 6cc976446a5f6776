// The command that repeats a request, for a shell.
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"
#include "http/message.h"

namespace tally::reporting {

// Values of secret headers, parameters and members of a JSON body are replaced by ***.
std::string curl_line(const std::string& origin, const http::Request& request);

using text::shell_quoted;
std::string masked_target(std::string_view target);
// Of a header: "***" when its name is a secret one; of a URL without its secrets.
std::string masked_header_value(const std::string& name, const std::string& value);

}  // namespace tally::reporting
