#include "api/cleanup_fixture.h"

#include "cleanup/report.h"
#include "storage/consistency.h"

namespace tally::testing_support {

cleanup::CleanReport CleanupTest::clean(const cleanup::CleanPlan& plan) {
    auto report = cleanup::clean(*database_, clock_, plan, [](auto) { return true; });
    EXPECT_TRUE(report) << "another clean-up is under way";
    return report.value_or(cleanup::CleanReport());
}

json::Object CleanupTest::dry_run(const cleanup::CleanPlan& plan) {
    json::Object document;
    database_->read([&](storage::Transaction& transaction) {
        document = cleanup::dry_run_of_all(transaction, plan, clock_.now());
    });
    return document;
}

std::string CleanupTest::names(const std::string& sql) {
    std::string all, last;
    database_->read([&](storage::Transaction& transaction) {
        for (const auto& row : transaction.query(sql)) {
            if (row.text(0) != last) all += (all.empty() ? "" : ", ") + row.text(0);
            last = row.text(0);
            all += " " + row.text(1);
        }
    });
    return all;
}

std::string CleanupTest::versions_left() {
    return names(
        "SELECT p.name, v.number FROM versions v JOIN pacticipants p ON p.id = v.pacticipant_id "
        "ORDER BY p.id, v.id");
}

std::string CleanupTest::branches_left() {
    return names(
        "SELECT p.name, b.name FROM branches b JOIN pacticipants p ON p.id = b.pacticipant_id "
        "ORDER BY p.id, b.id");
}

std::int64_t CleanupTest::count(const std::string& table) {
    std::int64_t all = 0;
    database_->read([&](storage::Transaction& transaction) {
        all = transaction.query("SELECT COUNT(*) FROM " + table).front().integer(0);
    });
    return all;
}

std::string CleanupTest::damage() {
    const auto [maintained, rebuilt] = compare_with_rebuild(*database_);
    return find_damage(*database_) +
           (maintained == rebuilt ? "" : "maintained:\n" + maintained + "rebuilt:\n" + rebuilt);
}

}  // namespace tally::testing_support
