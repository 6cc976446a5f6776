#include "cleanup/kept_versions.h"

#include <algorithm>

#include "cleanup/cut_off.h"

namespace tally::cleanup {

namespace {

// The conditions of one selector, for a row of versions under any alias.
class Conditions {
  public:
    Conditions(const KeepSelector& selector, Time now) : selector_(selector) {
        if (selector.pacticipant) pacticipant_ = place_for(*selector.pacticipant);
        if (selector.environment) environment_ = place_for(*selector.environment);
        if (selector.max_age) since_ = place_for(start_of_day(now, *selector.max_age));
        if (selector.branch && selector.branch->name) branch_ = place_for(*selector.branch->name);
        if (selector.tag && selector.tag->name) tag_ = place_for(*selector.tag->name);
    }

    // " AND ... AND ...", without the tag and without "latest" where there is no branch.
    std::string of(const std::string& row) const {
        std::string all;
        const auto exists = [&all](const std::string& rows) {
            all += " AND EXISTS (SELECT 1 FROM " + rows + ")";
        };
        const std::string placed = "environment_versions ev WHERE ev.version_id = " + row + ".id";
        const std::string on_branch = std::string(selector_.latest ? "branch_heads" : "branch_versions") +
                                      " bv JOIN branches b ON b.id = bv.branch_id ";
        const std::string its_own = "WHERE bv.version_id = " + row + ".id";
        if (selector_.pacticipant)
            all += " AND " + row +
                   ".pacticipant_id = (SELECT id FROM pacticipants WHERE name = " + pacticipant_ + ")";
        if (selector_.environment) {
            exists(placed + " AND ev.environment_id = (SELECT id FROM environments WHERE name = " +
                   environment_ + ")");
        }
        if (selector_.deployed) exists(placed + " AND ev.deployed = 1");
        if (selector_.released) exists(placed + " AND ev.supported = 1");
        if (selector_.max_age) all += " AND " + row + ".created_at >= " + since_;
        if (selector_.main_branch) {
            exists(on_branch +
                   "JOIN pacticipants bp ON bp.id = b.pacticipant_id AND bp.main_branch = b.name " + its_own);
        }
        if (selector_.branch)
            exists(on_branch + its_own + (branch_.empty() ? "" : " AND b.name = " + branch_));
        return all;
    }

    const std::string& tag() const { return tag_; }  // its place; empty for any
    std::vector<std::string> take_texts() { return std::move(texts_); }

  private:
    std::string place_for(std::string text) {
        texts_.push_back(std::move(text));
        return "$" + std::to_string(texts_.size() + 2);
    }

    const KeepSelector& selector_;
    std::string pacticipant_, environment_, since_, branch_, tag_;
    std::vector<std::string> texts_;
};

}  // namespace

KeptVersions::KeptVersions(const KeepSelectors& selectors, Time now) {
    for (const auto& selector : selectors) {
        questions_.push_back(question(selector, now, ">= $1"));
        questions_of_one_.push_back(question(selector, now, "= $1"));
    }
}

KeptVersions::Question KeptVersions::question(const KeepSelector& selector, Time now, const char* which) {
    Conditions conditions(selector, now);
    std::string sql = "SELECT v.id FROM versions v ";
    if (selector.tag) {
        sql += "JOIN tags t ON t.version_id = v.id ";
        if (!conditions.tag().empty()) sql += "AND t.name = " + conditions.tag() + " ";
    }
    sql += std::string("WHERE v.id ") + which + " AND v.id <= $2" + conditions.of("v");
    const bool is_head = selector.branch || selector.main_branch;
    if (selector.latest && !is_head) {
        // Its place in order, looked up from the newest on: NOT EXISTS makes PostgreSQL join whole tables.
        const auto others = conditions.of("n");
        if (selector.tag) {
            sql += " AND v.position = (SELECT nt.version_position FROM tags nt ";
            if (!others.empty()) sql += "JOIN versions n ON n.id = nt.version_id ";
            sql += "WHERE nt.pacticipant_id = v.pacticipant_id AND nt.name = t.name" + others +
                   " ORDER BY nt.version_position DESC LIMIT 1)";
        } else {
            sql +=
                " AND v.position = (SELECT n.position FROM versions n WHERE n.pacticipant_id = "
                "v.pacticipant_id" +
                others + " ORDER BY n.position DESC LIMIT 1)";
        }
    }
    return {std::move(sql), conditions.take_texts()};
}

storage::Rows KeptVersions::ask(storage::Transaction& transaction, const Question& question,
                                std::int64_t first_id, std::int64_t last_id) {
    storage::Parameters parameters{first_id, last_id};
    for (const auto& text : question.texts) parameters.emplace_back(text);
    return transaction.query(question.sql, parameters);
}

KeptVersions::Found KeptVersions::among(storage::Transaction& transaction, std::int64_t first_id,
                                        std::int64_t last_id) const {
    Found found;
    for (const auto& question : questions_) {
        const auto rows = ask(transaction, question, first_id, last_id);
        for (const auto& row : rows) found.ids.insert(row.integer(0));
        found.by_selector.push_back(static_cast<std::int64_t>(rows.size()));
    }
    return found;
}

bool KeptVersions::has(storage::Transaction& transaction, std::int64_t id) const {
    return std::any_of(questions_of_one_.begin(), questions_of_one_.end(),
                       [&](const auto& question) { return !ask(transaction, question, id, id).empty(); });
}

}  // namespace tally::cleanup
