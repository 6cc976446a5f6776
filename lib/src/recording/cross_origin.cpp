#include "recording/cross_origin.h"

#include <string>
#include <utility>

#include "base/text.h"

namespace tally::recording {
namespace {

constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";
constexpr const char* kAllowHeaders = "Access-Control-Allow-Headers";
constexpr const char* kAllowMethods = "Access-Control-Allow-Methods";
constexpr const char* kMethods = "GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH";

std::string origin_of(const http::Request& request) {
    return request.headers.value_or("Origin", "*");
}

}  // namespace

void allow_origin(const http::Request& request, http::Response& response, bool repeat_origin) {
    http::Headers headers;
    const auto add = [&](const char* name, std::string value, bool repeat = false) {
        if (repeat || !response.headers.contains(name)) headers.add(name, std::move(value));
    };
    add(kAllowOrigin, origin_of(request), repeat_origin);
    add(kAllowHeaders, "*");
    add(kAllowMethods, kMethods);
    add("Access-Control-Expose-Headers", "Location, Link");
    add("Access-Control-Allow-Credentials", "true");
    for (const http::Header& own : response.headers) headers.add(own.name, own.value);
    response.headers = std::move(headers);
}

bool is_preflight(const http::Request& request) {
    return text::equals_ignoring_case(request.method, "OPTIONS");
}

http::Response preflight_response(const http::Request& request) {
    http::Response response;
    response.status = 204;
    const std::string asked = request.headers.value_or("Access-Control-Request-Headers", "");
    response.headers.add(kAllowHeaders, asked.empty() ? "*" : asked + ", *");
    allow_origin(request, response);
    return response;
}

}  // namespace tally::recording
