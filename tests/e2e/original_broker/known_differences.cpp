#include "e2e/original_broker/known_differences.h"

#include "base/regex.h"

namespace tally::e2e {

const std::vector<KnownDifference>& known_differences() {
    static const std::vector<KnownDifference> table = {
        {"Rels", "GET .*", "_links\\.tally:.*"},
        {"Webhooks", ".*", ".*_links\\.pb:(pact-webhooks|consumer-webhooks|triggered-webhooks|webhooks?|webhook-status)\\..*"},
    };
    return table;
}

std::string_view known_difference(const Difference& difference) {
    for (const auto& known : known_differences()) {
        if (known.request.empty()) continue;
        const auto request = Regex::compile_cached(known.request).value();
        const auto place = Regex::compile_cached(known.place).value();
        if (request.matches_all_of(difference.request).value() && place.matches_all_of(difference.place).value()) {
            return known.row;
        }
    }
    return "";
}

}  // namespace tally::e2e
