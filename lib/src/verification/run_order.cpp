#include "verification/run_order.h"

#include <utility>

#include "base/random.h"

namespace tally::verification {

RunOrder in_file_order(const VerificationResult& result) {
    RunOrder order;
    for (std::size_t c = 0; c < result.contracts.size(); ++c) {
        const auto& interactions = result.contracts[c].interactions;
        for (std::size_t i = 0; i < interactions.size(); ++i) {
            if (interactions[i].skipped_because.empty()) order.push_back({c, i});
        }
    }
    return order;
}

RunOrder shuffled(RunOrder order, std::uint64_t seed, std::size_t run) {
    SeededRandom of_all_runs(seed);
    SeededRandom random(of_all_runs.next() ^ run);
    for (std::size_t left = order.size(); left > 1; --left) {
        const auto chosen = static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(left) - 1));
        std::swap(order[left - 1], order[chosen]);
    }
    return order;
}

}  // namespace tally::verification
