#include "api/cleanup_on_broker.h"

#include "api/cleanup_operation.h"

namespace tally::testing_support {

namespace {

Counts counts_of(const cleanup::Rows& rows) {
    return {rows.versions,   rows.publications, rows.contents, rows.results,
            rows.deliveries, rows.attempts,     rows.branches};
}

}  // namespace

cleanup::CleanPlan plan_of(const CleanUp& clean_up) {
    cleanup::CleanPlan plan;
    plan.keep = cleanup::with_what_is_in_environments(
        cleanup::read_keep_selectors("", keep_text(clean_up)).value());
    plan.keep_branches = cleanup::read_keep_branch_selectors("", keep_branches_text(clean_up)).value();
    plan.limit = clean_up.limit;
    plan.overwritten_max_age = clean_up.overwritten_max_age;
    return plan;
}

Announced announced_in(const json::Value& dry_run, const CleanUp& clean_up) {
    const auto number = [](const json::Value& object, const char* name) {
        return object.find(name)->integer().value();
    };
    const auto& counts = *dry_run.find("counts");
    const auto& overwritten = *dry_run.find("overwrittenData");
    const auto going = [&](const char* table) { return number(*overwritten.find(table), "toDelete"); };
    Announced announced{.versions = number(counts, "versionsToDelete"),
                        .versions_not_kept = number(counts, "versionsNotToKeep"),
                        .branches = number(counts, "branchesToDelete"),
                        .publications = going("pact_publications"),
                        .results = going("verification_results"),
                        .contents = going("pact_versions"),
                        .deliveries = going("triggered_webhooks")};
    const auto& by_selector = *counts.find("versionsToKeepBySelector")->array();
    for (std::size_t i = 0; i < clean_up.keep.size(); ++i) {
        announced.kept_by_selector.push_back(number(by_selector[i], "count"));
    }
    return announced;
}

CleanedUp reported_in(const cleanup::CleanReport& report) {
    return {counts_of(report.overwritten), counts_of(report.deleted), counts_of(report.kept)};
}

}  // namespace tally::testing_support
