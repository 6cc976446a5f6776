// The command that verifies contracts with one version of their provider and publishes the results.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tally::verifications {

// `contract_urls` name the contracts one by one, since what a verifier asks for by itself may leave them out: it may be
// neither the latest of its consumer nor deployed. An empty version is left to whoever runs the command.
std::string verify_command(std::string_view broker_url, std::string_view provider, std::string_view version,
                           const std::vector<std::string>& contract_urls);

}  // namespace tally::verifications
