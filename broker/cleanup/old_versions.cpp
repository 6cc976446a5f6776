#include "cleanup/old_versions.h"

#include <memory>

#include "cleanup/kept_versions.h"
#include "cleanup/version_pages.h"
#include "versions/version_store.h"

namespace tally::cleanup {

namespace {

// Few, since all their contracts and results go with them.
constexpr std::int64_t kMostAtOnce = 20;

#define TALLY_DELIVERIES_OF_VERSION                                                                 \
    "SELECT id FROM triggered_webhooks WHERE consumer_version_id = $1 "                             \
    "UNION SELECT w.id FROM triggered_webhooks w JOIN verifications r ON r.id = w.verification_id " \
    "WHERE r.provider_version_id = $1"

std::vector<std::int64_t> list(storage::Transaction& transaction, const KeptVersions& kept_versions,
                               std::int64_t after, std::int64_t most) {
    std::vector<std::int64_t> all;
    if (most < 1) return all;
    for (auto page = next_page_of_versions(transaction, after); !page.empty();
         page = next_page_of_versions(transaction, page.back().id)) {
        const auto kept = kept_versions.among(transaction, page.front().id, page.back().id).ids;
        for (const auto& version : page) {
            if (kept.count(version.id) != 0) continue;
            all.push_back(version.id);
            if (static_cast<std::int64_t>(all.size()) == most) return all;
        }
    }
    return all;
}

// What goes with a version. Deliveries go with its contracts or with its results.
constexpr std::string_view kWithVersion =
    "SELECT (SELECT COUNT(*) FROM publications WHERE consumer_version_id = $1), "
    "(SELECT COUNT(*) FROM verifications WHERE provider_version_id = $1), "
    "(SELECT COUNT(*) FROM triggered_webhooks WHERE id IN (" TALLY_DELIVERIES_OF_VERSION
    ")), "
    "(SELECT COUNT(*) FROM webhook_executions WHERE triggered_webhook_id IN (" TALLY_DELIVERIES_OF_VERSION
    "))";

std::optional<Rows> remove(storage::Transaction& transaction, const KeptVersions& kept_versions,
                           std::int64_t id) {
    const auto version = versions::find_version(transaction, id);
    if (!version || kept_versions.has(transaction, id)) return std::nullopt;
    const auto with = transaction.query(kWithVersion, {id}).front();
    versions::delete_version(transaction, *version);
    return Rows{.versions = 1,
                .publications = with.integer(0),
                .results = with.integer(1),
                .deliveries = with.integer(2),
                .attempts = with.integer(3)};
}

}  // namespace

RowsToDelete old_versions(const KeepSelectors& keep, Time now) {
    const auto kept = std::make_shared<const KeptVersions>(keep, now);
    return {
        [kept](storage::Transaction& transaction, std::int64_t after, std::int64_t most) {
            return list(transaction, *kept, after, most);
        },
        [kept](storage::Transaction& transaction, std::int64_t id) { return remove(transaction, *kept, id); },
        kMostAtOnce,
    };
}

}  // namespace tally::cleanup
