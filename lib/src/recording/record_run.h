// Runs of a consumer's test: the other end up, test, judgement, contract file.
#pragma once

#include <functional>
#include <string>

#include "recording/draft.h"
#include "recording/model_from_draft.h"
#include "tally/message.h"
#include "tally/mock_server.h"
#include "tally/outcome.h"
#include "tally/place.h"

namespace tally::recording {

// `environment_folder` is the value of TALLY_CONTRACT_DIR, or empty. A draft with mistakes starts nothing; a run with
// any problem writes nothing. Each is about the interactions of its kind, and calls the test once for all that is
// expected and then once for each alternative.
Outcome record_http(const ContractDraft& draft, const std::string& environment_folder,
                    const std::function<bool(const MockServer&)>& test, Place run);
Outcome record_messages(const ContractDraft& draft, const std::string& environment_folder,
                        const std::function<bool(const ReceivedMessage&)>& handler, Place run);
Outcome record_exchanges(const ContractDraft& draft, const std::string& environment_folder,
                         const std::function<bool(const MessageExchange&)>& test, Place run);

// The same for interactions in the form of the model, all of one kind, into a contract file in `folder`.
Outcome record_http(const DraftedContract& drafted, const std::string& folder,
                    const std::function<bool(const MockServer&)>& test, Place run);
Outcome record_messages(const DraftedContract& drafted, const std::string& folder,
                        const std::function<bool(const ReceivedMessage&)>& handler, Place run);
Outcome record_exchanges(const DraftedContract& drafted, const std::string& folder,
                         const std::function<bool(const MessageExchange&)>& test, Place run);

}  // namespace tally::recording
