#include "cleanup/clean.h"

#include <limits>

#include "cleanup/old_versions.h"
#include "cleanup/overwritten_data.h"
#include "cleanup/stale_branches.h"
#include "cleanup/unused_contents.h"

namespace tally::cleanup {

namespace {

constexpr auto kNoLimit = std::numeric_limits<std::int64_t>::max();

}  // namespace

Rows count_rows(storage::Transaction& transaction) {
    const auto row =
        transaction
            .query(
                "SELECT (SELECT COUNT(*) FROM versions), (SELECT COUNT(*) FROM publications), "
                "(SELECT COUNT(*) FROM contents), (SELECT COUNT(*) FROM verifications), "
                "(SELECT COUNT(*) FROM triggered_webhooks), (SELECT COUNT(*) FROM webhook_executions), "
                "(SELECT COUNT(*) FROM branches)")
            .front();
    return {row.integer(0), row.integer(1), row.integer(2), row.integer(3),
            row.integer(4), row.integer(5), row.integer(6)};
}

std::optional<CleanReport> clean(storage::Database& database, const Clock& clock, const CleanPlan& plan,
                                 const Pause& pause) {
    const auto hold = database.try_hold("clean");
    if (!hold) return std::nullopt;
    CleanReport report;
    const auto now = clock.now();
    const auto before = iso_8601_fixed(now - std::chrono::days(plan.overwritten_max_age));
    const auto remove = [&](const RowsToDelete& rows, std::int64_t limit, Rows& sum) {
        if (report.ended) return;
        const auto removal = remove_rows(database, clock, rows, limit, pause);
        sum += removal.rows;
        report.ended = removal.ended;
    };
    // First, since more of them go with the contracts and results.
    remove(older_deliveries(before), plan.limit, report.overwritten);
    remove(overwritten_contracts(before), plan.limit, report.overwritten);
    remove(superseded_results(before), plan.limit, report.overwritten);
    remove(unused_contents(), plan.limit, report.overwritten);
    remove(old_versions(plan.keep, now), plan.limit, report.deleted);
    remove(unused_contents(), kNoLimit, report.deleted);
    // After the versions, so that heads of branches are kept as the dry run said.
    remove(stale_branches(plan.keep_branches, now), plan.limit, report.deleted);
    database.read([&](storage::Transaction& transaction) { report.kept = count_rows(transaction); });
    return report;
}

}  // namespace tally::cleanup
