// One provider contract for each version.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "provider_contracts/provider_contract.h"
#include "storage/database.h"

namespace tally::provider_contracts {

std::optional<ProviderContract> find_provider_contract(storage::Transaction& transaction,
                                                       std::int64_t version_id);

// In place of the one that the version had. True when it had none.
bool save_provider_contract(storage::Transaction& transaction, std::int64_t version_id,
                            const ProviderContract& contract, std::string_view now);

}  // namespace tally::provider_contracts
