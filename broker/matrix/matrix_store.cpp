#include "matrix/matrix_store.h"

#include <algorithm>
#include <map>

#include "storage/in_list.h"

namespace tally::matrix {

namespace {

using storage::Row;
using storage::Transaction;

#define TALLY_SELECT_PUBLISHED                                                                         \
    "SELECT p.id, p.content_id, c.sha, p.revision, p.created_at, p.consumer_id, p.provider_id, v.id, " \
    "v.number, v.position FROM publications p JOIN contents c ON c.id = p.content_id "                 \
    "JOIN versions v ON v.id = p.consumer_version_id "

std::vector<PublishedContract> read_contracts(const storage::Rows& rows) {
    std::vector<PublishedContract> all;
    all.reserve(rows.size());
    for (const auto& row : rows) {
        all.push_back({row.integer(0), row.integer(1), row.text(2), row.integer(3), row.text(4),
                       row.integer(5), row.integer(6), row.integer(7), row.text(8), row.integer(9)});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return all;
}

#define TALLY_RESULT_COLUMNS "SELECT n.content_id, v.id, v.number, v.position, r.id, r.success, r.created_at "

#define TALLY_NEWEST                                                           \
    "newest_verifications n JOIN verifications r ON r.id = n.verification_id " \
    "JOIN versions v ON v.id = n.provider_version_id "
#define TALLY_ALL                                       \
    "verifications n JOIN verifications r ON r.id = n.id " \
    "JOIN versions v ON v.id = n.provider_version_id "

#define TALLY_NEWEST_RESULTS TALLY_RESULT_COLUMNS "FROM " TALLY_NEWEST
#define TALLY_ALL_RESULTS TALLY_RESULT_COLUMNS "FROM " TALLY_ALL

// Starts at the pairs, which are few: CROSS JOIN is what tells SQLite so.
#define TALLY_ASKED "WHERE n.content_id = asked.first AND n.provider_version_id = asked.second"
#define TALLY_NEWEST_RESULTS_ASKED TALLY_RESULT_COLUMNS "FROM asked CROSS JOIN " TALLY_NEWEST TALLY_ASKED
#define TALLY_ALL_RESULTS_ASKED TALLY_RESULT_COLUMNS "FROM asked CROSS JOIN " TALLY_ALL TALLY_ASKED

// Above this it is cheaper to read all results of the contents and to choose here.
constexpr std::size_t kMostVersionsAsked = 4;

bool contains(const std::vector<std::int64_t>& ids, std::int64_t id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

std::vector<PublishedContract> contracts_of_versions(Transaction& transaction,
                                                     const std::vector<std::int64_t>& version_ids,
                                                     Depth depth) {
    return read_contracts(
        storage::query_in(transaction, TALLY_SELECT_PUBLISHED "WHERE p.consumer_version_id IN ", version_ids,
                          depth == Depth::current ? " AND p.overwritten = 0" : ""));
}

std::vector<PublishedContract> contracts_of_consumers(Transaction& transaction,
                                                      const std::vector<std::int64_t>& consumer_ids,
                                                      Depth depth) {
    return read_contracts(storage::query_in(transaction, TALLY_SELECT_PUBLISHED "WHERE p.consumer_id IN ",
                                            consumer_ids,
                                            depth == Depth::current ? " AND p.overwritten = 0" : ""));
}

std::vector<PublishedContract> contracts_for_provider(Transaction& transaction, std::int64_t provider_id,
                                                      Depth depth) {
    return read_contracts(storage::query_in(transaction, TALLY_SELECT_PUBLISHED "WHERE p.provider_id IN ",
                                            {provider_id},
                                            depth == Depth::current ? " AND p.overwritten = 0" : ""));
}

ResultsByContent results_of(Transaction& transaction, const std::vector<ResultQuestion>& questions,
                            Depth depth) {
    std::vector<storage::IdPair> pairs;
    std::vector<std::int64_t> contents;
    std::map<std::int64_t, const std::vector<std::int64_t>*> wanted;  // of the contents read as a whole
    for (const auto& question : questions) {
        const bool one_by_one = question.version_ids && question.version_ids->size() <= kMostVersionsAsked;
        for (const auto content_id : question.content_ids) {
            if (!one_by_one) {
                contents.push_back(content_id);
                if (question.version_ids) wanted.emplace(content_id, &*question.version_ids);
                continue;
            }
            for (const auto version_id : *question.version_ids) pairs.emplace_back(content_id, version_id);
        }
    }
    ResultsByContent all;
    const auto add = [&](const storage::Row& row) {
        all[row.integer(0)].push_back({row.integer(0), row.integer(1), row.text(2), row.integer(3),
                                       row.integer(4), row.flag(5), row.text(6)});
    };
    const bool is_current = depth == Depth::current;
    for (const auto& row : storage::query_pairs(
             transaction, pairs, is_current ? TALLY_NEWEST_RESULTS_ASKED : TALLY_ALL_RESULTS_ASKED)) {
        add(row);
    }
    for (const auto& row : storage::query_in(transaction,
                                             is_current ? TALLY_NEWEST_RESULTS "WHERE n.content_id IN "
                                                        : TALLY_ALL_RESULTS "WHERE n.content_id IN ",
                                             contents)) {
        const auto known = wanted.find(row.integer(0));
        if (known == wanted.end() || contains(*known->second, row.integer(1))) add(row);
    }
    for (auto& [content_id, results] : all) {
        std::sort(results.begin(), results.end(),
                  [](const auto& a, const auto& b) { return a.number < b.number; });
    }
    return all;
}

std::vector<Integration> integrations_of_provider(Transaction& transaction, std::int64_t provider_id) {
    std::vector<Integration> all;
    for (const auto& row :
         transaction.query("SELECT consumer_id FROM integrations WHERE provider_id = $1 ORDER BY consumer_id",
                           {provider_id})) {
        all.push_back({row.integer(0), provider_id, false});
    }
    return all;
}

std::vector<Integration> integrations_of_consumer(Transaction& transaction, std::int64_t consumer_id) {
    std::vector<Integration> all;
    for (const auto& row :
         transaction.query("SELECT provider_id FROM integrations WHERE consumer_id = $1 ORDER BY provider_id",
                           {consumer_id})) {
        all.push_back({consumer_id, row.integer(0), false});
    }
    return all;
}

std::map<std::int64_t, std::string> names_of(Transaction& transaction,
                                             const std::vector<std::int64_t>& pacticipant_ids) {
    std::map<std::int64_t, std::string> names;
    for (auto& row :
         storage::query_in(transaction, "SELECT id, name FROM pacticipants WHERE id IN ", pacticipant_ids)) {
        names.emplace(row.integer(0), row.take_text(1));
    }
    return names;
}

std::vector<VersionDetail> details_of(Transaction& transaction,
                                      const std::vector<std::int64_t>& version_ids) {
    std::vector<VersionDetail> all(version_ids.size());
    std::map<std::int64_t, std::size_t> index;
    for (std::size_t i = 0; i < version_ids.size(); ++i) index.emplace(version_ids[i], i);

    struct Membership {
        std::int64_t id;
        std::size_t at;
        VersionDetail::Branch branch;
    };
    std::vector<Membership> memberships;
    for (const auto& row : storage::query_in(
             transaction,
             "SELECT bv.version_id, bv.id, b.name, CASE WHEN h.version_id = bv.version_id THEN 1 ELSE 0 END "
             "FROM branch_versions bv JOIN branches b ON b.id = bv.branch_id "
             "LEFT JOIN branch_heads h ON h.branch_id = b.id WHERE bv.version_id IN ",
             version_ids)) {
        memberships.push_back({row.integer(1), index.at(row.integer(0)), {row.text(2), row.flag(3)}});
    }
    std::sort(memberships.begin(), memberships.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    for (auto& membership : memberships) all[membership.at].branches.push_back(std::move(membership.branch));

    for (const auto& row : storage::query_in(
             transaction,
             "SELECT t.version_id, t.name, CASE WHEN h.version_id = t.version_id THEN 1 ELSE 0 END "
             "FROM tags t LEFT JOIN tag_heads h ON h.pacticipant_id = t.pacticipant_id AND h.name = t.name "
             "WHERE t.version_id IN ",
             version_ids)) {
        all[index.at(row.integer(0))].tags.push_back({row.text(1), row.flag(2)});
    }
    for (const auto& row : storage::query_in(
             transaction, "SELECT version_id, environment_id FROM environment_versions WHERE version_id IN ",
             version_ids)) {
        all[index.at(row.integer(0))].environment_ids.push_back(row.integer(1));
    }
    for (auto& detail : all) {
        std::sort(detail.tags.begin(), detail.tags.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        std::sort(detail.environment_ids.begin(), detail.environment_ids.end());
    }
    return all;
}

}  // namespace tally::matrix
