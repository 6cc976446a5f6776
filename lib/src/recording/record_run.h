// One run of a consumer's test: mock server up, test, judgement, contract file.
#pragma once

#include <functional>
#include <string>

#include "recording/draft.h"
#include "tally/mock_server.h"
#include "tally/outcome.h"
#include "tally/place.h"

namespace tally::recording {

// `environment_folder` is the value of TALLY_CONTRACT_DIR, or empty. A draft with mistakes starts nothing; a
// run with any problem writes nothing.
Outcome record_run(const ContractDraft& draft, const std::string& environment_folder,
                   const std::function<bool(const MockServer&)>& test, Place run);

}  // namespace tally::recording
