// A load generator: keep-alive connections on one thread, each with one request in flight.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tally::bench {

struct Load {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::size_t connections = 8;
    std::vector<std::string> requests;  // complete HTTP/1.1 requests, sent in turn
    std::chrono::milliseconds duration{2000};
    bool once = false;  // ends when each request was answered, or after `duration`
};

struct LoadResult {
    std::size_t answered = 0;
    std::size_t failed = 0;  // status other than 2xx, or the connection broke
    double seconds = 0;
    double median_ms = 0;
    double p99_ms = 0;
};

LoadResult run_load(const Load& load);

// A complete request; of JSON where it has a body or changes something.
std::string request_text(const std::string& method, const std::string& target, const std::string& body = {});

}  // namespace tally::bench
