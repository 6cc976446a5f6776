// A request as the bytes that go over the wire.
#pragma once

#include <string>

#include "http/message.h"
#include "tally/result.h"

namespace tally::http {

struct RequestLineTo {
    std::string target;  // in the form the receiver wants: a proxy is given the whole URL
    std::string host;    // for the Host line, where the request has none
    std::string user_agent;
    std::string proxy_authorization;  // empty: none
};

// Head and body: the method, the target and the headers of the request in their order. Added where absent:
// Host, User-Agent, and Content-Length where there is a body or the method means one. A wrong length is
// corrected; a body is sent in one chunk when the request says "Transfer-Encoding: chunked". Nothing else is
// invented. invalid_input when the parts would not stay in their places: blanks in the target, line ends in a
// header.
Result<std::string> write_request(const Request& request, const RequestLineTo& to);

}  // namespace tally::http
