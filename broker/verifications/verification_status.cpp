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
    auto result = find_latest(transaction, contract.content_id);
    if (result) return {status_of(result), std::move(result)};
    result = find_latest_of_pair(transaction, contract.consumer_id, contract.provider_id);
    const auto status = status_of(result);
    return {status == Status::success ? Status::stale : status, std::move(result)};
}

}  // namespace tally::verifications
