// The engine: replays the interactions of contracts against a provider and compares. A function of its
// arguments; what happens is told to a listener as it happens and returned as a whole.
#pragma once

#include <functional>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "http/client.h"
#include "verification/run_order.h"
#include "verification/verification_result.h"
#include "verification/verification_settings.h"

namespace tally::verification {

// References in events are valid during the call. One comes after the other, also where several threads work.
struct RunStarted {
    const VerificationResult& result;  // contracts and warnings; nothing verified yet
};
struct RepeatFinished {  // after each run, when there are several or their order is not that of the files
    std::size_t number = 0;
    std::size_t of = 0;
    std::size_t not_passed = 0;
};
// Contracts and interactions in the order of the files, whatever order they ran in; when there are several
// runs, after all of them.
struct ContractStarted {
    const ContractResult& contract;
};
struct InteractionCompared {  // its exchange is whole, with nothing masked yet; not when there was no
                              // response
    const ContractResult& contract;
    const InteractionResult& interaction;
};
struct InteractionFinished {  // not for skipped ones
    const ContractResult& contract;
    const InteractionResult& interaction;
};
using Event =
    std::variant<RunStarted, RepeatFinished, ContractStarted, InteractionCompared, InteractionFinished>;
using Listener = std::function<void(const Event&)>;

// One of several runs.
struct RunRecord {
    RunOrder order;
    std::vector<Status> outcomes;  // of the interactions in that order
};

// What several runs showed, for whoever looks for the causes of what does not always end alike.
struct SeveralRuns {
    VerificationResult& result;  // `flaky` is set where outcomes differ
    const std::vector<RunRecord>& runs;
    std::function<InteractionResult(Position)> replay;  // once more; with its exchange, without secrets
    std::function<const Exchange*(Position)> exchange_that_passed;  // null when none was kept
};
using Examination = std::function<void(const SeveralRuns&)>;

// With several runs, or one in another order than that of the files, `examine` is called when they are done.
VerificationResult verify(CollectedContracts collected, const VerificationSettings& settings,
                          http::Client& provider, const Clock& clock, Random& random,
                          const Listener& listener = {}, const Examination& examine = {});

}  // namespace tally::verification
