// The REST interface of a stand-alone mock server: starts mock servers from contracts, tells what came to
// them, writes their contracts, stops them. Knows no socket of its own; the servers it starts do.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "http/message.h"
#include "recording/hosted_mock.h"
#include "recording/say.h"
#include "tally/result.h"

namespace tally::recording {

struct MockAdminSettings {
    std::string host = "127.0.0.1";                                 // where mock servers listen
    std::uint16_t base_port = 0;                                    // the first of their ports; 0: any
    std::filesystem::path output_folder = ".";                      // where verified contracts are written
    std::string server_key;                                         // who knows it may shut everything down
    std::function<void(std::chrono::milliseconds)> shut_down = {};  // asked to, after that time
    Say say = {};
};

class MockAdmin {
  public:
    // Keeps references to both; the random values are drawn by one thread at a time.
    MockAdmin(MockAdminSettings settings, Random& random, const Clock& clock);

    // GET /                              every mock server
    // POST /?cors=&tls=&specification=   a contract: a new one
    // GET, DELETE /mockserver/ID|PORT    one of them
    // POST /mockserver/ID|PORT/verify    204 and the contract written, or 422 with what is open
    // POST /shutdown                     with the key as bearer token
    // May be called from several threads; starting, writing and stopping block the caller.
    http::Response handle(const http::Request& request);

    void stop();  // every mock server

  private:
    using Mock = std::shared_ptr<HostedMock>;

    http::Response list() const;
    http::Response create(const http::Request& request);
    http::Response on_one(const http::Request& request, std::string_view rest);
    http::Response verify(const HostedMock& mock) const;
    http::Response remove(const Mock& mock);
    http::Response shut_down(const http::Request& request) const;

    Result<Mock> start(model::Contract contract, HostedMockSettings settings);
    Mock find(std::string_view id_or_port) const;
    void say(log::Level level, const std::string& line) const;

    const MockAdminSettings settings_;
    const Clock& clock_;

    mutable std::mutex mutex_;  // guards what follows
    Random& random_;
    std::map<std::string, Mock> mocks_;  // by id
};

}  // namespace tally::recording
