// The model to contract text, and merging with what is on disk.
#pragma once

#include <filesystem>
#include <string>

#include "model/contract.h"
#include "tally/result.h"

namespace tally::format {

// Two spaces a level, object keys sorted, interactions by (description, provider states, key), no newline at the end:
// the same contract always gives the same bytes. V3 and V4; an Error where the version cannot express something.
Result<std::string> write_contract(const model::Contract& contract);

// The interactions of `newer` replace those of `older` with the same identity (V4: key when both have one; otherwise
// description, provider state names and kind), the rest is united. Consumer and provider must be the same.
Result<model::Contract> merge_contracts(const model::Contract& older, const model::Contract& newer);

// "<consumer>-<provider>.json", with path separators and control characters refused.
Result<std::string> contract_file_name(const model::Contract& contract);

}  // namespace tally::format
