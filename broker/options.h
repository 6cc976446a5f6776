// The command line and environment of contract-broker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/log.h"
#include "settings.h"

namespace tally {

struct Options {
    std::string host = "127.0.0.1";
    std::uint16_t port = 9292;
    std::string database = "contract-broker.sqlite";
    log::Level log_level = log::Level::info;
    std::size_t max_body = 32u << 20;
    unsigned workers = 0;  // 0: by the number of processors
    Settings settings;
};

// Either options, or what to print and the exit code: help and version end with 0, a mistake with 2.
struct ParsedOptions {
    std::optional<Options> options;
    int exit_code = 0;
    std::string output;
    std::string errors;
};

ParsedOptions parse_options(int argc, const char* const* argv);

}  // namespace tally
