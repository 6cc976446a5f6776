// What a version of a provider promises by itself, whoever its consumers are: an OpenAPI description, for
// example.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"

namespace tally::provider_contracts {

struct ProviderContract {
    std::string specification;  // "oas"
    std::string content_type;   // "application/yaml"
    std::string content;        // in base64, as it was sent
    // How the provider has tested its own promise: {"success": true, "verifier": ...}, as it was sent.
    std::optional<json::Value> self_verification = std::nullopt;
    std::string created_at = {};
    std::string updated_at = {};
};

}  // namespace tally::provider_contracts
