#include "recording/running_mock.h"

#include <utility>

#include "tally/mock_server.h"

namespace tally::recording {

Result<std::shared_ptr<RunningMock>> start_mock(MockHandler& handler) {
    // Matching never blocks, so the event thread does it itself: no hand-over, no second thread.
    http::ServerOptions options;
    options.workers = 0;
    Result<std::unique_ptr<http::Server>> server = http::start_server(
        options, [&handler](const http::Request& request) { return handler.handle(request); });
    if (!server) return server.error();
    auto mock = std::make_shared<RunningMock>();
    mock->url = (*server)->url();
    mock->server = std::move(*server);
    handler.set_url(mock->url);
    return mock;
}

}  // namespace tally::recording

namespace tally {

MockServer::MockServer(std::shared_ptr<const recording::RunningMock> running)
    : running_(std::move(running)) {}
const std::string& MockServer::url() const {
    return running_->url;
}
const std::string& MockServer::variant() const {
    return running_->variant;
}
std::uint16_t MockServer::port() const {
    return running_->server->port();
}

}  // namespace tally
