#include "recording/hosted_mock.h"

#include <utility>

#include "base/text.h"
#include "http/host_and_port.h"
#include "http/self_signed_certificate.h"
#include "recording/miss_line.h"
#include "recording/mock_verdict.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxCountedPaths = 1000;
constexpr std::size_t kMaxCountedPath = 500;
constexpr int kMaxTriedPorts = 1000;
constexpr int kHighestPort = 65535;

const matching::Mismatches& differences_of(const Miss& miss) {
    return miss.mismatches;
}

}  // namespace

HostedMock::~HostedMock() = default;

Result<std::shared_ptr<HostedMock>> HostedMock::start(model::Contract contract, HostedMockSettings settings,
                                                      const Clock& clock) {
    std::shared_ptr<HostedMock> mock(new HostedMock(std::move(settings)));
    HostedMock& self = *mock;
    MockOptions options{.cross_origin = true, .preflight = self.settings_.preflight};
    if (self.settings_.say) options.on_miss = [&self](const Miss& miss) { self.tell(miss); };
    self.handler_ =
        std::make_unique<MockHandler>(std::move(contract), self.random_, clock, std::move(options));

    http::ServerOptions server_options;
    server_options.host = self.settings_.host;
    // Matching never blocks, so the event thread does it itself
    server_options.workers = 0;
    if (self.settings_.tls) {
        auto made = http::make_self_signed_certificate(self.settings_.host, clock.now());
        if (!made) return made.error();
        server_options.tls_certificate = std::move(made->certificate);
        server_options.tls_key = std::move(made->key);
    }
    auto server = self.listen(std::move(server_options));
    if (!server) return server.error();
    self.server_ = std::move(*server);
    self.handler_->set_url(self.url());
    return mock;
}

Result<std::unique_ptr<http::Server>> HostedMock::listen(http::ServerOptions options) {
    const auto start = [this, &options] {
        return http::start_server(options, [this](const http::Request& request) { return handle(request); });
    };
    options.port = settings_.base_port;
    auto server = start();
    for (int tried = 1; !server && options.port != 0 && tried < kMaxTriedPorts; ++tried) {
        if (settings_.base_port + tried > kHighestPort) break;
        options.port = static_cast<std::uint16_t>(settings_.base_port + tried);
        server = start();
    }
    return server;
}

http::Response HostedMock::handle(const http::Request& request) {
    http::Response response = handler_->handle(request);
    const std::string path = text::printable(text::shorten(request.path(), kMaxCountedPath));
    const std::lock_guard lock(mutex_);
    ++requests_;
    if (requests_by_path_.size() < kMaxCountedPaths || requests_by_path_.count(path) > 0)
        ++requests_by_path_[path];
    return response;
}

void HostedMock::tell(const Miss& miss) const {
    const model::Interaction* nearest =
        miss.nearest ? &contract().interactions[*miss.nearest] : nullptr;
    settings_.say(log::Level::warn, settings_.id + ": " +
                                        miss_line(miss.request, nearest, miss.expected_elsewhere,
                                                  differences_of(miss)) +
                                        " -> 500");
}

json::Object HostedMock::to_json() const {
    json::Object by_path;
    json::Object metrics;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [path, count] : requests_by_path_)
            by_path.set(path, static_cast<std::uint64_t>(count));
        metrics.set("requests", static_cast<std::uint64_t>(requests_));
    }
    metrics.set("requests_by_path", std::move(by_path));
    json::Object entry;
    entry.set("address", http::host_and_port(settings_.host, port()));
    entry.set("id", id());
    entry.set("metrics", std::move(metrics));
    entry.set("port", static_cast<std::uint64_t>(port()));
    entry.set("provider", contract().provider);
    entry.set("scheme", settings_.tls ? "https" : "http");
    entry.set("status", all_is_well(contract(), report()) ? "ok" : "error");
    return entry;
}

}  // namespace tally::recording
