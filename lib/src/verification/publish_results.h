// Results of verified contracts go back to the broker the contracts came from.
#pragma once

#include <string>
#include <vector>

#include "broker_api/verification_results.h"
#include "verification/verification_result.h"

namespace tally::verification {

struct PublishSettings {
    broker_api::ProviderVersion version;
    std::string build_url;
    std::string verifier_version;
    bool filtered = false;  // some interactions were left out on purpose, so a success would claim too much
};

// Fills `publication` of every contract: published only where every interaction was compared, and a success
// only when nothing was filtered. The broker's own notices about the outcome are left to reports.
void publish_results(VerificationResult& result, broker_api::BrokerClient& broker,
                     const PublishSettings& settings);

}  // namespace tally::verification
