// "Can I deploy this?", as options give it and a broker's matrix answers it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct VersionSelector {
    std::string pacticipant;
    std::optional<std::string> version = {};
    bool latest = false;                     // only the latest of those that the others select, or of all
    std::optional<std::string> tag = {};     // versions with it
    std::optional<std::string> branch = {};  // versions of it
    bool main_branch = false;                // versions of it
    bool operator==(const VersionSelector&) const = default;
};

struct IgnoredSelector {
    std::string pacticipant;
    std::optional<std::string> version = {};
    bool operator==(const IgnoredSelector&) const = default;
};

struct DeploymentQuestion {
    std::vector<VersionSelector> selectors;
    std::vector<IgnoredSelector> ignored = {};
    // At most one of the three. With none of them and one selector: the latest versions of the others.
    std::string environment = {};
    std::string to_tag = {};
    bool to_main_branches = false;
    bool operator==(const DeploymentQuestion&) const = default;
};

// The parameters of a matrix, in the order that tells selectors apart.
std::vector<std::pair<std::string, std::string>> matrix_parameters(const DeploymentQuestion& question);

struct MatrixRow {
    std::string consumer, consumer_version, provider, provider_version;  // the last "" when there is no result
    std::optional<bool> success = {};                                    // nothing: not known
    std::string result_address = {};                                     // "" without a result
    bool ignored = false;
};

struct DeploymentAnswer {
    std::optional<bool> deployable;  // nothing: a result is missing
    std::string reason;
    std::int64_t unknown = 0;
    std::vector<Notice> notices;
    std::vector<MatrixRow> rows;
    json::Value document;
};

// An Error also for an answer that is no matrix.
Result<DeploymentAnswer> ask_whether_deployable(BrokerClient& broker, const DeploymentQuestion& question);

}  // namespace tally::broker_api
