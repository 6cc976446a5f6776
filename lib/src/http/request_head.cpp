#include "http/request_head.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/text.h"
#include "http/field_syntax.h"
#include "http/refusal.h"

namespace tally::http {
namespace {

const char* end_of(std::string_view text) {
    return text.data() + text.size();
}

std::string_view without_blanks(std::string_view value) {
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
    return value;
}

// Exactly one blank between the words of the request line and exactly CR LF after each line. A NUL byte
// inside a part ends it early for the parser and shows as a gap as well; a folded line has been moved out of
// its place.
bool has_plain_framing(const RequestHead& head) {
    if (end_of(head.method) + 1 != head.target_in_buffer) return false;
    if (head.target_in_buffer + head.target.size() + 1 != head.version.data()) return false;
    const char* end = end_of(head.version);
    for (const RequestHead::Line& line : head.lines) {
        if (end + 2 != line.name.data() || line.value.data() <= end_of(line.name)) return false;
        end = end_of(line.value);
    }
    return end + 4 == head.method.data() + head.size;
}

bool is_plain_target(std::string_view target) {
    return !target.empty() && std::none_of(target.begin(), target.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
    });
}

bool has_plain_lines(const RequestHead& head) {
    return std::all_of(head.lines.begin(), head.lines.end(), [](const RequestHead::Line& line) {
        return is_token(line.name) && is_field_value(line.value);
    });
}

std::vector<std::string_view> values_of(const RequestHead& head, std::string_view name) {
    std::vector<std::string_view> values;
    for (const RequestHead::Line& line : head.lines) {
        if (text::equals_ignoring_case(line.name, name)) values.push_back(without_blanks(line.value));
    }
    return values;
}

bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Response> refuse_body(const RequestHead& head, std::size_t max_body) {
    const auto lengths = values_of(head, "Content-Length");
    const auto codings = values_of(head, "Transfer-Encoding");
    if (!lengths.empty() && !codings.empty()) {
        return refusal(400,
                       "Content-Length and Transfer-Encoding contradict each other: send only one of them");
    }
    if (!codings.empty()) {
        if (codings.size() > 1 || !text::equals_ignoring_case(codings.front(), "chunked")) {
            return refusal(501, "the only transfer coding known here is chunked");
        }
        if (head.version != "HTTP/1.1") return refusal(400, "Transfer-Encoding needs HTTP/1.1");
    }
    for (const std::string_view length : lengths) {
        if (!is_number(length)) return refusal(400, "Content-Length is not a number");
        if (length != lengths.front())
            return refusal(400, "Content-Length is given twice with different values");
    }
    if (!lengths.empty()) {
        std::size_t length = 0;
        const auto read = std::from_chars(lengths.front().data(), end_of(lengths.front()), length);
        if (read.ec != std::errc() || length > max_body) {
            return refusal(413, "the body is larger than this server accepts");
        }
    }
    return std::nullopt;
}

// "http://host/path" is what clients send to a proxy; servers have to understand it (RFC 9112, 3.2.2).
std::string_view origin_form(std::string_view target) {
    const std::size_t scheme = target.find("://");
    if (target.front() == '/' || scheme == std::string_view::npos || scheme > 5) return target;
    const std::size_t path = target.find_first_of("/?", scheme + 3);
    return path == std::string_view::npos ? "/" : target.substr(path);
}

}  // namespace

std::optional<Response> refuse_head(const RequestHead& head, const HeadLimits& limits) {
    if (head.size > limits.max_head)
        return refusal(431, "the head of the request is larger than this server accepts");
    if (head.lines.size() > limits.max_headers) {
        return refusal(431, "the request has more header lines than this server accepts");
    }
    if (head.version != "HTTP/1.1" && head.version != "HTTP/1.0")
        return refusal(505, "only HTTP/1.1 is spoken here");
    if (!has_plain_framing(head)) {
        return refusal(400,
                       "the head is malformed: each line ends with CR LF, is not folded and has no NUL byte");
    }
    if (!is_token(head.method)) return refusal(400, "the method is not a token");
    if (!is_plain_target(head.target)) return refusal(400, "the target has blanks or control characters");
    if (!has_plain_lines(head)) return refusal(400, "a header line has a malformed name or value");
    const std::size_t hosts = values_of(head, "Host").size();
    if (hosts > 1 || (hosts == 0 && head.version == "HTTP/1.1"))
        return refusal(400, "one Host header is needed");
    if (head.method == "CONNECT") return refusal(501, "this server is not a proxy");
    return refuse_body(head, limits.max_body);
}

Request request_of(const RequestHead& head) {
    Request request;
    request.method = head.method;
    request.target = origin_form(head.target);
    if (request.target.front() == '?') request.target.insert(0, 1, '/');
    for (const RequestHead::Line& line : head.lines) {
        request.headers.add(std::string(line.name), std::string(without_blanks(line.value)));
    }
    return request;
}

}  // namespace tally::http
