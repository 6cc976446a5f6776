// What something newer has taken the place of, once it is older than a time: it answers no question any more.
#pragma once

#include <string>

#include "cleanup/rows_to_delete.h"

namespace tally::cleanup {

// Contracts of versions that published another one for the same provider later.
RowsToDelete overwritten_contracts(const std::string& before);

// Results of a content by a provider version that has a newer one. A success stays where a branch or tag of
// the provider began after it and before the next success: whether a contract is pending or work in progress
// there follows from what had been proved by then.
RowsToDelete superseded_results(const std::string& before);

// Deliveries of webhooks that are over, but for the newest of each webhook, consumer, provider and event.
RowsToDelete older_deliveries(const std::string& before);

}  // namespace tally::cleanup
