// Pairs of consumers and providers that have, or have had, contracts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pacticipants/pacticipant.h"
#include "storage/database.h"

namespace tally::overview {

struct Pair {
    std::int64_t consumer_id = 0;
    std::string consumer;
    std::int64_t provider_id = 0;
    std::string provider;
};

// The most recently changed first. `part` is looked for in the names of both sides, ignoring case.
std::vector<Pair> list_pairs(storage::Transaction& transaction, std::string_view part = {});

// The contracts and results of the pair, then versions of both sides that are left with neither, then a side
// that is left with no version and no other partner.
void delete_pair(storage::Transaction& transaction, const Pair& pair);

}  // namespace tally::overview
