// The options of contract-broker that are about webhooks.
#pragma once

#include <string>

#include "options.h"
#include "tally/result.h"

namespace CLI {
class App;
}

namespace tally {

// What CLI11 reads before it becomes WebhookSettings: lists separated by blanks, as in the environment.
struct RawWebhookOptions {
    std::string hosts;
    std::string schemes = "https";
    std::string methods = "POST";
    std::string success_codes = "200..206";
    std::string retry_schedule = "10 60 120 300 600 1200";
    unsigned timeout_seconds = 30;
    bool disable_ssl_verification = false;
};

void add_webhook_options(CLI::App& app, Options& options, RawWebhookOptions& raw);
// A value that cannot be used is an error that names its option.
Result<void> take_webhook_options(const RawWebhookOptions& raw, Options& options);

}  // namespace tally
