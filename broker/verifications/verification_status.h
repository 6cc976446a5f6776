// How a contract stands with its provider, in one word.
#pragma once

#include <optional>
#include <string_view>

#include "contracts/contract.h"
#include "storage/database.h"
#include "verifications/verification.h"

namespace tally::verifications {

enum class Status {
    never,           // no result of any content of the pair
    success,         // the newest result of this content
    failed,          //
    failed_pending,  // failed in a run in which it was pending, and not work in progress
    stale,           // other content of the pair was verified, this has not been
};

std::string_view status_name(Status status);

struct Standing {
    Status status = Status::never;
    std::optional<Verification> latest;  // of this content, else of the pair
};
Standing standing_of(storage::Transaction& transaction, const contracts::Contract& contract);
// The same for a result that was chosen otherwise.
Status status_of(const std::optional<Verification>& result);

}  // namespace tally::verifications
