// The last segment of a pact URL that a verifier was given: why it was given, carried back with its result.
// Opaque to clients, and whatever they send is accepted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.h"

namespace tally::contracts {

struct SelectionMetadata {
    struct Entry {
        std::string branch = {};
        std::string tag = {};
        std::string environment = {};
        bool latest = false;
        std::int64_t consumer_version_id = 0;
    };
    std::vector<Entry> selectors;
    bool pending = false;
    bool wip = false;
    std::string consumer_version = {};  // its number, in links to results
};

std::string to_segment(const SelectionMetadata& metadata);
std::string segment_of_version(std::string_view number);  // that names a consumer version and nothing else
// Garbage is read as empty.
SelectionMetadata read_segment(std::string_view segment);
std::vector<std::int64_t> version_ids(const SelectionMetadata& metadata);
// The consumer's versions that a segment names by their id or number.
std::vector<std::int64_t> named_versions(storage::Transaction& transaction, std::string_view consumer,
                                         std::string_view segment);

}  // namespace tally::contracts
