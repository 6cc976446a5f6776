#include "http/refusal.h"

#include <exception>

#include "base/log.h"

namespace tally::http {
namespace {

// The texts are constants without characters that JSON would have to escape.
std::string problem_json(int status, std::string_view title, std::string_view detail) {
    std::string json = R"({"title":")";
    json.append(title).append(R"(","status":)").append(std::to_string(status));
    json.append(R"(,"detail":")").append(detail).append(R"("})");
    return json;
}

Response broken_handler(const char* text) {
    log::error(std::string("the handler of a request failed: ") + text);
    return refusal(500, "the server failed while it answered this request; its log says why");
}

}  // namespace

Response refusal(int status, std::string_view detail) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", "application/problem+json");
    response.body = problem_json(status, reason_phrase(status), detail);
    return response;
}

std::string raw_refusal(int status, std::string_view detail) {
    return raw_refusal(refusal(status, detail));
}

std::string raw_refusal(const Response& response) {
    std::string bytes = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    bytes.append(reason_phrase(response.status)).append("\r\nConnection: close\r\n");
    for (const Header& line : response.headers) bytes += line.name + ": " + line.value + "\r\n";
    return bytes + "Content-Length: " + std::to_string(response.body.size()) + "\r\n\r\n" + response.body;
}

Response answer_safely(const Handler& handler, const Request& request) {
    try {
        return handler(request);
    } catch (const std::exception& exception) {
        return broken_handler(exception.what());
    } catch (...) {
        return broken_handler("an exception without text");
    }
}

}  // namespace tally::http
