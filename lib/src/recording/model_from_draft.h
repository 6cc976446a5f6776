// What a test wrote, checked and in the form of the model.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/contract.h"
#include "recording/draft.h"
#include "recording/value_node.h"
#include "tally/place.h"

namespace tally::recording {

// Where the parts of one interaction were written.
struct InteractionPlaces {
    Place interaction;
    Place request;
    std::vector<std::pair<std::string, Place>> query;
    std::vector<std::pair<std::string, Place>> headers;  // of the request, or metadata
    Place body;                                          // of the request
};

// An interaction that takes the place of another one in a run of its own.
struct DraftedVariant {
    std::size_t base;  // position in the contract
    std::string what;  // "without $.description"
    model::Interaction interaction;
};

struct DraftedContract {
    model::Contract contract;               // interactions in the order in which they were written
    std::vector<InteractionPlaces> places;  // one for each of them
    std::vector<std::optional<Fault>> faults;  // one for each of them: what the mock server does wrong
    std::vector<DraftedVariant> variants;
    std::vector<Mistake> mistakes;  // when there are any, the contract is not to be used
};

enum class Exchange : std::uint8_t { http, message, synchronous_message };

// The interactions of one kind.
DraftedContract model_from_draft(const ContractDraft& draft, Exchange kind);

}  // namespace tally::recording
