#include "verification/verification_result.h"

namespace tally::verification {

std::string_view reason_name(NothingReason reason) {
    switch (reason) {
        case NothingReason::no_contracts:
            return "no_contracts";
        case NothingReason::unreadable:
            return "unreadable";
        case NothingReason::other_provider:
            return "other_provider";
        case NothingReason::other_consumers:
            return "other_consumers";
        case NothingReason::no_interactions:
            return "no_interactions";
        case NothingReason::filtered:
            return "filtered";
        case NothingReason::not_run:
            return "not_run";
    }
    return "";
}

std::string_view obstacle_name(ObstacleKind kind) {
    switch (kind) {
        case ObstacleKind::state_missing:
            return "state_missing";
        case ObstacleKind::state_setup:
            return "state_setup";
        case ObstacleKind::state_teardown:
            return "state_teardown";
        case ObstacleKind::unreachable:
            return "unreachable";
        case ObstacleKind::timed_out:
            return "timed_out";
        case ObstacleKind::malformed:
            return "malformed";
        case ObstacleKind::too_large:
            return "too_large";
        case ObstacleKind::unsupported:
            return "unsupported";
    }
    return "";
}

std::string_view cause_name(FlakyCause cause) {
    switch (cause) {
        case FlakyCause::order:
            return "order";
        case FlakyCause::response:
            return "response";
        case FlakyCause::unknown:
            return "unknown";
    }
    return "";
}

Totals count(const ContractResult& contract) {
    Totals totals;
    totals.contracts = 1;
    for (const auto& interaction : contract.interactions) {
        if (interaction.flaky && !interaction.pending) {
            ++totals.flaky;
            continue;
        }
        switch (interaction.status) {
            case Status::passed:
                ++totals.passed;
                break;
            case Status::skipped:
                ++totals.skipped;
                break;
            case Status::failed:
                interaction.pending ? ++totals.pending_failed : ++totals.failed;
                break;
            case Status::not_run:
                interaction.pending ? ++totals.pending_not_run : ++totals.not_run;
                break;
        }
    }
    return totals;
}

Totals count(const VerificationResult& result) {
    Totals totals;
    for (const auto& contract : result.contracts) {
        const Totals one = count(contract);
        totals.contracts += 1;
        totals.passed += one.passed;
        totals.failed += one.failed;
        totals.flaky += one.flaky;
        totals.not_run += one.not_run;
        totals.pending_failed += one.pending_failed;
        totals.pending_not_run += one.pending_not_run;
        totals.skipped += one.skipped;
    }
    return totals;
}

Verdict verdict(const VerificationResult& result) {
    const Totals totals = count(result);
    if (totals.failed > 0 || (result.witness_required && !result.unwitnessed.empty())) return Verdict::broken;
    if (totals.flaky > 0) return Verdict::flaky;
    bool unknown = !result.failures.empty() || totals.not_run > 0;
    for (const auto& contract : result.contracts) {
        unknown = unknown || contract.publication.state == ResultPublication::State::failed;
    }
    if (unknown) return Verdict::could_not_find_out;
    if (result.nothing && !result.nothing_is_allowed) return Verdict::nothing_verified;
    return Verdict::verified;
}

}  // namespace tally::verification
