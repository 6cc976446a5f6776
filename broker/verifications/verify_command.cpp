#include "verifications/verify_command.h"

#include "base/text.h"

namespace tally::verifications {

std::string verify_command(std::string_view broker_url, std::string_view provider, std::string_view version,
                           const std::vector<std::string>& contract_urls) {
    std::string command = "contract-verify --broker-url " + text::shell_quoted(broker_url) + " --provider-name " +
                          text::shell_quoted(provider);
    for (const auto& url : contract_urls) command += " --url " + text::shell_quoted(url);
    return command + " --publish --provider-version " + (version.empty() ? "VERSION" : text::shell_quoted(version));
}

}  // namespace tally::verifications
