#include "environments/placement_store.h"

namespace tally::environments {

namespace {

using storage::Row;
using storage::Transaction;

#define TALLY_SELECT_DEPLOYED                                                                     \
    "SELECT d.id, d.uuid, p.name, v.id, v.number, d.environment_id, d.created_at, d.updated_at, " \
    "d.application_instance, d.undeployed_at FROM deployed_versions d "                           \
    "JOIN versions v ON v.id = d.version_id JOIN pacticipants p ON p.id = d.pacticipant_id "

#define TALLY_SELECT_RELEASED                                                                     \
    "SELECT r.id, r.uuid, p.name, v.id, v.number, r.environment_id, r.created_at, r.updated_at, " \
    "r.support_ended_at FROM released_versions r "                                                \
    "JOIN versions v ON v.id = r.version_id JOIN pacticipants p ON p.id = r.pacticipant_id "

Placement read_placement(const Row& row) {
    return {row.integer(0), row.text(1),    row.text(2), row.integer(3),
            row.text(4),    row.integer(5), row.text(6), row.text(7)};
}

DeployedVersion read_deployed(const Row& row) {
    return {read_placement(row), row.text(8), row.optional_text(9)};
}

ReleasedVersion read_released(const Row& row) {
    return {read_placement(row), row.optional_text(8)};
}

// Brings the maintained row of one version in one environment up to date with its records.
void refresh(Transaction& transaction, std::int64_t environment_id, std::int64_t version_id) {
    transaction.execute("DELETE FROM environment_versions WHERE environment_id = $1 AND version_id = $2",
                        {environment_id, version_id});
    transaction.execute(
        "INSERT INTO environment_versions (environment_id, pacticipant_id, version_id, deployed, supported) "
        "SELECT environment_id, pacticipant_id, version_id, MAX(deployed), MAX(supported) FROM ("
        "SELECT environment_id, pacticipant_id, version_id, 1 AS deployed, 0 AS supported "
        "FROM deployed_versions "
        "WHERE environment_id = $1 AND version_id = $2 AND undeployed_at IS NULL "
        "UNION ALL SELECT environment_id, pacticipant_id, version_id, 0, 1 FROM released_versions "
        "WHERE environment_id = $1 AND version_id = $2 AND support_ended_at IS NULL) AS records "
        "GROUP BY environment_id, pacticipant_id, version_id",
        {environment_id, version_id});
}

}  // namespace

std::optional<DeployedVersion> find_deployed_version(Transaction& transaction, std::string_view uuid) {
    const auto row = transaction.first(TALLY_SELECT_DEPLOYED "WHERE d.uuid = $1", {uuid});
    return row ? std::optional(read_deployed(*row)) : std::nullopt;
}

std::optional<ReleasedVersion> find_released_version(Transaction& transaction, std::string_view uuid) {
    const auto row = transaction.first(TALLY_SELECT_RELEASED "WHERE r.uuid = $1", {uuid});
    return row ? std::optional(read_released(*row)) : std::nullopt;
}

std::vector<DeployedVersion> list_deployments_of(Transaction& transaction, std::int64_t version_id,
                                                 std::optional<std::int64_t> environment_id) {
    const auto rows =
        environment_id
            ? transaction.query(TALLY_SELECT_DEPLOYED
                                "WHERE d.version_id = $1 AND d.environment_id = $2 ORDER BY d.id DESC",
                                {version_id, *environment_id})
            : transaction.query(TALLY_SELECT_DEPLOYED "WHERE d.version_id = $1 ORDER BY d.id", {version_id});
    return read_all(rows, read_deployed);
}

std::vector<ReleasedVersion> list_releases_of(Transaction& transaction, std::int64_t version_id,
                                              std::optional<std::int64_t> environment_id) {
    const auto rows =
        environment_id
            ? transaction.query(TALLY_SELECT_RELEASED
                                "WHERE r.version_id = $1 AND r.environment_id = $2 ORDER BY r.id DESC",
                                {version_id, *environment_id})
            : transaction.query(TALLY_SELECT_RELEASED "WHERE r.version_id = $1 ORDER BY r.id", {version_id});
    return read_all(rows, read_released);
}

std::vector<DeployedVersion> list_currently_deployed(Transaction& transaction, std::int64_t environment_id,
                                                     const PlacementFilter& filter) {
    std::vector<DeployedVersion> all;
    for (const auto& row :
         transaction.query(TALLY_SELECT_DEPLOYED "WHERE d.environment_id = $1 AND d.undeployed_at IS NULL "
                                                 "ORDER BY p.folded_name, p.name, d.id",
                           {environment_id})) {
        auto deployed = read_deployed(row);
        const auto& instance = filter.application_instance;
        if (filter.pacticipant && *filter.pacticipant != deployed.placement.pacticipant) continue;
        if (instance && *instance != deployed.application_instance) continue;
        all.push_back(std::move(deployed));
    }
    return all;
}

std::vector<ReleasedVersion> list_currently_supported(Transaction& transaction, std::int64_t environment_id,
                                                      const PlacementFilter& filter) {
    std::vector<ReleasedVersion> all;
    for (const auto& row :
         transaction.query(TALLY_SELECT_RELEASED "WHERE r.environment_id = $1 AND r.support_ended_at IS NULL "
                                                 "ORDER BY p.folded_name, p.name, r.id",
                           {environment_id})) {
        auto released = read_released(row);
        if (filter.pacticipant && *filter.pacticipant != released.placement.pacticipant) continue;
        if (filter.version && *filter.version != released.placement.version) continue;
        all.push_back(std::move(released));
    }
    return all;
}

std::vector<DeployedVersion> list_deployments_of_pacticipant(Transaction& transaction,
                                                             std::int64_t pacticipant_id) {
    return read_all(
        transaction.query(TALLY_SELECT_DEPLOYED
                          "WHERE d.pacticipant_id = $1 AND d.undeployed_at IS NULL ORDER BY d.id",
                          {pacticipant_id}),
        read_deployed);
}

std::string deploy(Transaction& transaction, const versions::Version& version,
                   const NewDeployment& deployment, const std::string& new_uuid, std::string_view now) {
    const auto current = transaction.first(
        "SELECT id, version_id, uuid FROM deployed_versions WHERE environment_id = $1 AND pacticipant_id = "
        "$2 AND application_instance = $3 AND undeployed_at IS NULL",
        {deployment.environment_id, version.pacticipant_id, deployment.application_instance});
    if (current) {
        if (current->integer(1) == version.id) return current->text(2);
        transaction.execute("UPDATE deployed_versions SET undeployed_at = $2, updated_at = $2 WHERE id = $1",
                            {current->integer(0), now});
        refresh(transaction, deployment.environment_id, current->integer(1));
    }
    transaction.execute(
        "INSERT INTO deployed_versions (uuid, environment_id, pacticipant_id, version_id, "
        "application_instance, auto_created, created_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
        {new_uuid, deployment.environment_id, version.pacticipant_id, version.id,
         deployment.application_instance, deployment.by == DeployedBy::tag, now});
    refresh(transaction, deployment.environment_id, version.id);
    return new_uuid;
}

void undeploy(Transaction& transaction, const DeployedVersion& deployed, std::string_view now) {
    const auto& placement = deployed.placement;
    transaction.execute(
        "UPDATE deployed_versions SET undeployed_at = $2, updated_at = $2 "
        "WHERE id = $1 AND undeployed_at IS NULL",
        {placement.id, now});
    refresh(transaction, placement.environment_id, placement.version_id);
}

Released release(Transaction& transaction, const versions::Version& version, std::int64_t environment_id,
                 const std::string& new_uuid, std::string_view now) {
    const auto known = transaction.first(
        "SELECT id, uuid, support_ended_at FROM released_versions WHERE version_id = $1 AND environment_id = "
        "$2",
        {version.id, environment_id});
    if (!known) {
        transaction.execute(
            "INSERT INTO released_versions (uuid, environment_id, pacticipant_id, version_id, created_at, "
            "updated_at) VALUES ($1, $2, $3, $4, $5, $5)",
            {new_uuid, environment_id, version.pacticipant_id, version.id, now});
    } else if (!known->is_null(2)) {
        transaction.execute(
            "UPDATE released_versions SET support_ended_at = NULL, updated_at = $2 WHERE id = $1",
            {known->integer(0), now});
    }
    refresh(transaction, environment_id, version.id);
    return {known ? known->text(1) : new_uuid, !known};
}

void end_support(Transaction& transaction, const ReleasedVersion& released, std::string_view now) {
    const auto& placement = released.placement;
    transaction.execute(
        "UPDATE released_versions SET support_ended_at = $2, updated_at = $2 "
        "WHERE id = $1 AND support_ended_at IS NULL",
        {placement.id, now});
    refresh(transaction, placement.environment_id, placement.version_id);
}

bool has_content(Transaction& transaction, std::int64_t version_id) {
    return transaction
        .first(
            "SELECT 1 FROM versions v WHERE v.id = $1 AND ("
            "EXISTS (SELECT 1 FROM publications p WHERE p.consumer_version_id = v.id) OR "
            "EXISTS (SELECT 1 FROM newest_verifications n WHERE n.provider_version_id = v.id))",
            {version_id})
        .has_value();
}

}  // namespace tally::environments
