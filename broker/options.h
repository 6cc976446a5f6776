// The command line and environment of contract-broker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "base/log.h"
#include "clean_options.h"
#include "cli/exit_code.h"
#include "cli/look_at_options.h"
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
    bool webhooks_verify_tls = true;
    unsigned webhook_senders = 4;  // threads; 0: this broker sends none
    std::optional<CleanSchedule> clean_schedule = std::nullopt;
};

// Of the server, or of its command. Or the exit code when the program is to end now: help and version were printed,
// a mistake was complained about.
std::variant<Options, CleanCommand, cli::ExitCode> parse_options(int argc, char** argv);

void show_options(const cli::LookAtOptions& look);

}  // namespace tally
