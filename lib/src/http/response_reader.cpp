#include "http/response_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "http/field_syntax.h"
#include "http/remedies.h"

namespace tally::http {
namespace {

constexpr std::size_t kBlock = 64u << 10;

Error too_large(const std::string& what) {
    return {ErrorCode::too_large, "", what, kRaiseTheLimit};
}

Error large_head(const std::string& what) {
    return {ErrorCode::too_large, "", what, "let the server send fewer and shorter headers"};
}

Error malformed(std::string what) {
    return {ErrorCode::malformed, "", std::move(what), kLookIntoTheLog};
}

std::string bytes_text(std::size_t count) {
    const bool is_whole = count >= (1u << 20) && count % (1u << 20) == 0;
    return is_whole ? std::to_string(count >> 20) + " MB" : std::to_string(count) + " bytes";
}

std::optional<std::size_t> number(std::string_view text, int base) {
    std::size_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

bool has_token(const Headers& headers, std::string_view name, std::string_view token) {
    for (const std::string& value : headers.all(name)) {
        for (const std::string_view piece : text::split(value, ',')) {
            if (text::equals_ignoring_case(text::trim(piece), token)) return true;
        }
    }
    return false;
}

}  // namespace

Error ResponseReader::not_http() const {
    const std::string_view seen = std::string_view(buffer_).substr(at_, 40);
    const bool is_tls = !seen.empty() && (seen[0] == '\x15' || seen[0] == '\x16');
    if (is_tls) return {ErrorCode::malformed, "", "the server speaks TLS", "use https:// in the URL"};
    return {ErrorCode::malformed, "", "the answer is not HTTP: \"" + text::printable(seen) + '"',
            "check that the URL names an HTTP server"};
}

Result<void> ResponseReader::fill() {
    if (at_ > kBlock) {
        buffer_.erase(0, at_);
        at_ = 0;
    }
    const std::size_t size = buffer_.size();
    buffer_.resize(size + 16384);
    const Result<std::size_t> received = source_(buffer_.data() + size, 16384);
    buffer_.resize(size + (received ? *received : 0));
    if (!received) return received.error();
    if (*received > 0) {
        has_begun_ = true;
        return {};
    }
    if (!has_begun_) return malformed("the server closed the connection without an answer");
    return malformed("the server closed the connection in the middle of the answer");
}

// Without its line end; servers that send LF alone are understood.
Result<std::string> ResponseReader::take_line() {
    std::size_t searched = at_;
    while (true) {
        const std::size_t end = buffer_.find('\n', searched);
        const std::size_t size = (end == std::string::npos ? buffer_.size() : end + 1) - at_;
        if (head_bytes_ + size > limits_.max_head) {
            return large_head("the head of the response is larger than " + bytes_text(limits_.max_head));
        }
        if (end != std::string::npos) {
            std::string line = buffer_.substr(at_, end - at_);
            if (!line.empty() && line.back() == '\r') line.pop_back();
            at_ = end + 1;
            head_bytes_ += size;
            return line;
        }
        const std::size_t unused = buffer_.size() - at_;
        if (const auto filled = fill(); !filled) return filled.error();
        searched = at_ + unused;
    }
}

Result<void> ResponseReader::read_status_line() {
    // Said as soon as it shows: what is no HTTP need not have lines.
    static constexpr std::string_view kStart = "HTTP/1.";
    while (buffer_.size() - at_ < kStart.size()) {
        const std::string_view seen = std::string_view(buffer_).substr(at_);
        if (seen != kStart.substr(0, seen.size())) return not_http();
        if (const auto filled = fill(); !filled) return filled.error();
    }
    if (std::string_view(buffer_).substr(at_, kStart.size()) != kStart) return not_http();

    const Result<std::string> line = take_line();
    if (!line) return line.error();
    const std::string_view text = *line;
    const auto status = text.size() >= 12 ? number(text.substr(9, 3), 10) : std::nullopt;
    const bool is_shaped =
        status && *status >= 100 && text[8] == ' ' && (text.size() == 12 || text[12] == ' ');
    if (!is_shaped)
        return malformed("the status line is malformed: \"" + text::printable(text.substr(0, 60)) + '"');
    http_1_1_ = text[7] != '0';
    response_.status = static_cast<int>(*status);
    return {};
}

Result<void> ResponseReader::read_header_lines(Headers& headers) {
    std::vector<Header> lines;
    while (true) {
        Result<std::string> line = take_line();
        if (!line) return line.error();
        if (line->empty()) break;
        if (++lines_ > limits_.max_headers) {
            return large_head("the response has more than " + std::to_string(limits_.max_headers) +
                              " header lines");
        }
        const bool continues = line->front() == ' ' || line->front() == '\t';
        if (continues && !lines.empty()) {  // an old way to fold long lines
            lines.back().value += ' ' + std::string(text::trim(*line));
            continue;
        }
        const std::size_t colon = line->find(':');
        const std::string_view name = std::string_view(*line).substr(0, colon);
        if (colon == std::string::npos || !is_token(name)) {
            return malformed("a header line is malformed: \"" + text::printable(line->substr(0, 60)) + '"');
        }
        lines.push_back(
            {std::string(name), std::string(text::trim(std::string_view(*line).substr(colon + 1)))});
    }
    for (Header& line : lines) headers.add(std::move(line.name), std::move(line.value));
    return {};
}

Result<void> ResponseReader::read_head() {
    response_ = {};
    complete_ = false;
    if (const auto read = read_status_line(); !read) return read.error();
    return read_header_lines(response_.headers);
}

Result<void> ResponseReader::read_body(std::string_view method) {
    const int status = response_.status;
    const bool has_none = method == "HEAD" || status < 200 || status == 204 || status == 304;
    if (has_none) {
        complete_ = true;
        return {};
    }
    if (const auto codings = response_.headers.all("Transfer-Encoding"); !codings.empty()) {
        if (!text::equals_ignoring_case(codings.back(), "chunked") || codings.size() > 1) {
            return malformed("the response has an unknown transfer coding: \"" +
                             text::printable(text::shorten(codings.front(), 60)) + '"');
        }
        return read_chunks();
    }
    const std::vector<std::string> lengths = response_.headers.all("Content-Length");
    if (lengths.empty()) return read_to_the_end();
    const auto length = number(lengths.front(), 10);
    const bool agree = std::all_of(lengths.begin(), lengths.end(),
                                   [&](const auto& other) { return other == lengths.front(); });
    if (!length || !agree) return malformed("the response has a malformed Content-Length");
    if (const auto read = read_exactly(*length); !read) return read.error();
    complete_ = !is_cut_;
    return {};
}

Result<void> ResponseReader::read_exactly(std::size_t size) {
    std::string& body = response_.body;
    if (size > limits_.max_body - body.size()) {
        if (!limits_.cuts_body) return too_large("the response is larger than " + bytes_text(limits_.max_body));
        size = limits_.max_body - body.size();
        is_cut_ = true;
    }
    const std::size_t end = body.size() + size;
    const std::size_t buffered = std::min(size, buffer_.size() - at_);
    body.append(buffer_, at_, buffered);
    at_ += buffered;
    while (body.size() < end) {
        // What is announced is allocated only as it arrives.
        const std::size_t before = body.size();
        body.resize(before + std::min(kBlock, end - before));
        const Result<std::size_t> received = source_(body.data() + before, body.size() - before);
        body.resize(before + (received ? *received : 0));
        if (!received) return received.error();
        if (*received == 0) {
            return malformed("the server closed the connection after " + std::to_string(body.size()) +
                             " of " + std::to_string(end) + " bytes of the body");
        }
    }
    return {};
}

Result<void> ResponseReader::read_chunks() {
    while (true) {
        head_bytes_ =
            0;  // each size line may be as long as a head; the deadline ends a stream of tiny chunks
        const Result<std::string> line = take_line();
        if (!line) return line.error();
        const std::string_view digits = text::trim(std::string_view(*line).substr(0, line->find(';')));
        const auto size = number(digits, 16);
        if (!size)
            return malformed("a chunk of the body has no size: \"" + text::printable(line->substr(0, 40)) +
                             '"');
        if (*size == 0) break;
        if (const auto read = read_exactly(*size); !read) return read.error();
        if (is_cut_) return {};
        const Result<std::string> end = take_line();
        if (!end) return end.error();
        if (!end->empty()) return malformed("a chunk of the body is longer than its size");
    }
    Headers trailers;
    if (const auto read = read_header_lines(trailers); !read) return read.error();
    complete_ = true;
    return {};
}

Result<void> ResponseReader::read_to_the_end() {
    std::string& body = response_.body;
    body.assign(buffer_, at_);
    at_ = buffer_.size();
    while (body.size() <= limits_.max_body) {
        const std::size_t before = body.size();
        body.resize(before + kBlock);
        const Result<std::size_t> received = source_(body.data() + before, kBlock);
        body.resize(before + (received ? *received : 0));
        if (!received) return received.error();
        if (*received == 0) return {};
    }
    if (limits_.cuts_body) {
        body.resize(limits_.max_body);
        return {};
    }
    return too_large("the response is larger than " + bytes_text(limits_.max_body));
}

bool ResponseReader::is_reusable() const {
    if (!complete_ || at_ != buffer_.size() || response_.status == 101) return false;
    if (has_token(response_.headers, "Connection", "close")) return false;
    const bool is_contradictory =
        response_.headers.contains("Transfer-Encoding") && response_.headers.contains("Content-Length");
    return !is_contradictory && (http_1_1_ || has_token(response_.headers, "Connection", "keep-alive"));
}

}  // namespace tally::http
