// What providers owe: contracts in use that a provider version in use has not verified.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracts/contract.h"
#include "pacticipants/pacticipant.h"
#include "storage/database.h"
#include "versions/version.h"

namespace tally::verifications {

struct Lease {
    std::string uuid;
    std::optional<std::string> holder;
    std::string until;  // as times are stored
};

// One verification run that would clear all of `contracts`.
struct OwedRun {
    versions::Version version;      // of the provider
    std::vector<std::string> uses;  // why this version matters
    std::vector<contracts::Contract> contracts;
    std::optional<Lease> lease;  // one that has not run out
};

// Of the head of `branch`; without one, of every provider version in use. A contract appears once however
// many consumer versions share its content; what no run can clear does not appear. Nothing when no version is on the
// branch: whoever misspells it must not hear that nothing is owed.
std::optional<std::vector<OwedRun>> list_owed(storage::Transaction& transaction,
                                              const pacticipants::Pacticipant& provider,
                                              const std::optional<std::string>& branch, std::string_view now);

// Takes the run over, unless somebody else has it. False then.
bool lease(storage::Transaction& transaction, const OwedRun& run, const Lease& lease, std::string_view now);

}  // namespace tally::verifications
