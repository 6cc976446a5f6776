#include "conformance/in_process_hosts.h"

namespace tally::conformance {

Result<http::Response> InProcessHosts::send(const std::string& origin, const http::Request& request,
                                            const http::Limits& limits) {
    asked_.push_back({origin, request});
    const auto found = handlers_.find(origin);
    if (found == handlers_.end()) return Error{ErrorCode::unreachable, origin, "nobody is there", ""};
    return http::in_process_client(found->second)->send(origin, request, limits);
}

std::vector<http::Request> InProcessHosts::asked_of(const std::string& origin) const {
    std::vector<http::Request> requests;
    for (const Asked& one : asked_) {
        if (one.origin == origin) requests.push_back(one.request);
    }
    return requests;
}

}  // namespace tally::conformance
