// The model to contract text, and merging with what is on disk.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/contract.h"
#include "tally/result.h"

namespace tally::format {

// Two spaces a level, object keys sorted, interactions by (description, provider states, key), no newline at
// the end: the same contract always gives the same bytes. An Error where the version of the contract
// cannot express something of it (find_losses names all of it).
Result<std::string> write_contract(const model::Contract& contract);

// The same text put together: `texts` has those of the contract's interactions in their order there. Who
// writes a contract again and again keeps the texts of what stays as it is.
Result<std::string> write_contract(const model::Contract& contract, const std::vector<std::string>& texts);
Result<std::string> interaction_text(const model::Interaction& interaction, model::SpecVersion version);

// Parts on their own, in the notation of V3 or V4: for reports, and for answers of mock servers.
json::Value write_request(const model::Request& request, model::SpecVersion version);
json::Value write_response(const model::Response& response, model::SpecVersion version);
json::Value write_message_part(const model::MessagePart& part, model::SpecVersion version);
Result<json::Value> write_interaction(const model::Interaction& interaction, model::SpecVersion version);

// Interactions of both with the same identity, as merge_contracts pairs them.
struct SharedInteraction {
    const model::Interaction* older;
    const model::Interaction* newer;
};
std::vector<SharedInteraction> shared_interactions(const model::Contract& older,
                                                   const model::Contract& newer);

// The interactions of `newer` replace those of `older` with the same identity (V4: key when both have one;
// otherwise description, provider state names and kind), the rest is united. Consumer and provider must be
// the same.
Result<model::Contract> merge_contracts(const model::Contract& older, const model::Contract& newer);

// The same in place. Where the interactions of the newer contract stand afterwards; the others stand where
// they stood, unless the older one had interactions that are the same. On an Error nothing is changed.
struct MergedPositions {
    std::vector<std::size_t> of_newer;
    bool others_stayed = true;
};
Result<MergedPositions> merge_into(model::Contract& older, const model::Contract& newer);

// "<consumer>-<provider>.json", with path separators and control characters refused.
Result<std::string> contract_file_name(const model::Contract& contract);

}  // namespace tally::format
