#include "contracts/selection_metadata.h"

#include <algorithm>
#include <charconv>

#include "base/encoding.h"
#include "versions/version_store.h"
#include "web/query.h"

namespace tally::contracts {

namespace {

std::int64_t number(const std::string& text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::string to_segment(const SelectionMetadata& metadata) {
    std::vector<std::pair<std::string, std::string>> items;
    for (const auto& entry : metadata.selectors) {
        if (!entry.branch.empty()) items.emplace_back("s[][b]", entry.branch);
        if (!entry.tag.empty()) items.emplace_back("s[][t]", entry.tag);
        if (entry.latest) items.emplace_back("s[][l]", "true");
        if (!entry.environment.empty()) items.emplace_back("s[][e]", entry.environment);
        items.emplace_back("s[][cv]", std::to_string(entry.consumer_version_id));
    }
    if (metadata.pending) items.emplace_back("p", "true");
    if (metadata.wip) items.emplace_back("w", "true");
    return encoding::base64_url(web::to_query(items));
}

std::string segment_of_version(std::string_view number) {
    return encoding::base64_url(web::to_query({{"cvn", std::string(number)}}));
}

SelectionMetadata read_segment(std::string_view segment) {
    SelectionMetadata metadata;
    const auto decoded = encoding::from_base64_url(segment);
    const web::Query items(decoded ? *decoded : "");
    if (!items.is_text()) return metadata;
    SelectionMetadata::Entry entry;
    for (const auto& [name, value] : items) {
        if (name == "p") metadata.pending = value == "true";
        if (name == "cvn") metadata.consumer_version = value;
        if (name == "w") metadata.wip = value == "true";
        if (name == "s[][b]") entry.branch = value;
        if (name == "s[][t]") entry.tag = value;
        if (name == "s[][e]") entry.environment = value;
        if (name == "s[][l]") entry.latest = value == "true";
        if (name == "s[][cv]") {  // written last of each selector
            entry.consumer_version_id = number(value);
            metadata.selectors.push_back(std::exchange(entry, {}));
        }
    }
    return metadata;
}

std::vector<std::int64_t> version_ids(const SelectionMetadata& metadata) {
    std::vector<std::int64_t> ids;
    for (const auto& entry : metadata.selectors) {
        if (std::find(ids.begin(), ids.end(), entry.consumer_version_id) == ids.end()) {
            ids.push_back(entry.consumer_version_id);
        }
    }
    return ids;
}

std::vector<std::int64_t> named_versions(storage::Transaction& transaction, std::string_view consumer,
                                         std::string_view segment) {
    const auto metadata = read_segment(segment);
    auto ids = version_ids(metadata);
    if (!metadata.consumer_version.empty()) {
        const auto named = versions::find_version(transaction, consumer, metadata.consumer_version);
        if (named) ids.push_back(named->id);
    }
    return ids;
}

}  // namespace tally::contracts
