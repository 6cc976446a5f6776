#include "matrix/matrix_hal.h"

#include <algorithm>
#include <map>

#include "contracts/selection_metadata.h"
#include "environments/environment_hal.h"
#include "environments/environment_store.h"
#include "paths.h"
#include "web/hal.h"
#include "web/query.h"
#include "web/text_table.h"

namespace tally::matrix {

namespace {

using storage::Transaction;

json::Value party_link(std::string href) {
    return json::Object{{"self", json::Object{{"href", std::move(href)}}}};
}

// The versions of the rows that are shown, with everything the document says about them.
class Versions {
  public:
    Versions(Transaction& transaction, const Links& links, const Matrix& matrix, std::size_t count)
        : links_(links) {
        std::vector<std::int64_t> ids;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& row = matrix.rows[i];
            ids.push_back(row.contract.version_id);
            if (row.result) ids.push_back(row.result->version_id);
        }
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        auto details = details_of(transaction, ids);
        for (std::size_t i = 0; i < ids.size(); ++i) details_.emplace(ids[i], std::move(details[i]));
        for (const auto& environment : environments::list_environments(transaction)) {
            environments_.emplace(environment.id, environments::environment_summary(links, environment));
        }
    }

    json::Value document(std::int64_t id, const std::string& pacticipant, const std::string& number) const {
        const auto& detail = details_.at(id);
        json::Array branches;
        for (const auto& branch : detail.branches) {
            web::Hal hal;
            hal.set("name", branch.name).set("latest", branch.is_head);
            hal.link("self", {links_.to(paths::kBranchVersion, {pacticipant, branch.name, number}),
                              "Branch version", branch.name});
            branches.push_back(std::move(hal).take());
        }
        json::Array environments;
        for (const auto environment : detail.environment_ids) {
            environments.push_back(environments_.at(environment));
        }
        json::Array tags;
        for (const auto& tag : detail.tags) {
            web::Hal hal;
            hal.set("name", tag.name).set("latest", tag.is_latest);
            hal.link("self", {links_.to(paths::kTag, {pacticipant, number, tag.name})});
            tags.push_back(std::move(hal).take());
        }
        json::Object object;
        object.set("number", number);
        object.set("branch",
                   detail.branches.empty() ? json::Value() : json::Value(detail.branches.back().name));
        object.set("branches", branches);
        object.set("branchVersions", std::move(branches));
        object.set("environments", std::move(environments));
        object.set("_links", party_link(links_.to(paths::kVersion, {pacticipant, number})));
        object.set("tags", std::move(tags));
        return object;
    }

  private:
    const Links& links_;
    std::map<std::int64_t, VersionDetail> details_;
    std::map<std::int64_t, json::Value> environments_;
};

// The result as it is for this consumer version: the metadata names it.
json::Value result_document(const Links& links, const MatrixRow& row) {
    if (!row.result) return nullptr;
    const auto metadata = contracts::segment_of_version(row.contract.version);
    json::Object object;
    object.set("success", row.result->success);
    object.set("verifiedAt", web::shown_time(row.result->created_at));
    object.set("_links", party_link(links.to(paths::kResultWithMetadata,
                                             {row.provider, row.consumer, row.contract.sha, metadata,
                                              std::to_string(row.result->number)})));
    return object;
}

json::Value row_document(const Links& links, const Versions& versions, const MatrixRow& row) {
    json::Object consumer;
    consumer.set("name", row.consumer);
    consumer.set("version", versions.document(row.contract.version_id, row.consumer, row.contract.version));
    consumer.set("_links", party_link(links.to(paths::kPacticipant, {row.consumer})));
    json::Object provider;
    provider.set("name", row.provider);
    provider.set("version", row.result
                                ? versions.document(row.result->version_id, row.provider, row.result->version)
                                : json::Value());
    provider.set("_links", party_link(links.to(paths::kPacticipant, {row.provider})));
    json::Object pact;
    pact.set("createdAt", web::shown_time(row.contract.created_at));
    pact.set("_links",
             party_link(links.to(paths::kPact, {row.provider, row.consumer, row.contract.version})));

    json::Object document;
    document.set("consumer", std::move(consumer));
    document.set("provider", std::move(provider));
    document.set("pact", std::move(pact));
    document.set("verificationResult", result_document(links, row));
    if (row.is_ignored) document.set("ignored", true);
    return document;
}

}  // namespace

json::Value summary_document(const Summary& summary) {
    json::Object document;
    document.set("deployable", summary.deployable ? json::Value(*summary.deployable) : json::Value());
    document.set("reason", summary.reason());
    document.set("success", summary.success);
    document.set("failed", summary.failed);
    document.set("unknown", summary.unknown);
    if (summary.ignored) document.set("ignored", *summary.ignored);
    return document;
}

json::Value matrix_document(Transaction& transaction, const Links& links, const Matrix& matrix,
                            const Summary& summary, std::size_t limit) {
    const auto count = std::min(limit, matrix.rows.size());
    const Versions versions(transaction, links, matrix, count);
    json::Array rows;
    for (std::size_t i = 0; i < count; ++i) rows.push_back(row_document(links, versions, matrix.rows[i]));
    json::Object document;
    document.set("summary", summary_document(summary));
    document.set("notices", contracts::to_json(summary.reasons));
    document.set("matrix", std::move(rows));
    return document;
}

std::string matrix_table(const Matrix& matrix, const Summary& summary, std::size_t limit) {
    std::vector<std::vector<std::string>> lines{
        {"CONSUMER", "C_VERSION", "REVISION", "PROVIDER", "P_VERSION", "NUMBER", "SUCCESS"}};
    for (std::size_t i = 0; i < std::min(limit, matrix.rows.size()); ++i) {
        const auto& row = matrix.rows[i];
        const auto& result = row.result;
        lines.push_back({row.consumer, row.contract.version, std::to_string(row.contract.revision),
                         row.provider, result ? result->version : "",
                         result ? std::to_string(result->number) : "",
                         result ? (result->success ? "true" : "false") : ""});
    }
    const char* verdict = !summary.deployable ? "nil" : *summary.deployable ? "true" : "false";
    return web::text_table(lines) + "\nDeployable: " + verdict + "\nReason: " + summary.reason() + "\n";
}

}  // namespace tally::matrix
