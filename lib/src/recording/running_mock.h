// A mock server as long as a test runs against it.
#pragma once

#include <memory>
#include <string>

#include "http/server.h"
#include "recording/mock_handler.h"
#include "tally/result.h"

namespace tally::recording {

struct RunningMock {
    std::string url;
    std::string variant;  // what this run is about; empty: everything is there
    std::unique_ptr<http::Server> server;
};

// Serves `handler`, which has to outlive the server, on a free port of the loopback interface.
Result<std::shared_ptr<RunningMock>> start_mock(MockHandler& handler);

}  // namespace tally::recording
