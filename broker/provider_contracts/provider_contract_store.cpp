#include "provider_contracts/provider_contract_store.h"

namespace tally::provider_contracts {

std::optional<ProviderContract> find_provider_contract(storage::Transaction& transaction,
                                                       std::int64_t version_id) {
    const auto row = transaction.first(
        "SELECT specification, content_type, content, self_verification, created_at, updated_at "
        "FROM provider_contracts WHERE version_id = $1",
        {version_id});
    if (!row) return std::nullopt;
    ProviderContract contract{row->text(0), row->text(1), row->text(2)};
    if (!row->is_null(3)) {
        if (auto results = json::parse(row->text(3))) contract.self_verification = std::move(*results);
    }
    contract.created_at = row->text(4);
    contract.updated_at = row->text(5);
    return contract;
}

bool save_provider_contract(storage::Transaction& transaction, std::int64_t version_id,
                            const ProviderContract& contract, std::string_view now) {
    const bool is_new = !find_provider_contract(transaction, version_id);
    std::optional<std::string> results;
    if (contract.self_verification) results = json::to_text(*contract.self_verification);
    transaction.execute(
        "INSERT INTO provider_contracts (version_id, specification, content_type, content, "
        "self_verification, "
        "created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (version_id) DO UPDATE SET "
        "specification = excluded.specification, content_type = excluded.content_type, content = "
        "excluded.content, "
        "self_verification = excluded.self_verification, updated_at = excluded.updated_at",
        {version_id, contract.specification, contract.content_type, contract.content, results, now});
    return is_new;
}

}  // namespace tally::provider_contracts
