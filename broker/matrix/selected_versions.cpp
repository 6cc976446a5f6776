#include "matrix/selected_versions.h"

#include <algorithm>

#include "base/text.h"
#include "pacticipants/pacticipant_store.h"
#include "storage/in_list.h"

namespace tally::matrix {

namespace {

using storage::Transaction;

#define TALLY_SELECT_SELECTED "SELECT v.id, v.number, v.position FROM versions v "

storage::Rows rows_of(Transaction& transaction, const pacticipants::Pacticipant& pacticipant,
                      const VersionSelector& selector) {
    const auto id = pacticipant.id;
    if (selector.version) {
        return transaction.query(TALLY_SELECT_SELECTED "WHERE v.pacticipant_id = $1 AND v.number = $2",
                                 {id, *selector.version});
    }
    if (selector.environment) {
        return transaction.query(
            TALLY_SELECT_SELECTED
            "JOIN environment_versions ev ON ev.version_id = v.id JOIN environments e ON e.id = "
            "ev.environment_id WHERE ev.pacticipant_id = $1 AND e.name = $2 ORDER BY v.position",
            {id, *selector.environment});
    }
    const auto branch = selector.main_branch ? pacticipant.main_branch : selector.branch;
    if (selector.main_branch && !branch) return {};
    if (branch && selector.latest) {
        return transaction.query(TALLY_SELECT_SELECTED
                                 "JOIN branch_heads h ON h.version_id = v.id JOIN branches b ON b.id = "
                                 "h.branch_id WHERE b.pacticipant_id = $1 AND b.name = $2",
                                 {id, *branch});
    }
    if (branch) {
        return transaction.query(TALLY_SELECT_SELECTED
                                 "JOIN branch_versions bv ON bv.version_id = v.id JOIN branches b ON b.id = "
                                 "bv.branch_id WHERE b.pacticipant_id = $1 AND b.name = $2 "
                                 "ORDER BY v.position",
                                 {id, *branch});
    }
    if (selector.tag && selector.latest) {
        return transaction.query(TALLY_SELECT_SELECTED
                                 "JOIN tag_heads h ON h.version_id = v.id "
                                 "WHERE h.pacticipant_id = $1 AND h.name = $2",
                                 {id, *selector.tag});
    }
    if (selector.tag) {
        return transaction.query(TALLY_SELECT_SELECTED
                                 "JOIN tags t ON t.version_id = v.id "
                                 "WHERE t.pacticipant_id = $1 AND t.name = $2 ORDER BY v.position",
                                 {id, *selector.tag});
    }
    return transaction.query(
        TALLY_SELECT_SELECTED "WHERE v.pacticipant_id = $1 ORDER BY v.position DESC LIMIT 1", {id});
}

#define TALLY_SELECT_OF_MANY "SELECT v.pacticipant_id, v.id, v.number, v.position "

storage::Rows rows_at(Transaction& transaction, const Target& target,
                      const std::vector<std::int64_t>& pacticipant_ids) {
    const auto ask = [&](std::string_view question, const storage::Parameters& parameters = {}) {
        return storage::query_in(transaction, question, pacticipant_ids, {}, parameters);
    };
    if (target.environment) {
        return ask(TALLY_SELECT_OF_MANY
                   "FROM environments e JOIN environment_versions ev ON ev.environment_id = e.id "
                   "JOIN versions v ON v.id = ev.version_id WHERE e.name = $1 AND ev.pacticipant_id IN ",
                   {*target.environment});
    }
    if (target.main_branch && target.latest) {
        return ask(TALLY_SELECT_OF_MANY
                   "FROM pacticipants p JOIN branches b ON b.pacticipant_id = p.id AND b.name = p.main_branch "
                   "JOIN branch_heads h ON h.branch_id = b.id JOIN versions v ON v.id = h.version_id "
                   "WHERE p.id IN ");
    }
    if (target.main_branch) {
        return ask(TALLY_SELECT_OF_MANY
                   "FROM pacticipants p JOIN branches b ON b.pacticipant_id = p.id AND b.name = p.main_branch "
                   "JOIN branch_versions bv ON bv.branch_id = b.id JOIN versions v ON v.id = bv.version_id "
                   "WHERE p.id IN ");
    }
    if (target.tag && target.latest) {
        return ask(TALLY_SELECT_OF_MANY
                   "FROM tag_heads h JOIN versions v ON v.id = h.version_id "
                   "WHERE h.name = $1 AND h.pacticipant_id IN ",
                   {*target.tag});
    }
    if (target.tag) {
        return ask(TALLY_SELECT_OF_MANY
                   "FROM tags t JOIN versions v ON v.id = t.version_id "
                   "WHERE t.name = $1 AND t.pacticipant_id IN ",
                   {*target.tag});
    }
    if (!target.latest) return {};
    return ask(TALLY_SELECT_OF_MANY
               "FROM pacticipants p CROSS JOIN versions v WHERE v.pacticipant_id = p.id AND v.position = "
               "(SELECT MAX(newest.position) FROM versions newest WHERE newest.pacticipant_id = p.id) "
               "AND p.id IN ");
}

std::string in_brackets(const std::string& what) {
    return " (" + what + ")";
}

}  // namespace

SelectedVersions select_versions(Transaction& transaction, const VersionSelector& selector) {
    SelectedVersions selected{selector, 0, true, {}};
    const auto pacticipant = pacticipants::find_pacticipant(transaction, selector.pacticipant);
    if (!pacticipant) return selected;
    selected.pacticipant_id = pacticipant->id;
    if (selected.is_any()) return selected;
    for (const auto& row : rows_of(transaction, *pacticipant, selector)) {
        selected.versions.push_back({row.integer(0), row.text(1), row.integer(2)});
    }
    return selected;
}

std::map<std::int64_t, std::vector<SelectedVersion>> versions_at_target(
    Transaction& transaction, const Target& target, const std::vector<std::int64_t>& pacticipant_ids) {
    std::map<std::int64_t, std::vector<SelectedVersion>> all;
    for (auto& row : rows_at(transaction, target, pacticipant_ids)) {
        all[row.integer(0)].push_back({row.integer(1), row.text(2), row.integer(3)});
    }
    for (auto& [id, versions] : all) {
        std::sort(versions.begin(), versions.end(),
                  [](const auto& a, const auto& b) { return a.position < b.position; });
    }
    return all;
}

std::string describe(const SelectedVersions& selected, const std::vector<std::string>& numbers) {
    const auto& selector = selected.selector;
    const auto& name = selector.pacticipant;
    if (selector.version) return "version " + *selector.version + " of " + name;
    if (selected.is_any()) return "any version of " + name;

    std::string which = text::join(numbers, ", ");
    if (which.empty() && selected.versions.size() == 1) which = selected.versions.front().number;
    const bool found = !selected.is_nothing();
    const std::string shown = which.empty() ? "" : in_brackets(which);
    if (selector.environment) {
        return "a version of " + name + " currently in " + *selector.environment +
               (found ? shown
                      : in_brackets("no version is currently recorded as deployed/released in this "
                                    "environment"));
    }
    const std::string article = selector.latest ? "the latest version of "
                                : found         ? "a version of "
                                                : "any version of ";
    if (selector.main_branch || selector.branch) {
        const auto branch = selector.branch ? "branch " + *selector.branch : std::string("the main branch");
        return article + name + " from " + branch +
               (found ? shown : in_brackets("no versions exist for this branch"));
    }
    const auto tag = selector.tag ? " with tag " + *selector.tag : std::string();
    return article + name + tag + (found ? shown : in_brackets("no such version exists"));
}

std::string describe_absence(const VersionSelector& selector) {
    const auto& name = selector.pacticipant;
    if (selector.version) {
        return "There is no version " + *selector.version + " of " + name +
               ": neither a pact nor a verification result was published with that number";
    }
    if (selector.environment) return "No version of " + name + " is currently in " + *selector.environment;
    if (selector.tag) return "No version of " + name + " has the tag " + *selector.tag;
    if (selector.branch) return "No version of " + name + " is on branch " + *selector.branch;
    if (selector.main_branch) return "No version of " + name + " is on its main branch";
    return "There is no version of " + name;
}

}  // namespace tally::matrix
