#include "verifications/verification_status.h"

#include "verifications/verification_store.h"

namespace tally::verifications {

std::string_view status_name(Status status) {
    switch (status) {
        case Status::success:
            return "success";
        case Status::failed:
            return "failed";
        case Status::failed_pending:
            return "failed_pending";
        case Status::stale:
            return "stale";
        case Status::never:
            break;
    }
    return "never";
}

Status status_of(const std::optional<Verification>& result) {
    if (!result) return Status::never;
    if (result->success) return Status::success;
    return result->pending ? Status::failed_pending : Status::failed;
}

Standing standing_of(storage::Transaction& transaction, const contracts::Contract& contract) {
    return standings_of(transaction, {contract}).front();
}

std::vector<Standing> standings_of(storage::Transaction& transaction,
                                   const std::vector<contracts::Contract>& contracts) {
    std::vector<std::int64_t> contents;
    for (const auto& contract : contracts) contents.push_back(contract.content_id);
    const auto latest = find_latest_of(transaction, contents);
    std::vector<Standing> all;
    for (const auto& contract : contracts) {
        const auto known = latest.find(contract.content_id);
        if (known != latest.end()) {
            all.push_back({status_of(known->second), known->second});
            continue;
        }
        auto result = find_latest_of_pair(transaction, contract.consumer_id, contract.provider_id);
        auto status = status_of(result);
        if (status == Status::success) status = Status::stale;
        all.push_back({status, std::move(result)});
    }
    return all;
}

}  // namespace tally::verifications
