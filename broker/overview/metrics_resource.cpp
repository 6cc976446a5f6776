#include "overview/metrics_resource.h"

#include "contracts/contract_store.h"
#include "web/hal.h"

namespace tally::overview {

namespace {

using storage::Transaction;

struct Count {
    const char* section;
    const char* name;
    const char* sql;  // of one number or time
};

// In the order of the document.
constexpr Count kCounts[] = {
    {"pacticipants", "count", "SELECT COUNT(*) FROM pacticipants"},
    {"pacticipants", "withMainBranchSetCount",
     "SELECT COUNT(*) FROM pacticipants WHERE main_branch IS NOT NULL"},
    {"integrations", "count", "SELECT COUNT(*) FROM integrations"},
    {"pactPublications", "count", "SELECT COUNT(*) FROM publications"},
    {"pactPublications", "first", "SELECT MIN(created_at) FROM publications"},
    {"pactPublications", "last", "SELECT MAX(created_at) FROM publications"},
    {"pactVersions", "count", "SELECT COUNT(*) FROM contents"},
    {"verificationResults", "count", "SELECT COUNT(*) FROM verifications"},
    {"verificationResults", "successCount", "SELECT COUNT(*) FROM verifications WHERE success = 1"},
    {"verificationResults", "failureCount", "SELECT COUNT(*) FROM verifications WHERE success = 0"},
    {"verificationResults", "distinctCount",
     "SELECT COUNT(*) FROM (SELECT DISTINCT content_id, provider_version_id, success FROM verifications) d"},
    {"verificationResults", "first", "SELECT MIN(created_at) FROM verifications"},
    {"verificationResults", "last", "SELECT MAX(created_at) FROM verifications"},
    {"pacticipantVersions", "count", "SELECT COUNT(*) FROM versions"},
    {"pacticipantVersions", "withUserCreatedBranchCount",
     "SELECT COUNT(DISTINCT version_id) FROM branch_versions WHERE auto_created = 0"},
    {"pacticipantVersions", "withBranchCount", "SELECT COUNT(DISTINCT version_id) FROM branch_versions"},
    {"pacticipantVersions", "withBranchSetCount", "SELECT COUNT(DISTINCT version_id) FROM branch_versions"},
    {"webhooks", "count", "SELECT COUNT(*) FROM webhooks"},
    {"tags", "count", "SELECT COUNT(*) FROM tags"},
    {"tags", "distinctCount", "SELECT COUNT(DISTINCT name) FROM tag_heads"},
    {"tags", "distinctWithPacticipantCount", "SELECT COUNT(*) FROM tag_heads"},
    {"triggeredWebhooks", "count", "SELECT COUNT(*) FROM triggered_webhooks"},
    {"webhookExecutions", "count", "SELECT COUNT(*) FROM webhook_executions"},
    {"environments", "count", "SELECT COUNT(*) FROM environments"},
    {"deployedVersions", "count", "SELECT COUNT(*) FROM deployed_versions"},
    {"deployedVersions", "userCreatedCount", "SELECT COUNT(*) FROM deployed_versions WHERE auto_created = 0"},
    {"deployedVersions", "currentlyDeployedCount",
     "SELECT COUNT(*) FROM deployed_versions WHERE undeployed_at IS NULL"},
    {"releasedVersions", "count", "SELECT COUNT(*) FROM released_versions"},
    {"releasedVersions", "currentlySupportedCount",
     "SELECT COUNT(*) FROM released_versions WHERE support_ended_at IS NULL"},
};

struct Distribution {
    const char* section;
    const char* sql;  // how often each number occurs
};
constexpr Distribution kDistributions[] = {
    {"pactRevisionsPerConsumerVersion",
     "SELECT revisions, COUNT(*) FROM (SELECT COUNT(*) AS revisions FROM publications "
     "GROUP BY consumer_version_id, provider_id) AS counted GROUP BY revisions ORDER BY revisions"},
    {"verificationResultsPerPactVersion",
     "SELECT results, COUNT(*) FROM (SELECT COUNT(*) AS results FROM verifications GROUP BY content_id) "
     "AS counted GROUP BY results ORDER BY results"},
};

json::Object& section(json::Object& document, const char* name) {
    auto* known = document.find(name);
    if (known == nullptr) known = &document.set(name, json::Object{});
    return *known->object();
}

json::Value value_of(Transaction& transaction, const Count& count) {
    const auto row = transaction.first(count.sql);
    if (!row || row->is_null(0)) return nullptr;
    const std::string_view name = count.name;
    if (name == "first" || name == "last") return web::shown_time(row->text(0));
    return row->integer(0);
}

std::int64_t length(const json::Value& document, const char* name) {
    const auto* list = document.find(name);
    return list != nullptr && list->is_array() ? static_cast<std::int64_t>(list->array()->size()) : 0;
}

json::Value interaction_counts(Transaction& transaction) {
    std::int64_t interactions = 0;
    std::int64_t messages = 0;
    for (const auto& contract : contracts::list_contracts(transaction, {.newest_per_pair = true})) {
        const auto document = json::parse(contracts::stored_text(transaction, contract.content_id));
        if (!document) continue;
        interactions += length(*document, "interactions");
        messages += length(*document, "messages");
    }
    return json::Object{{"latestInteractionsCount", interactions},
                        {"latestMessagesCount", messages},
                        {"latestInteractionsAndMessagesCount", interactions + messages}};
}

}  // namespace

http::Response get_metrics(const web::RequestContext& context, Transaction& transaction) {
    json::Object document;
    document.set("interactions", interaction_counts(transaction));
    for (const auto& count : kCounts) {
        section(document, count.section).set(count.name, value_of(transaction, count));
    }
    for (const auto& distribution : kDistributions) {
        json::Object values;
        for (const auto& row : transaction.query(distribution.sql)) {
            values.set(std::to_string(row.integer(0)), row.integer(1));
        }
        section(document, distribution.section).set("distribution", std::move(values));
    }
    section(document, "matrix").set("count", -1);  // nobody counts it, here as in the original
    return web::hal_response(context, std::move(document));
}

}  // namespace tally::overview
