#include "verification/several_runs.h"

#include <utility>

namespace tally::verification {

namespace {

// Longer ones are not compared with others.
constexpr std::size_t kMaxComparedBody = 256u << 10;

}  // namespace

void RunsOfOne::add(const ContractResult& contract, InteractionResult result, ResultFinisher& finisher) {
    ++counts_.runs;
    if (result.status == Status::failed) ++counts_.failed;
    if (result.status == Status::not_run) ++counts_.not_run;
    variant_seen_ = variant_seen_ || result.variant_seen;
    if (variant_instead_.empty()) variant_instead_ = result.variant_instead;
    const bool passed = result.status == Status::passed;
    if (passed && !exchange_that_passed_ && result.exchange &&
        result.exchange->response.body.size() <= kMaxComparedBody) {
        exchange_that_passed_ = result.exchange;
        finisher.keep(*exchange_that_passed_);
    }
    if (shown_ && (passed || shown_->status != Status::passed)) return;
    finisher.finish(contract, result);
    shown_ = std::move(result);
}

InteractionResult RunsOfOne::combined() {
    InteractionResult result = *std::move(shown_);
    result.variant_seen = variant_seen_;
    result.variant_instead = variant_instead_;
    const std::size_t not_passed = counts_.failed + counts_.not_run;
    if (not_passed > 0 && not_passed < counts_.runs) result.flaky = counts_;
    return result;
}

}  // namespace tally::verification
