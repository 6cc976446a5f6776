#include "generation/generate.h"

#include "base/encoding.h"
#include "http/content_type.h"
#include "model/declared_type.h"

namespace tally::generation {
namespace {

using namespace model;

std::string target_of(const Request& request) {
    std::string target = request.path.empty() ? "/" : request.path;
    char separator = '?';
    for (const QueryParameter& parameter : request.query) {
        for (const auto& value : parameter.values) {
            target += separator + encoding::form_encoded(parameter.name);
            if (value) target += '=' + encoding::form_encoded(*value);
            separator = '&';
        }
    }
    return target;
}

http::Headers lines_of(const std::vector<HeaderField>& headers) {
    http::Headers lines;
    for (const HeaderField& header : headers) {
        for (const std::string& value : header.values) lines.add(header.name, value);
    }
    return lines;
}

// A JSON null has four bytes where the type says that it is JSON, and none elsewhere.
std::string bytes_of(const Body& body, const std::vector<HeaderField>& headers) {
    if (body.state != BodyState::null) return body.bytes;
    const auto type = http::parse_content_type(declared_type(headers));
    return type && type->is_json() ? "null" : "";
}

}  // namespace

http::Request to_http(const Request& request) {
    http::Request result;
    result.method = request.method;
    result.target = target_of(request);
    result.headers = lines_of(request.headers);
    result.body = bytes_of(request.body, request.headers);
    return result;
}

http::Response to_http(const Response& response) {
    http::Response result;
    result.status = response.status;
    result.headers = lines_of(response.headers);
    result.body = bytes_of(response.body, response.headers);
    return result;
}

}  // namespace tally::generation
