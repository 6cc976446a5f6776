// The result of verifying a content with one provider version.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tally::verifications {

struct Verification {
    std::int64_t number = 0;  // unique in the whole broker
    std::int64_t content_id = 0;
    std::int64_t provider_version_id = 0;
    std::string provider_version;
    std::string consumer;
    std::string provider;
    std::string sha;
    bool success = false;
    std::optional<std::string> build_url;
    std::optional<std::string> test_results;  // JSON as received
    std::optional<std::string> verified_by;   // JSON as received
    bool wip = false;                         // the contract was in the run only as work in progress
    bool pending = false;
    std::optional<std::string> selection;  // the metadata segment the contract was asked for with
    std::string created_at;
};

}  // namespace tally::verifications
