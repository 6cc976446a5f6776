// What the parameters of a webhook's template stand for in one event.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracts/contract.h"
#include "links.h"
#include "storage/database.h"
#include "verifications/verification.h"
#include "versions/version_store.h"
#include "webhooks/template.h"

namespace tally::webhooks {

struct Event {
    std::string_view name;
    const contracts::Contract& contract;
    // The result that caused it.
    std::optional<verifications::Verification> result = std::nullopt;
    // The consumer tags that the verified contract was selected by; all tags of its version when there are none.
    std::vector<std::string> selected_tags = {};
    // The provider version that has to verify the contract, and what it is.
    std::optional<versions::VersionInUse> wanted = std::nullopt;
};

// A webhook that mentions it is sent once for each of deployed_versions().
inline constexpr std::string_view kDeployedVersion = "currentlyDeployedProviderVersionNumber";
// The numbers of the provider's versions that are deployed anywhere, each once.
std::vector<std::string> deployed_versions(storage::Transaction& transaction, std::int64_t provider_id);

// Every parameter has a value; what is not known is "". kDeployedVersion is for the caller to fill in.
ParameterValues event_values(storage::Transaction& transaction, const Links& links, const Event& event);
// For a test, where there is no contract yet.
ParameterValues placeholder_values(std::string_view event);

}  // namespace tally::webhooks
