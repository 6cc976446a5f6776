// Who may read and who may write: two pairs of credentials for HTTP Basic, and what is open to everybody.
#pragma once

#include <optional>
#include <string>

#include "http/message.h"

namespace tally::web {

struct Credentials {
    std::string username;  // without a colon: HTTP Basic ends the name there
    std::string password;
};

// Without credentials everything is open.
struct Protection {
    std::optional<Credentials> read_write;
    std::optional<Credentials> read_only;
    bool public_read = false;
    bool public_heartbeat = false;
    bool public_badges = false;

    bool is_on() const { return read_write || read_only; }
};

// Each includes those before it.
enum class Permission { nothing, reading, writing };

// What the credentials of a request allow. How long this takes says nothing about how much of a name or
// password was right.
Permission permission_of(const http::Headers& headers, const Protection& protection);

}  // namespace tally::web
