// The contracts a provider should verify: selected explicitly, or new work of its consumers.
#pragma once

#include <string>
#include <vector>

#include "contracts/contract.h"
#include "contracts/selection_metadata.h"
#include "contracts/verification_question.h"
#include "pacticipants/pacticipant.h"
#include "storage/database.h"

namespace tally::contracts {

// Why a contract was selected: one entry for each selector that found it.
struct Reason {
    std::string brief;   // "latest with tag prod"
    std::string phrase;  // "the latest version tagged 'prod' (4.5.6)"
    SelectionMetadata::Entry entry;
};

struct SelectedContract {
    Contract contract;  // by the newest of the consumer versions that share the content
    std::vector<Reason> reasons;
    bool wip = false;
    bool pending = false;                        // only meaningful when it was asked for
    std::vector<std::string> pending_tags = {};  // of the provider, without a successful result
};

// Explicitly selected ones first, then work in progress; each by consumer and version.
std::vector<SelectedContract> select_for_verification(storage::Transaction& transaction,
                                                      const pacticipants::Pacticipant& provider,
                                                      const VerificationQuestion& question);

}  // namespace tally::contracts
