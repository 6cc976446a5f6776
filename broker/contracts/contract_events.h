// What happened by publishing a contract, in the words of the API.
#pragma once

#include <string>
#include <vector>

#include "contracts/publishing.h"
#include "storage/database.h"
#include "versions/version_store.h"

namespace tally::contracts {

struct ContractEvent {
    std::string name;                   // "contract_content_changed"
    std::vector<std::string> comments;  // why
    // The provider versions that have to verify the contract, where that is the event.
    std::vector<versions::VersionInUse> wanted = {};
    std::string text() const;           // "name (comment, comment)"
};

// Tags and branches of the version must be there already: content is compared per tag.
std::vector<ContractEvent> detect_events(storage::Transaction& transaction, const Publication& publication);

}  // namespace tally::contracts
