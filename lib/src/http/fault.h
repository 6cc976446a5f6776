// What is to go wrong with a response on purpose, so that a client can be seen to cope with it.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace tally::http {

struct Fault {
    std::chrono::milliseconds delay{0};  // before anything of the response is sent
    bool drop_connection = false;        // closed after the delay, without a response
    // So many bytes of the announced body are sent, then it is closed.
    std::optional<std::size_t> truncate_body = {};
    bool operator==(const Fault&) const = default;
};

}  // namespace tally::http
