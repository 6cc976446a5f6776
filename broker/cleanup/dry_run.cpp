#include "cleanup/dry_run.h"

#include <map>
#include <optional>

#include "base/calendar.h"
#include "cleanup/age_in_words.h"
#include "cleanup/kept_versions.h"
#include "cleanup/stale_branches.h"
#include "cleanup/version_pages.h"
#include "versions/tag_store.h"

namespace tally::cleanup {

namespace {

struct Range {
    std::int64_t count = 0;
    std::optional<VersionRow> first;
    std::optional<VersionRow> last;
};

struct Summary {
    Range to_delete;  // by creation
    Range to_keep;    // by position among those of the pacticipant
};

struct Sweep {
    std::int64_t total = 0;
    std::int64_t kept = 0;
    std::int64_t to_delete = 0;
    std::vector<std::int64_t> by_selector;
    std::map<std::int64_t, Summary> pacticipants;
};

void add_to_delete(Range& range, const VersionRow& version) {
    ++range.count;
    if (!range.first) range.first = version;
    range.last = version;
}

void add_to_keep(Range& range, const VersionRow& version) {
    ++range.count;
    if (!range.first || version.position < range.first->position) range.first = version;
    if (!range.last || version.position > range.last->position) range.last = version;
}

Sweep sweep(storage::Transaction& transaction, const CleanPlan& plan, Time now) {
    const KeptVersions kept_versions(plan.keep, now);
    Sweep all;
    all.by_selector.resize(plan.keep.size());
    for (auto page = next_page_of_versions(transaction, 0); !page.empty();
         page = next_page_of_versions(transaction, page.back().id)) {
        const auto kept = kept_versions.among(transaction, page.front().id, page.back().id);
        for (std::size_t i = 0; i < kept.by_selector.size(); ++i) all.by_selector[i] += kept.by_selector[i];
        for (const auto& version : page) {
            ++all.total;
            const bool is_kept = kept.ids.count(version.id) != 0;
            if (is_kept) ++all.kept;
            auto& summary = all.pacticipants[version.pacticipant_id];
            if (is_kept || all.to_delete == plan.limit) {
                add_to_keep(summary.to_keep, version);
            } else {
                ++all.to_delete;
                add_to_delete(summary.to_delete, version);
            }
        }
    }
    return all;
}

std::int64_t count(storage::Transaction& transaction, std::string_view sql) {
    return transaction.query(sql).front().integer(0);
}

class Report {
  public:
    Report(storage::Transaction& transaction, const CleanPlan& plan, Time now)
        : transaction_(transaction), plan_(plan), now_(now) {}

    json::Object write(const Sweep& swept) const {
        return {{"counts", counts(swept)}, {"versionSummary", summary(swept)}};
    }

  private:
    json::Object counts(const Sweep& swept) const {
        json::Array by_selector;
        for (std::size_t i = 0; i < plan_.keep.size(); ++i) {
            by_selector.push_back(
                json::Object{{"selector", to_json(plan_.keep[i])}, {"count", swept.by_selector[i]}});
        }
        const auto branches = count(transaction_, "SELECT COUNT(*) FROM branches");
        const auto stale = static_cast<std::int64_t>(
            StaleBranches(plan_.keep_branches, now_).list(transaction_, 0, plan_.limit).size());
        return {{"totalVersions", swept.total},
                {"versionsToDelete", swept.to_delete},
                {"versionsNotToKeep", swept.total - swept.kept},
                {"versionsToKeep", swept.kept},
                {"versionsToKeepBySelector", std::move(by_selector)},
                {"totalBranches", branches},
                {"branchesToDelete", stale},
                {"branchesToKeep", branches - stale}};
    }

    json::Object summary(const Sweep& swept) const {
        std::vector<json::Member> all;
        for (const auto& row :
             transaction_.query("SELECT id, name FROM pacticipants ORDER BY folded_name, name")) {
            const auto found = swept.pacticipants.find(row.integer(0));
            const auto of_it = found == swept.pacticipants.end() ? Summary() : found->second;
            all.push_back({row.text(1),
                           json::Object{{"toDelete", range(of_it.to_delete, "fromVersion", "toVersion")},
                                        {"toKeep", range(of_it.to_keep, "latestVersion", "firstVersion")}}});
        }
        return json::Object(std::move(all));
    }

    json::Object range(const Range& range, const char* first, const char* last) const {
        json::Object members{{"count", range.count}};
        if (range.first) members.set(first, version(*range.first));
        if (range.last) members.set(last, version(*range.last));
        return members;
    }

    json::Object version(const VersionRow& version) const {
        json::Array tags;
        for (const auto& tag : versions::list_tags(transaction_, version.id)) tags.emplace_back(tag.name);
        const auto created = parse_date_time(version.created_at);
        return {{"number", version.number},
                {"created", distance_in_words(created ? created->utc : now_, now_) + " ago"},
                {"tags", std::move(tags)}};
    }

    storage::Transaction& transaction_;
    const CleanPlan& plan_;
    const Time now_;
};

}  // namespace

json::Object dry_run(storage::Transaction& transaction, const CleanPlan& plan, Time now) {
    return Report(transaction, plan, now).write(sweep(transaction, plan, now));
}

}  // namespace tally::cleanup
