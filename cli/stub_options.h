// The options of `contract stub`, read and checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/log.h"
#include "base/regex.h"
#include "cli/exit_code.h"
#include "cli/look_at_options.h"

namespace tally::cli {

struct StubProgramOptions {
    std::vector<std::string> files, folders, urls;
    std::string extension = "json";
    std::string broker_url, user, password, token;
    std::vector<Regex> consumers, providers;  // of what the broker has; none: all
    std::optional<unsigned> retries;
    bool any_certificate = false;

    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    bool cors = false, allows_referer = false;
    std::optional<Regex> provider_state;
    bool without_state_too = false;
    std::string state_header;
    bool watch = false;
    log::Level log_level = log::Level::info;
};

// The exit code when the program is to end now; what was wrong was complained about then.
std::variant<StubProgramOptions, ExitCode> read_stub_options(int argc, char** argv);

void show_stub_options(const LookAtOptions& look);

}  // namespace tally::cli
