// Credentials for brokers in a file, so that they stand neither in scripts nor in the list of processes. A
// JSON object by the broker's address:
//
//   {"https://broker.example.com": {"token": "..."},
//    "http://localhost:9292": {"username": "...", "password": "..."}}
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "tally/result.h"

namespace tally::cli {

struct Credentials {
    std::string user, password, token;
};

// $XDG_CONFIG_HOME/tally/credentials.json, or the same below ~/.config; nothing where neither is known.
std::optional<std::filesystem::path> default_credentials_file();

// Those for the broker at `url`; nothing when the file has none for it. They go to no other address: scheme,
// host, port and the beginning of the path have to be the same. An Error when others than the owner can read
// the file.
Result<std::optional<Credentials>> read_credentials(const std::filesystem::path& file,
                                                    const std::string& url);

}  // namespace tally::cli
