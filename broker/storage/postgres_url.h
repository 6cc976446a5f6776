// What an operator writes to name a database on a PostgreSQL server.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "tally/result.h"

namespace tally::storage {

struct PostgresUrl {
    std::string text;                   // for libpq: without the two parameters that are ours
    std::string masked;                 // the only form for messages
    std::size_t pool = 16;              // ?pool=N: most connections that read at once; one more writes
    std::chrono::seconds patience{30};  // ?wait=SECONDS: for a server that is not reachable yet, at the start

    // Of a server that owes an answer: then it is asked whether it still takes connections, and given up if not.
    std::chrono::milliseconds silence{5000};
    // Longer than any statement may take there.
    std::chrono::milliseconds longest_answer{35000};

    bool operator==(const PostgresUrl&) const = default;
};

bool is_postgres_url(std::string_view location);

// Refuses what libpq would take apart in another way than masked_url() does, so that no password gets into a
// message.
Result<PostgresUrl> read_postgres_url(const std::string& location);

}  // namespace tally::storage
