// The options of contract-verify as given, before anything is made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/exit_code.h"
#include "cli/look_at_options.h"

namespace tally::cli {

struct VerifyOptions {
    // contracts
    std::vector<std::string> paths, files, folders, urls;
    std::string broker_url;
    std::string webhook_callback_url;
    bool nothing_is_allowed = false;
    unsigned max_contract_size = 64;  // MB
    // credentials
    std::string user, password, token;
    // the provider
    std::string provider_name, provider_url, host, transport, base_path;
    std::optional<std::uint16_t> port;
    std::vector<std::string> transports, headers;
    unsigned request_timeout = 5000;  // ms
    unsigned max_response_size = 64;  // MB
    bool skip_tls_verification = false;
    // provider states
    std::string state_change_url, state_command;
    bool state_change_as_query = false, state_change_teardown = false;
    // filters
    std::string filter_description, filter_state;
    bool filter_no_state = false;
    std::vector<std::string> consumers, only;
    bool list_states = false;
    std::string list_form;  // "text" unless asked
    // how often and in what order
    std::size_t repeat = 1, jobs = 1;
    bool shuffle = false, require_witness = false;
    std::optional<std::uint64_t> seed;
    // what to fetch
    std::vector<std::string> consumer_tags, consumer_selectors;
    bool enable_pending = false;
    std::string include_wip_since;
    std::optional<unsigned> retries;
    // publishing
    bool publish = false;
    std::string provider_version, provider_branch, build_url;
    std::vector<std::string> provider_tags;
    // reports
    std::string json_file, junit_file, html_file, sarif_file, tap_file, log_level;
    bool github = false, no_colour = false;
    bool strength = false;
    unsigned min_strength = 0;  // per cent
    // while developing
    bool end_at_first_failure = false, last_failed = false;

    std::string command;  // as given, for reruns: secrets masked, without what selects interactions, reports
                          // or publishes
};

// The exit code when the program is to end now (help, version, usage error).
std::variant<VerifyOptions, ExitCode> read_verify_options(int argc, char** argv);

void show_verify_options(const LookAtOptions& look);

}  // namespace tally::cli
