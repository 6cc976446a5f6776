#include "cleanup/report.h"

#include <algorithm>

#include "base/text.h"
#include "cleanup/dry_run.h"
#include "cleanup/overwritten_data.h"
#include "cleanup/unused_contents.h"

namespace tally::cleanup {

namespace {

// A table with its rows' names on the left and numbers on the right.
class Table {
  public:
    explicit Table(std::vector<std::string> columns) { rows_.push_back({"", std::move(columns)}); }

    void add(std::string name, std::vector<std::string> cells) {
        rows_.push_back({std::move(name), std::move(cells)});
    }
    void add(std::string name, const std::vector<std::int64_t>& numbers) {
        std::vector<std::string> cells;
        for (const auto number : numbers) cells.push_back(std::to_string(number));
        add(std::move(name), std::move(cells));
    }

    std::string text() const {
        std::size_t name_width = 0;
        std::vector<std::size_t> widths(rows_.front().second.size());
        for (const auto& [name, cells] : rows_) {
            name_width = std::max(name_width, name.size());
            for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].size());
        }
        std::string all;
        for (const auto& [name, cells] : rows_) {
            all += name + std::string(name_width - name.size(), ' ');
            for (std::size_t i = 0; i < cells.size(); ++i) {
                all += "  " + std::string(widths[i] - cells[i].size(), ' ') + cells[i];
            }
            all += "\n";
        }
        return all;
    }

  private:
    std::vector<std::pair<std::string, std::vector<std::string>>> rows_;
};

std::int64_t number_at(const json::Value* value, std::string_view name) {
    const auto* member = value == nullptr ? nullptr : value->find(name);
    return member == nullptr ? 0 : member->integer().value_or(0);
}

std::string text_at(const json::Value& value, std::string_view name) {
    const auto* member = value.find(name);
    return member == nullptr || member->string() == nullptr ? std::string()
                                                            : text::printable(*member->string());
}

// "6 (5 days ago, tagged foo)"
std::string version_text(const json::Value& version) {
    std::vector<std::string> tags;
    if (const auto* all = version.find("tags"); all != nullptr && all->array() != nullptr) {
        for (const auto& tag : *all->array()) tags.push_back(text::printable(*tag.string()));
    }
    return text_at(version, "number") + " (" + text_at(version, "created") +
           (tags.empty() ? "" : ", tagged " + text::join(tags, ", ")) + ")";
}

std::string selectors_text(const json::Value& counts) {
    std::string all = "Kept by\n";
    for (const auto& each : *counts.find("versionsToKeepBySelector")->array()) {
        all += "  " + text::printable(json::to_text(*each.find("selector"))) + ": " +
               text::counted(static_cast<std::size_t>(number_at(&each, "count")), "version") + "\n";
    }
    return all;
}

std::string pacticipants_text(const json::Object& summary) {
    std::string all;
    for (const auto& [name, of_it] : summary) {
        const auto* gone = of_it.find("toDelete");
        const auto count = number_at(gone, "count");
        if (count == 0) continue;
        all += "  " + text::printable(name) + ": " +
               text::counted(static_cast<std::size_t>(count), "version") + ", " +
               version_text(*gone->find("fromVersion"));
        if (count > 1) all += " to " + version_text(*gone->find("toVersion"));
        all += "\n";
    }
    return all.empty() ? all : "\nWould be deleted\n" + all;
}

json::Object pair(const char* a, std::int64_t deleted, const char* b, std::int64_t kept) {
    return {{a, deleted}, {b, kept}};
}

}  // namespace

json::Object to_json(const CleanReport& report) {
    const auto& kept = report.kept;
    const auto table = [](std::int64_t gone, std::int64_t left) {
        return pair("deleted", gone, "kept", left);
    };
    const auto& gone = report.deleted;
    const auto& replaced = report.overwritten;
    return {{"versions", table(gone.versions, kept.versions)},
            {"pact_publications", table(gone.publications, kept.publications)},
            {"pact_versions", table(gone.contents, kept.contents)},
            {"verifications", table(gone.results, kept.results)},
            {"triggered_webhooks", table(gone.deliveries, kept.deliveries)},
            {"webhook_executions", table(gone.attempts, kept.attempts)},
            {"branches", table(gone.branches, kept.branches)},
            {"overwrittenData",
             json::Object{{"pact_publications", table(replaced.publications, kept.publications)},
                          {"verification_results", table(replaced.results, kept.results)},
                          {"pact_versions", table(replaced.contents, kept.contents)},
                          {"triggered_webhooks", table(replaced.deliveries, kept.deliveries)}}}};
}

std::string to_text(const CleanReport& report) {
    const auto& kept = report.kept;
    Rows gone = report.deleted;
    gone += report.overwritten;
    Table table({"deleted", "kept"});
    table.add("versions", {gone.versions, kept.versions});
    table.add("contracts", {gone.publications, kept.publications});
    table.add("contents of contracts", {gone.contents, kept.contents});
    table.add("verification results", {gone.results, kept.results});
    table.add("deliveries of webhooks", {gone.deliveries, kept.deliveries});
    table.add("branches", {gone.branches, kept.branches});
    return table.text() + (report.ended ? "\nStopped before it was done; the next clean-up goes on.\n" : "");
}

json::Object dry_run_of_all(storage::Transaction& transaction, const CleanPlan& plan, Time now) {
    auto document = dry_run(transaction, plan, now);
    const auto there = count_rows(transaction);
    const auto before = iso_8601_fixed(now - std::chrono::days(plan.overwritten_max_age));
    const auto count = [&](const RowsToDelete& rows, std::int64_t all) {
        const auto going = static_cast<std::int64_t>(rows.list(transaction, 0, plan.limit).size());
        return pair("toDelete", going, "toKeep", all - going);
    };
    document.set("overwrittenData",
                 json::Object{{"pact_publications", count(overwritten_contracts(before), there.publications)},
                              {"verification_results", count(superseded_results(before), there.results)},
                              {"pact_versions", count(unused_contents(), there.contents)},
                              {"triggered_webhooks", count(older_deliveries(before), there.deliveries)}});
    return document;
}

std::string dry_run_to_text(const json::Object& document, const CleanPlan& plan) {
    const auto& counts = *document.find("counts");
    const auto going = number_at(&counts, "versionsToDelete");
    const auto not_kept = number_at(&counts, "versionsNotToKeep");
    Table table({"go", "stay"});
    table.add("versions", {going, number_at(&counts, "totalVersions") - going});
    table.add("branches", {number_at(&counts, "branchesToDelete"), number_at(&counts, "branchesToKeep")});
    const auto add = [&](const char* name, const char* member) {
        const auto* of_it = document.find("overwrittenData")->find(member);
        table.add(name, {number_at(of_it, "toDelete"), number_at(of_it, "toKeep")});
    };
    add("overwritten contracts", "pact_publications");
    add("superseded results", "verification_results");
    add("contents without use", "pact_versions");
    add("older deliveries of webhooks", "triggered_webhooks");

    std::string all = "Dry run: nothing is deleted.\n\n" + table.text() + "\n";
    if (not_kept > going) {
        all += text::counted(static_cast<std::size_t>(not_kept - going), "more version") +
               " would go in later runs: one deletes " + std::to_string(plan.limit) +
               " at most (--limit).\n\n";
    }
    return all + selectors_text(counts) + pacticipants_text(*document.find("versionSummary")->object());
}

}  // namespace tally::cleanup
