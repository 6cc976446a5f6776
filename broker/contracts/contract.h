// A contract as it was published: one consumer version, one provider, one content.
#pragma once

#include <cstdint>
#include <string>

namespace tally::contracts {

struct Contract {
    std::int64_t id = 0;  // of the publication
    std::int64_t content_id = 0;
    std::string sha;
    std::int64_t revision = 1;
    std::string created_at;
    std::int64_t consumer_id = 0;
    std::string consumer;
    std::int64_t provider_id = 0;
    std::string provider;
    std::int64_t version_id = 0;  // of the consumer
    std::string version;
    std::int64_t version_position = 0;

    // "Pact between web-shop (4.2) and catalogue"
    std::string title() const { return "Pact between " + consumer + " (" + version + ") and " + provider; }
};

}  // namespace tally::contracts
