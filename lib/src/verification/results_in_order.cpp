#include "verification/results_in_order.h"

#include <utility>

namespace tally::verification {

ResultsInOrder::ResultsInOrder(VerificationResult& result, const Listener& listener)
    : result_(result), listener_(listener) {
    for (const auto& contract : result.contracts) {
        auto& done = done_.emplace_back();
        for (const auto& interaction : contract.interactions)
            done.push_back(!interaction.skipped_because.empty());
    }
}

void ResultsInOrder::add(Position position, InteractionResult result) {
    result_.contracts[position.contract].interactions[position.interaction] = std::move(result);
    done_[position.contract][position.interaction] = true;
    tell_what_is_done();
}

void ResultsInOrder::end(const std::string& skipped_because) {
    for (std::size_t c = 0; c < done_.size(); ++c) {
        for (std::size_t i = 0; i < done_[c].size(); ++i) {
            if (done_[c][i]) continue;
            result_.contracts[c].interactions[i].skipped_because = skipped_because;
            done_[c][i] = true;
        }
    }
    tell_what_is_done();
}

void ResultsInOrder::tell_what_is_done() {
    for (; next_.contract < done_.size(); next_ = {next_.contract + 1, 0}) {
        const ContractResult& contract = result_.contracts[next_.contract];
        if (!std::exchange(contract_is_told_, true)) tell(ContractStarted{contract});
        for (; next_.interaction < contract.interactions.size(); ++next_.interaction) {
            if (!done_[next_.contract][next_.interaction]) return;
            const InteractionResult& interaction = contract.interactions[next_.interaction];
            if (interaction.skipped_because.empty()) tell(InteractionFinished{contract, interaction});
        }
        contract_is_told_ = false;
    }
}

}  // namespace tally::verification
