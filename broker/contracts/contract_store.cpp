#include "contracts/contract_store.h"

#include "storage/in_list.h"

namespace tally::contracts {

namespace {

using storage::Transaction;

constexpr std::string_view kColumns =
    "SELECT p.id, p.content_id, c.sha, p.revision, p.created_at, p.consumer_id, consumer.name, "
    "p.provider_id, "
    "provider.name, v.id, v.number, v.position ";
constexpr std::string_view kFromPublications =
    "FROM publications p JOIN contents c ON c.id = p.content_id "
    "JOIN pacticipants consumer ON consumer.id = p.consumer_id "
    "JOIN pacticipants provider ON provider.id = p.provider_id "
    "JOIN versions v ON v.id = p.consumer_version_id ";
// From the pairs, which are few, to their publications. CROSS JOIN is what keeps SQLite from starting at the
// history; to PostgreSQL it is any join.
constexpr std::string_view kPairs =
    "FROM integrations i JOIN pacticipants consumer ON consumer.id = i.consumer_id "
    "JOIN pacticipants provider ON provider.id = i.provider_id ";
constexpr std::string_view kTheirPublications = "CROSS JOIN publications p ";
constexpr std::string_view kTheirContents =
    "JOIN contents c ON c.id = p.content_id JOIN versions v ON v.id = p.consumer_version_id ";

Contract read(const storage::Row& row) {
    return {row.integer(0), row.integer(1), row.text(2), row.integer(3), row.text(4),  row.integer(5),
            row.text(6),    row.integer(7), row.text(8), row.integer(9), row.text(10), row.integer(11)};
}

std::optional<Contract> read_first(const std::optional<storage::Row>& row) {
    return row ? std::optional(read(*row)) : std::nullopt;
}

// SQL put together from constant pieces; there are few combinations, so each is prepared once.
class Question {
  public:
    std::string parameter(storage::Parameter value) {
        parameters_.push_back(value);
        return "$" + std::to_string(parameters_.size());
    }
    Question& operator+=(std::string_view piece) {
        sql_ += piece;
        return *this;
    }
    storage::Rows ask(Transaction& transaction) const { return transaction.query(sql_, parameters_); }

  private:
    std::string sql_;
    storage::Parameters parameters_;
};

// A condition on the consumer version of the publication called `row`.
std::string condition(Question& question, const std::string& row, ContractFilter::By by,
                      std::string_view name) {
    const std::string version = row + ".consumer_version_id";
    switch (by) {
        case ContractFilter::By::none:
            return {};
        case ContractFilter::By::tag:
            return "AND EXISTS (SELECT 1 FROM tags t WHERE t.version_id = " + version +
                   " AND t.name = " + question.parameter(name) + ") ";
        case ContractFilter::By::untagged:
            return "AND NOT EXISTS (SELECT 1 FROM tags t WHERE t.version_id = " + version + ") ";
        case ContractFilter::By::branch:
            return "AND EXISTS (SELECT 1 FROM branch_versions bv JOIN branches b ON b.id = bv.branch_id "
                   "WHERE bv.version_id = " +
                   version + " AND b.name = " + question.parameter(name) + ") ";
        case ContractFilter::By::main_branch:
            return "AND EXISTS (SELECT 1 FROM branch_versions bv JOIN branches b ON b.id = bv.branch_id "
                   "WHERE bv.version_id = " +
                   version + " AND b.name = consumer.main_branch) ";
    }
    return {};
}

Question question_for(const ContractFilter& filter) {
    Question question;
    question += kColumns;
    question += kPairs;
    question += kTheirPublications;
    question += kTheirContents;
    question += "WHERE p.overwritten = 0 ";
    if (filter.consumer) question += "AND consumer.name = " + question.parameter(*filter.consumer) + " ";
    if (filter.provider) question += "AND provider.name = " + question.parameter(*filter.provider) + " ";
    if (filter.newest_per_pair) {
        question +=
            "AND p.id = (SELECT n.id FROM publications n WHERE n.provider_id = i.provider_id "
            "AND n.consumer_id = i.consumer_id AND n.overwritten = 0 ";
        question += condition(question, "n", filter.by, filter.name);
        question += "ORDER BY n.consumer_version_position DESC LIMIT 1) ";
    } else {
        question += "AND p.consumer_id = i.consumer_id AND p.provider_id = i.provider_id ";
        question += condition(question, "p", filter.by, filter.name);
    }
    question +=
        "ORDER BY consumer.folded_name, consumer.name, provider.folded_name, provider.name, v.position";
    return question;
}

std::int64_t insert_content(Transaction& transaction, const Contract& publication, const Content& content,
                            std::string_view now) {
    return transaction
        .query(
            "INSERT INTO contents (consumer_id, provider_id, sha, content, created_at) "
            "VALUES ($1, $2, $3, $4, $5) RETURNING id",
            {publication.consumer_id, publication.provider_id, content.sha, content.stored, now})
        .front()
        .integer(0);
}

#define TALLY_FIRST_VERIFIED_AT \
    "SELECT i.first_verified_at FROM integrations i WHERE i.consumer_id = $1 AND i.provider_id = $2"

// Along the versions with the tag, not along all: a tag that is used for the first time has none.
std::optional<Contract> find_previous_tagged(Transaction& transaction, const Contract& contract,
                                             std::string_view tag) {
    static const std::string sql =
        std::string(kColumns) + "FROM tags t CROSS JOIN publications p " + std::string(kTheirContents) +
        "JOIN pacticipants consumer ON consumer.id = p.consumer_id "
        "JOIN pacticipants provider ON provider.id = p.provider_id "
        "WHERE t.pacticipant_id = $1 AND t.name = $2 AND t.version_position < $3 "
        "AND p.consumer_version_id = t.version_id AND p.provider_id = $4 AND p.overwritten = 0 "
        "ORDER BY t.version_position DESC LIMIT 1";
    return read_first(
        transaction.first(sql, {contract.consumer_id, tag, contract.version_position, contract.provider_id}));
}

}  // namespace

std::vector<Contract> list_contracts(Transaction& transaction, const ContractFilter& filter) {
    return read_all(question_for(filter).ask(transaction), read);
}

std::optional<Contract> find_newest(Transaction& transaction, ContractFilter filter) {
    filter.newest_per_pair = true;
    auto found = list_contracts(transaction, filter);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<HeadContract> list_head_contracts(Transaction& transaction, const HeadFilter& filter) {
    using By = HeadFilter::By;
    const bool by_tag = filter.by == By::tag || filter.by == By::any_tag;
    Question question;
    question += kColumns;
    question += by_tag ? ", h.name " : ", b.name ";
    question += kPairs;
    question += by_tag ? "JOIN tag_heads h ON h.pacticipant_id = i.consumer_id "
                       : "JOIN branches b ON b.pacticipant_id = i.consumer_id "
                         "JOIN branch_heads h ON h.branch_id = b.id ";
    question += kTheirPublications;
    question += kTheirContents;
    question +=
        "WHERE p.overwritten = 0 AND p.consumer_version_id = h.version_id AND p.provider_id = i.provider_id ";
    if (!filter.provider.empty())
        question += "AND provider.name = " + question.parameter(filter.provider) + " ";
    if (filter.consumer) question += "AND consumer.name = " + question.parameter(*filter.consumer) + " ";
    if (filter.by == By::main_branch) question += "AND b.name = consumer.main_branch ";
    if (filter.by == By::branch) question += "AND b.name = " + question.parameter(filter.name) + " ";
    if (filter.by == By::tag) question += "AND h.name = " + question.parameter(filter.name) + " ";
    if (!filter.published_after.empty()) {
        question += "AND p.created_at > " + question.parameter(filter.published_after) + " ";
    }
    question += by_tag ? "ORDER BY consumer.folded_name, consumer.name, v.position, h.name"
                       : "ORDER BY consumer.folded_name, consumer.name, v.position, b.name";
    std::vector<HeadContract> all;
    for (const auto& row : question.ask(transaction)) all.push_back({read(row), row.text(12)});
    return all;
}

std::vector<PlacedContract> list_placed_contracts(Transaction& transaction, const PlacedFilter& filter) {
    Question question;
    question += kColumns;
    question += ", e.name, placed.deployed, placed.supported ";
    question += kPairs;
    question +=
        "JOIN environment_versions placed ON placed.pacticipant_id = i.consumer_id "
        "JOIN environments e ON e.id = placed.environment_id ";
    question += kTheirPublications;
    question += kTheirContents;
    question +=
        "WHERE p.overwritten = 0 AND p.consumer_version_id = placed.version_id AND p.provider_id = "
        "i.provider_id ";
    if (!filter.provider.empty())
        question += "AND provider.name = " + question.parameter(filter.provider) + " ";
    if (filter.environment) question += "AND e.name = " + question.parameter(*filter.environment) + " ";
    if (filter.consumer) question += "AND consumer.name = " + question.parameter(*filter.consumer) + " ";
    question += "ORDER BY consumer.folded_name, consumer.name, v.position, e.name";
    std::vector<PlacedContract> all;
    for (const auto& row : question.ask(transaction)) {
        all.push_back({read(row), row.text(12), row.flag(13), row.flag(14)});
    }
    return all;
}

std::optional<Contract> find_contract(Transaction& transaction, std::string_view consumer,
                                      std::string_view provider, std::string_view version) {
    static const std::string sql = std::string(kColumns).append(kFromPublications) +
                                   "WHERE consumer.name = $1 AND provider.name = $2 AND v.number = $3 "
                                   "AND v.pacticipant_id = consumer.id AND p.overwritten = 0";
    return read_first(transaction.first(sql, {consumer, provider, version}));
}

std::map<std::int64_t, Contract> find_contracts(Transaction& transaction,
                                                const std::vector<std::int64_t>& publication_ids) {
    static const std::string sql = std::string(kColumns).append(kFromPublications) + "WHERE p.id IN ";
    std::map<std::int64_t, Contract> all;
    for (const auto& row : storage::query_in(transaction, sql, publication_ids)) {
        all.emplace(row.integer(0), read(row));
    }
    return all;
}

std::optional<Contract> find_by_content(Transaction& transaction, std::string_view consumer,
                                        std::string_view provider, std::string_view sha,
                                        const std::vector<std::int64_t>& version_ids) {
    static const std::string base = std::string(kColumns).append(kFromPublications) +
                                    "WHERE consumer.name = $1 AND provider.name = $2 AND c.sha = $3 "
                                    "AND c.consumer_id = consumer.id AND c.provider_id = provider.id ";
    static const std::string of_version =
        base + "AND p.consumer_version_id = $4 ORDER BY p.overwritten, p.revision DESC LIMIT 1";
    static const std::string of_any =
        base + "ORDER BY p.overwritten, v.position DESC, p.revision DESC LIMIT 1";
    std::optional<Contract> best;
    for (const auto version_id : version_ids) {
        auto found = read_first(transaction.first(of_version, {consumer, provider, sha, version_id}));
        if (found && (!best || found->version_position > best->version_position)) best = std::move(found);
    }
    return best ? best : read_first(transaction.first(of_any, {consumer, provider, sha}));
}

std::optional<Contract> find_previous(Transaction& transaction, const Contract& contract,
                                      ContractFilter::By by, std::string_view name) {
    if (by == ContractFilter::By::tag) return find_previous_tagged(transaction, contract, name);
    Question question;
    question += kColumns;
    question += kFromPublications;
    question += "WHERE p.provider_id = " + question.parameter(contract.provider_id);
    question += " AND p.consumer_id = " + question.parameter(contract.consumer_id);
    question += " AND p.consumer_version_position < " + question.parameter(contract.version_position);
    question += " AND p.overwritten = 0 ";
    question += condition(question, "p", by, name);
    question += "ORDER BY p.consumer_version_position DESC LIMIT 1";
    const auto rows = question.ask(transaction);
    return rows.empty() ? std::nullopt : std::optional(read(rows.front()));
}

std::optional<Contract> find_previous_distinct(Transaction& transaction, const Contract& contract) {
    static const std::string sql = std::string(kColumns).append(kFromPublications) +
                                   "WHERE p.provider_id = $1 AND p.consumer_id = $2 "
                                   "AND p.consumer_version_position < $3 AND p.content_id <> $4 "
                                   "AND p.overwritten = 0 ORDER BY p.consumer_version_position DESC LIMIT 1";
    return read_first(transaction.first(
        sql, {contract.provider_id, contract.consumer_id, contract.version_position, contract.content_id}));
}

std::vector<Contract> list_contracts_of_version(Transaction& transaction, std::int64_t version_id) {
    static const std::string sql = std::string(kColumns).append(kFromPublications) +
                                   "WHERE p.consumer_version_id = $1 AND p.overwritten = 0 ORDER BY p.id";
    return read_all(transaction.query(sql, {version_id}), read);
}

std::vector<std::string> list_providers_of_version(Transaction& transaction, std::int64_t version_id) {
    std::vector<std::string> names;
    for (auto& row : transaction.query("SELECT provider.name FROM publications p "
                                       "JOIN pacticipants provider ON provider.id = p.provider_id "
                                       "WHERE p.consumer_version_id = $1 AND p.overwritten = 0 "
                                       "ORDER BY provider.folded_name, provider.name",
                                       {version_id})) {
        names.push_back(row.take_text(0));
    }
    return names;
}

std::string stored_text(Transaction& transaction, std::int64_t content_id) {
    auto row = transaction.first("SELECT content FROM contents WHERE id = $1", {content_id});
    return row ? row->take_text(0) : std::string();
}

Saved save_publication(Transaction& transaction, Contract& publication, const Content& content,
                       std::string_view now) {
    const auto known = transaction.first(
        "SELECT (SELECT c.id FROM contents c WHERE c.consumer_id = $1 AND c.provider_id = $2 AND c.sha = "
        "$3), "
        "(" TALLY_FIRST_VERIFIED_AT ")",
        {publication.consumer_id, publication.provider_id, content.sha});
    const Saved saved{known->is_null(0), !known->is_null(1)};
    publication.content_id =
        saved.content_is_new ? insert_content(transaction, publication, content, now) : known->integer(0);
    publication.sha = content.sha;
    publication.created_at = now;
    if (publication.revision > 1) {
        transaction.execute_soon(
            "UPDATE publications SET overwritten = 1 WHERE consumer_version_id = $1 AND provider_id = $2 AND "
            "overwritten = 0",
            {publication.version_id, publication.provider_id});
    }
    publication.id =
        transaction
            .query(
                "INSERT INTO publications (consumer_id, provider_id, consumer_version_id, "
                "consumer_version_position, content_id, revision, created_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
                {publication.consumer_id, publication.provider_id, publication.version_id,
                 publication.version_position, publication.content_id, publication.revision, now})
            .front()
            .integer(0);
    touch_integration(transaction, publication.consumer_id, publication.provider_id, Touch::published, now);
    return saved;
}

void touch_integration(Transaction& transaction, std::int64_t consumer_id, std::int64_t provider_id,
                       Touch touch, std::string_view now) {
    const auto verified_at = touch == Touch::verified ? std::optional(now) : std::nullopt;
    transaction.execute_soon(
        "INSERT INTO integrations (consumer_id, provider_id, created_at, changed_at, first_verified_at) "
        "VALUES ($1, $2, $3, $3, $4) "
        "ON CONFLICT (consumer_id, provider_id) DO UPDATE SET changed_at = excluded.changed_at, "
        "first_verified_at = COALESCE(integrations.first_verified_at, excluded.first_verified_at)",
        {consumer_id, provider_id, now, verified_at});
}

bool was_verified(Transaction& transaction, std::int64_t consumer_id, std::int64_t provider_id) {
    const auto row = transaction.first(TALLY_FIRST_VERIFIED_AT, {consumer_id, provider_id});
    return row && !row->is_null(0);
}

void delete_publications(Transaction& transaction, const Contract& contract) {
    transaction.execute("DELETE FROM publications WHERE consumer_version_id = $1 AND provider_id = $2",
                        {contract.version_id, contract.provider_id});
}

void delete_revision(Transaction& transaction, std::int64_t publication_id) {
    transaction.execute("DELETE FROM publications WHERE id = $1 AND overwritten = 1", {publication_id});
}

bool delete_unused_content(Transaction& transaction, std::int64_t content_id) {
    return transaction.execute(
               "DELETE FROM contents WHERE id = $1 "
               "AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.content_id = contents.id) "
               "AND NOT EXISTS (SELECT 1 FROM verifications r WHERE r.content_id = contents.id)",
               {content_id}) == 1;
}

}  // namespace tally::contracts
