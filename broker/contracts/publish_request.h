// The body of a request to publish contracts, checked and decoded.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "contracts/publishing.h"
#include "web/problem.h"

namespace tally::contracts {

struct PublishRequest {
    struct Item {
        std::string provider;
        json::Value document;
        Content content;
        OnConflict on_conflict = OnConflict::overwrite;
    };
    std::string pacticipant;
    std::string version;
    std::optional<std::string> branch;
    std::vector<std::string> tags;
    std::optional<std::string> build_url;
    std::vector<Item> contracts;
};

// Only complete when no errors were added.
PublishRequest read_publish_request(const json::Value& body, web::ValidationErrors& errors);

}  // namespace tally::contracts
