#include "http/request_writer.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "base/text.h"
#include "http/field_syntax.h"

namespace tally::http {
namespace {

Error invalid(std::string what) {
    return {ErrorCode::invalid_input, "", std::move(what), "correct it where the request is described"};
}

bool is_plain_target(std::string_view target) {
    return !target.empty() && std::none_of(target.begin(), target.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
    });
}

Result<void> check(const Request& request) {
    if (!is_token(request.method))
        return invalid("the method \"" + text::printable(request.method) + "\" is not a token");
    if (!is_plain_target(request.target)) {
        return invalid("the target \"" + text::printable(request.target) +
                       "\" has blanks or control characters");
    }
    for (const Header& line : request.headers) {
        if (!is_token(line.name))
            return invalid("\"" + text::printable(line.name) + "\" is not a header name");
        if (!is_field_value(line.value)) {
            return invalid("the value of the header '" + line.name + "' has control characters");
        }
        const bool is_other_coding = text::equals_ignoring_case(line.name, "Transfer-Encoding") &&
                                     !text::equals_ignoring_case(text::trim(line.value), "chunked");
        if (is_other_coding) return invalid("the transfer coding \"" + line.value + "\" is not known here");
    }
    return {};
}

bool means_a_body(const Request& request) {
    return !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
           request.method == "PATCH";
}

void add_line(std::string& bytes, std::string_view name, std::string_view value) {
    bytes.append(name).append(": ").append(value).append("\r\n");
}

std::string one_chunk(const std::string& body) {
    char size[32];
    std::snprintf(size, sizeof size, "%zx\r\n", body.size());
    return body.empty() ? "0\r\n\r\n" : size + body + "\r\n0\r\n\r\n";
}

}  // namespace

Result<std::string> write_request(const Request& request, const RequestLineTo& to) {
    if (const auto checked = check(request); !checked) return checked.error();
    const bool is_chunked = request.headers.contains("Transfer-Encoding");
    const std::string length = std::to_string(request.body.size());

    std::string bytes;
    bytes.reserve(512 + request.body.size());
    bytes.append(request.method).append(" ").append(to.target).append(" HTTP/1.1\r\n");
    if (!request.headers.contains("Host")) add_line(bytes, "Host", to.host);
    bool has_length = false;
    bool has_coding = false;
    for (const Header& line : request.headers) {
        if (text::equals_ignoring_case(line.name, "Content-Length")) {
            if (!is_chunked && !std::exchange(has_length, true)) add_line(bytes, line.name, length);
        } else if (text::equals_ignoring_case(line.name, "Transfer-Encoding")) {
            if (!std::exchange(has_coding, true)) add_line(bytes, line.name, "chunked");
        } else {
            add_line(bytes, line.name, line.value);
        }
    }
    if (!to.proxy_authorization.empty()) add_line(bytes, "Proxy-Authorization", to.proxy_authorization);
    if (!request.headers.contains("User-Agent")) add_line(bytes, "User-Agent", to.user_agent);
    if (!has_length && !is_chunked && means_a_body(request)) add_line(bytes, "Content-Length", length);
    bytes += "\r\n";
    bytes += is_chunked ? one_chunk(request.body) : request.body;
    return bytes;
}

}  // namespace tally::http
