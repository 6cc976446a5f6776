#include "verifications/owed_store.h"

#include <algorithm>

#include "contracts/contract_store.h"
#include "verifications/verification_store.h"
#include "versions/version_store.h"

namespace tally::verifications {

namespace {

using contracts::Contract;
using storage::Transaction;

// The heads of the consumers' main branches and what is in environments; consumers that use neither give
// their latest.
std::vector<Contract> contracts_in_use(Transaction& transaction, const std::string& provider) {
    std::vector<Contract> all;
    const auto add = [&](Contract contract) {
        const auto known = std::find_if(all.begin(), all.end(), [&](const Contract& other) {
            return other.content_id == contract.content_id;
        });
        if (known == all.end()) {
            all.push_back(std::move(contract));
        } else if (known->version_position < contract.version_position) {
            *known = std::move(contract);
        }
    };
    for (auto& head : contracts::list_head_contracts(
             transaction, {.provider = provider, .by = contracts::HeadFilter::By::main_branch})) {
        add(std::move(head.contract));
    }
    for (auto& placed : contracts::list_placed_contracts(transaction, {.provider = provider})) {
        add(std::move(placed.contract));
    }
    for (auto& latest :
         contracts::list_contracts(transaction, {.provider = provider, .newest_per_pair = true})) {
        const bool has_any = std::any_of(all.begin(), all.end(), [&](const Contract& other) {
            return other.consumer_id == latest.consumer_id;
        });
        if (!has_any) add(std::move(latest));
    }
    std::sort(all.begin(), all.end(), [](const Contract& a, const Contract& b) {
        return std::pair(a.consumer, a.version_position) < std::pair(b.consumer, b.version_position);
    });
    return all;
}

std::optional<std::vector<versions::VersionInUse>> provider_versions(Transaction& transaction,
                                                                     const pacticipants::Pacticipant& provider,
                                                                     const std::optional<std::string>& branch) {
    if (!branch) return versions::list_versions_in_use(transaction, provider.id);
    auto head = versions::find_branch_head(transaction, provider.name, *branch);
    if (!head) return std::nullopt;
    return std::vector<versions::VersionInUse>{{std::move(*head), {"latest from branch " + *branch}}};
}

std::optional<Lease> current_lease(Transaction& transaction, std::int64_t version_id, std::string_view now) {
    const auto row = transaction.first(
        "SELECT uuid, holder, leased_until FROM owed_leases WHERE provider_version_id = $1 AND leased_until "
        "> $2",
        {version_id, now});
    return row ? std::optional(Lease{row->text(0), row->optional_text(1), row->text(2)}) : std::nullopt;
}

}  // namespace

std::optional<std::vector<OwedRun>> list_owed(Transaction& transaction, const pacticipants::Pacticipant& provider,
                                              const std::optional<std::string>& branch, std::string_view now) {
    auto in_use = provider_versions(transaction, provider, branch);
    if (!in_use) return std::nullopt;
    std::vector<OwedRun> runs;
    const auto contracts = contracts_in_use(transaction, provider.name);
    std::vector<storage::IdPair> pairs;
    for (const auto& used : *in_use) {
        for (const auto& contract : contracts) pairs.emplace_back(contract.content_id, used.version.id);
    }
    const auto verified = with_results(transaction, pairs);
    for (auto& used : *in_use) {
        OwedRun run{std::move(used.version), std::move(used.uses), {}, {}};
        for (const auto& contract : contracts) {
            if (verified.count({contract.content_id, run.version.id}) == 0) run.contracts.push_back(contract);
        }
        if (run.contracts.empty()) continue;
        run.lease = current_lease(transaction, run.version.id, now);
        runs.push_back(std::move(run));
    }
    return runs;
}

bool lease(Transaction& transaction, const OwedRun& run, const Lease& lease, std::string_view now) {
    // One statement decides, so that two runners that ask at once do not both get it.
    return !transaction
                .query(
                    "INSERT INTO owed_leases (provider_version_id, uuid, holder, leased_until) "
                    "VALUES ($1, $2, $3, $4) ON CONFLICT (provider_version_id) DO UPDATE SET "
                    "uuid = excluded.uuid, holder = excluded.holder, leased_until = excluded.leased_until "
                    "WHERE owed_leases.leased_until <= $5 RETURNING provider_version_id",
                    {run.version.id, lease.uuid, lease.holder, lease.until, now})
                .empty();
}

}  // namespace tally::verifications
