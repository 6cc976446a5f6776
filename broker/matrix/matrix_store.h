// The facts that the matrix is made of, read in few questions for many versions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/database.h"

namespace tally::matrix {

// A contract of a consumer version.
struct PublishedContract {
    std::int64_t id = 0;  // of the publication
    std::int64_t content_id = 0;
    std::string sha;
    std::int64_t revision = 1;
    std::string created_at;
    std::int64_t consumer_id = 0;
    std::int64_t provider_id = 0;
    std::int64_t version_id = 0;
    std::string version;
    std::int64_t version_position = 0;
};

// The result of a content with a provider version.
struct RecordedResult {
    std::int64_t content_id = 0;
    std::int64_t version_id = 0;
    std::string version;
    std::int64_t version_position = 0;
    std::int64_t number = 0;
    bool success = false;
    std::string created_at;
};

// Which records count: what is current, or everything that was ever stored.
enum class Depth { current, history };

std::vector<PublishedContract> contracts_of_versions(storage::Transaction& transaction,
                                                     const std::vector<std::int64_t>& version_ids,
                                                     Depth depth);
std::vector<PublishedContract> contracts_of_consumers(storage::Transaction& transaction,
                                                      const std::vector<std::int64_t>& consumer_ids,
                                                      Depth depth);
std::vector<PublishedContract> contracts_for_provider(storage::Transaction& transaction,
                                                      std::int64_t provider_id, Depth depth);

// Contents whose results are asked for; by some provider versions only when they are given.
struct ResultQuestion {
    std::vector<std::int64_t> content_ids;
    std::optional<std::vector<std::int64_t>> version_ids;
};
using ResultsByContent = std::map<std::int64_t, std::vector<RecordedResult>>;

// All questions at once, each content in one of them. Of each content the oldest result first.
ResultsByContent results_of(storage::Transaction& transaction, const std::vector<ResultQuestion>& questions,
                            Depth depth);

struct Integration {
    std::int64_t consumer_id = 0;
    std::int64_t provider_id = 0;
    bool is_required = false;  // no verified contract, no deployment
};
std::vector<Integration> integrations_of_provider(storage::Transaction& transaction,
                                                  std::int64_t provider_id);
std::vector<Integration> integrations_of_consumer(storage::Transaction& transaction,
                                                  std::int64_t consumer_id);

std::map<std::int64_t, std::string> names_of(storage::Transaction& transaction,
                                             const std::vector<std::int64_t>& pacticipant_ids);

// What the matrix shows of each version it lists.
struct VersionDetail {
    struct Branch {
        std::string name;
        bool is_head = false;
    };
    struct Tag {
        std::string name;
        bool is_latest = false;
    };
    std::vector<Branch> branches;  // the one it was added to last at the end
    std::vector<Tag> tags;         // by name
    std::vector<std::int64_t> environment_ids;
};
// In the order of `version_ids`, which must not repeat.
std::vector<VersionDetail> details_of(storage::Transaction& transaction,
                                      const std::vector<std::int64_t>& version_ids);

}  // namespace tally::matrix
