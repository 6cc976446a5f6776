#include "checking/message_text.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <string>

#include "base/json.h"
#include "base/text.h"
#include "format/read_contract.h"
#include "http/message.h"
#include "matching/match.h"

namespace tally::checking {
namespace {

constexpr std::size_t kMaxHeaderLines = 1000;

Error not_readable(std::string_view name, std::size_t line, std::string what, std::string remedy) {
    return {ErrorCode::invalid_input, std::string(name) + ':' + std::to_string(line), std::move(what),
            std::move(remedy)};
}

bool is_json(std::string_view text) {
    const std::string_view trimmed = text::trim(text);
    return !trimmed.empty() && trimmed.front() == '{';
}

// A body on its own is the likeliest mistake, and every object would be read as a part without members.
Result<void> has_one_of(std::string_view text, std::string_view name,
                        std::initializer_list<std::string_view> members, std::string_view what) {
    const Result<json::Value> document = json::parse(text);
    if (!document) return {};  // the reader says it better
    for (const std::string_view member : members) {
        if (document->find(member)) return {};
    }
    std::string names;
    for (const std::string_view member : members)
        names += (names.empty() ? "'" : ", '") + std::string(member) + "'";
    return not_readable(name, 1, "the object has none of the members of a " + std::string(what),
                        "give it " + names + " as a contract file has them");
}

// Cuts text into lines and remembers how many there were.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_(text) {}

    std::string_view next() {
        ++number_;
        const std::size_t end = std::min(rest_.find('\n'), rest_.size());
        std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }
    std::size_t number() const { return number_; }
    std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
    std::size_t number_ = 0;
};

Result<http::Headers> read_headers(Lines& lines, std::string_view name) {
    http::Headers headers;
    while (!lines.rest().empty()) {
        const std::string_view line = lines.next();
        if (line.empty()) return headers;
        const std::size_t colon = line.find(':');
        if (colon == 0 || colon == std::string_view::npos) {
            return not_readable(name, lines.number(), "a header line has no colon",
                                "write NAME: VALUE, and an empty line before the body");
        }
        if (headers.size() == kMaxHeaderLines) {
            return not_readable(name, lines.number(),
                                "there are more than " + std::to_string(kMaxHeaderLines) + " header lines",
                                "leave an empty line before the body");
        }
        headers.add(std::string(text::trim(line.substr(0, colon))),
                    std::string(text::trim(line.substr(colon + 1))));
    }
    return headers;
}

// What editors add at the end of a file is not part of a body whose length is told.
std::string body_of(const Lines& lines, const http::Headers& headers) {
    std::string body(lines.rest());
    const std::string* length = headers.find("Content-Length");
    std::size_t bytes = 0;
    if (length) {
        const char* end = length->data() + length->size();
        const auto [stopped, error] = std::from_chars(length->data(), end, bytes);
        const bool is_number = error == std::errc() && stopped == end;
        const bool only_blanks =
            is_number && bytes < body.size() && body.find_first_not_of("\r\n", bytes) == std::string::npos;
        if (only_blanks) body.resize(bytes);
    }
    return body;
}

}  // namespace

Result<model::Request> request_from_text(std::string_view text, std::string_view name,
                                         model::SpecVersion version) {
    if (is_json(text)) {
        auto sound = has_one_of(text, name, {"method", "path", "query", "headers", "body"}, "request");
        if (!sound) return sound.error();
        return format::read_request(text, name, version);
    }
    Lines lines(text);
    const auto words = text::split(lines.next(), ' ');
    if (words.size() != 3 || !words[2].starts_with("HTTP/") || words[0].empty() || words[1].empty()) {
        return not_readable(
            name, 1, "this is neither a request as HTTP nor a JSON object",
            "start it with \"GET /path HTTP/1.1\", or write {\"method\": ..., \"path\": ...}");
    }
    Result<http::Headers> headers = read_headers(lines, name);
    if (!headers) return headers.error();
    http::Request request;
    request.method = std::string(words[0]);
    request.target = std::string(words[1]);
    request.body = body_of(lines, *headers);
    request.headers = std::move(*headers);
    return matching::received(request);
}

Result<model::Response> response_from_text(std::string_view text, std::string_view name,
                                           model::SpecVersion version) {
    if (is_json(text)) {
        auto sound = has_one_of(text, name, {"status", "headers", "body"}, "response");
        if (!sound) return sound.error();
        return format::read_response(text, name, version);
    }
    Lines lines(text);
    const std::string_view first = lines.next();
    const auto words = text::split(first, ' ');
    http::Response response;
    bool readable = words.size() >= 2 && words[0].starts_with("HTTP/") && words[1].size() == 3;
    if (readable) {
        const char* end = words[1].data() + words[1].size();
        const auto [stopped, error] = std::from_chars(words[1].data(), end, response.status);
        readable = error == std::errc() && stopped == end && response.status >= 100;
    }
    if (!readable) {
        return not_readable(name, 1, "this is neither a response as HTTP nor a JSON object",
                            "start it with \"HTTP/1.1 200 OK\", or write {\"status\": ..., \"body\": ...}");
    }
    Result<http::Headers> headers = read_headers(lines, name);
    if (!headers) return headers.error();
    response.body = body_of(lines, *headers);
    response.headers = std::move(*headers);
    return matching::received(response);
}

Result<model::MessagePart> message_from_text(std::string_view text, std::string_view name,
                                             model::SpecVersion version) {
    if (!is_json(text)) {
        return not_readable(name, 1, "this is no message as a JSON object",
                            "write {\"contents\": ..., \"metadata\": {...}} as a contract file has it");
    }
    auto sound = has_one_of(text, name, {"contents", "metadata"}, "message");
    if (!sound) return sound.error();
    return format::read_message_part(text, name, version);
}

bool looks_like_message(std::string_view text) {
    if (!is_json(text)) return false;
    const Result<json::Value> document = json::parse(text);
    if (!document) return false;
    for (const std::string_view member : {"method", "path", "query", "headers", "body", "status"}) {
        if (document->find(member)) return false;
    }
    return document->find("contents") || document->find("metadata") || document->find("metaData");
}

}  // namespace tally::checking
