// What a test wrote, checked and in the form of the model.
#pragma once

#include <optional>
#include <string>
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
    Place response;
    std::vector<std::pair<std::string, Place>> query;
    std::vector<std::pair<std::string, Place>> headers;  // of the request
    Place body;                                          // of the request
};

struct DraftedContract {
    model::Contract contract;                  // interactions in the order in which they were written
    std::vector<InteractionPlaces> places;     // one for each of them
    std::vector<std::optional<Fault>> faults;  // one for each of them: what the mock server does wrong
    std::vector<Mistake> mistakes;             // when there are any, the contract is not to be used
};

DraftedContract model_from_draft(const ContractDraft& draft);

}  // namespace tally::recording
