#include "conformance/oracle/recording_provider.h"

#include <charconv>
#include <utility>

#include "base/encoding.h"

namespace tally::conformance {
namespace {

constexpr std::string_view kJson = "application/json";

http::Response answer(int status, std::string_view type, std::string body) {
    return {status, {{"Content-Type", std::string(type)}}, std::move(body)};
}

bool mentions(const http::Request& request, std::string_view word) {
    return request.target.find(word) != std::string::npos || request.body.find(word) != std::string::npos;
}

http::Response state_answer(const http::Request& request) {
    const bool refused =
        mentions(request, "failstate") || (mentions(request, "failtear") && mentions(request, "teardown"));
    if (refused) return answer(400, kJson, R"({"error":"no such state"})");
    if (mentions(request, "textstate")) return answer(200, "text/plain", "hello");
    return answer(200, kJson, R"({"id":42,"name":"fred"})");
}

http::Response message_answer(const http::Request& request) {
    auto response = answer(mentions(request, "err500") ? 500 : 200, kJson, R"({"m":1})");
    response.headers.add("Pact-Message-Metadata", encoding::base64(R"({"k":"v","n":5})"));
    return response;
}

}  // namespace

http::Response recorded_answer(const http::Request& request) {
    constexpr std::string_view kStatus = "/status/";
    const std::string_view path = request.path();
    if (path == "/state") return state_answer(request);
    if (path == "/msg") return message_answer(request);
    if (path == "/null") return answer(200, kJson, "null");
    if (path == "/empty") return answer(200, kJson, "");
    if (path == "/text") return answer(200, "text/plain", "hello");
    auto response = answer(200, kJson, R"({"ok":true})");
    if (path == "/hdr") response.headers.add("X-A", "v");
    if (path == "/redir") {
        response.status = 302;
        response.headers.add("Location", "/ok");
    }
    if (path.starts_with(kStatus))
        std::from_chars(path.data() + kStatus.size(), path.data() + path.size(), response.status);
    return response;
}

Result<std::unique_ptr<RecordingProvider>> RecordingProvider::start() {
    auto provider = std::make_unique<RecordingProvider>();
    auto server = http::start_server({}, [self = provider.get()](const http::Request& request) {
        const std::lock_guard lock(self->mutex_);
        self->requests_.push_back(request);
        return recorded_answer(request);
    });
    if (!server) return server.error();
    provider->server_ = std::move(*server);
    return provider;
}

std::vector<http::Request> RecordingProvider::take_requests() {
    const std::lock_guard lock(mutex_);
    return std::exchange(requests_, {});
}

}  // namespace tally::conformance
