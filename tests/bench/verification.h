// What contract-verify costs as contracts grow, beside the peer and beside a client that only sends.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>

namespace tally::bench {

struct VerificationSetting {
    std::string program;  // contract-verify
    std::string peer;     // empty: ours alone
    std::filesystem::path folder;
    std::function<std::filesystem::path(std::size_t interactions)> contract;  // the sample with so many
};

// Answers as the sample's provider, until the process ends.
int serve_products();

// Asks the provider for `requests` products over one kept-alive connection of cpp-httplib, and nothing else.
// Prints how many milliseconds that took.
int send_requests(std::uint16_t port, std::size_t requests);

void report_verification(std::ostream& out, const VerificationSetting& setting);

}  // namespace tally::bench
