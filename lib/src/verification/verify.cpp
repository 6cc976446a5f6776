#include "verification/verify.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "base/text.h"
#include "verification/finish_result.h"
#include "verification/nothing_verified.h"
#include "verification/replay.h"
#include "verification/results_in_order.h"
#include "verification/several_runs.h"
#include "verification/witnesses.h"
#include "verification/worker_threads.h"

namespace tally::verification {

namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;

// The same for the same interaction of the same consumer, wherever it stands and whatever else is verified.
std::uint64_t seed_for(std::uint64_t of_all, const std::string& consumer, const std::string& id,
                       std::size_t run) {
    std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
    for (const std::string* text : {&consumer, &id}) {
        for (const char c : *text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        hash = (hash ^ 0xffu) * 0x100000001b3u;
    }
    SeededRandom mixed(SeededRandom(of_all ^ hash).next() + run);
    return mixed.next();
}

class Verification {
  public:
    Verification(const VerificationSettings& settings, http::Client& provider, const Clock& clock,
                 Random& random, const Listener& listener)
        : settings_(settings),
          clock_(clock),
          replay_(settings, provider, clock),
          seed_(settings.repetition.shuffle ? settings.repetition.seed : random.next()),
          listener_(listener) {}

    VerificationResult run(CollectedContracts collected, const Examination& examine) {
        const auto start = clock_.steady();
        result_.provider = settings_.provider;
        result_.started = clock_.now();
        result_.nothing_is_allowed = settings_.nothing_is_allowed;
        result_.repetition = settings_.repetition;
        result_.witness_required = settings_.witness_required;
        result_.failures = std::move(collected.failures);
        prepare(std::move(collected.contracts));
        collected.contracts.clear();
        warn_about_states();
        if (listener_) listener_(RunStarted{result_});
        if (settings_.repetition.once_in_file_order()) {
            run_once();
        } else {
            run_several_times(examine);
        }
        result_.unwitnessed = unwitnessed_variants(result_);
        result_.nothing = explain_nothing(result_, collected, settings_);
        result_.duration = duration_cast<microseconds>(clock_.steady() - start);
        return std::move(result_);
    }

  private:
    void prepare(std::vector<LoadedContract> contracts) {
        for (auto& loaded : contracts) {
            if (result_.provider.empty()) result_.provider = loaded.contract.provider;
            ContractResult contract;
            contract.source = std::move(loaded);
            const auto& interactions = contract.source.contract.interactions;
            contract.interactions.resize(interactions.size());
            for (std::size_t i = 0; i < interactions.size(); ++i) {
                auto& result = contract.interactions[i];
                result.index = i;
                result.id = model::short_id(interactions[i]);
                result.pending =
                    interactions[i].pending || (contract.source.broker && contract.source.broker->pending);
                result.skipped_because = why_skipped(interactions[i], result.id, settings_.filters);
            }
            result_.contracts.push_back(std::move(contract));
        }
    }

    void warn_about_states() {
        if (settings_.states) return;
        std::size_t count = 0;
        for (const Position position : in_file_order(result_)) {
            if (needs_states(position)) ++count;
        }
        if (count == 0) return;
        result_.warnings.push_back(
            text::counted(count, "interaction") + (count == 1 ? " needs" : " need") +
            " a provider state, but nothing sets it up; pass --state-change-url or --state-command");
    }

    void run_once() {
        ResultsInOrder results(result_, listener_);
        results.begin();
        run_all(in_file_order(result_), 0, [&](Position position, InteractionResult result) {
            const ContractResult& contract = result_.contracts[position.contract];
            tell_compared(contract, result);
            finisher_.finish(contract, result);
            const bool is_failure = result.status != Status::passed && !result.pending;
            results.add(position, std::move(result));
            if (settings_.end_at_first_failure && is_failure) ended_early_ = true;
        });
        result_.ended_early = ended_early_;
        results.end("--exit-on-first-error");
    }

    void tell_compared(const ContractResult& contract, const InteractionResult& result) const {
        const bool was_answered = result.exchange && result.exchange->response.status != 0;
        if (listener_ && was_answered) listener_(InteractionCompared{contract, result});
    }

    void run_several_times(const Examination& examine) {
        const Repetition& repetition = settings_.repetition;
        const RunOrder order = in_file_order(result_);
        std::vector<std::vector<RunsOfOne>> seen(result_.contracts.size());
        for (std::size_t c = 0; c < seen.size(); ++c)
            seen[c].resize(result_.contracts[c].interactions.size());
        std::vector<RunRecord> records;
        for (std::size_t run = 0; run < repetition.repeat; ++run) {
            RunRecord record;
            std::size_t not_passed = 0;
            run_all(repetition.shuffle ? shuffled(order, seed_, run) : order, run,
                    [&](Position position, InteractionResult result) {
                        record.order.push_back(position);
                        record.outcomes.push_back(result.status);
                        if (result.status != Status::passed) ++not_passed;
                        tell_compared(result_.contracts[position.contract], result);
                        seen[position.contract][position.interaction].add(
                            result_.contracts[position.contract], std::move(result), finisher_);
                    });
            records.push_back(std::move(record));
            if (listener_) listener_(RepeatFinished{run + 1, repetition.repeat, not_passed});
        }
        ResultsInOrder results(result_, listener_);
        for (const Position position : order) {
            result_.contracts[position.contract].interactions[position.interaction] =
                seen[position.contract][position.interaction].combined();
        }
        if (examine) examine(what_was_seen(records, seen));
        results.end("");
    }

    SeveralRuns what_was_seen(const std::vector<RunRecord>& records,
                              const std::vector<std::vector<RunsOfOne>>& seen) {
        const auto replay = [this, run = settings_.repetition.repeat](Position position) mutable {
            auto result = replayed(position, run++);
            const bool passed = result.status == Status::passed;
            if (passed && result.exchange) finisher_.keep(*result.exchange);
            if (!passed) finisher_.finish(result_.contracts[position.contract], result);
            return result;
        };
        const auto exchange_that_passed = [&seen](Position position) {
            const auto& exchange = seen[position.contract][position.interaction].exchange_that_passed();
            return exchange ? &*exchange : nullptr;
        };
        return {result_, records, replay, exchange_that_passed};
    }

    using Taker = std::function<void(Position, InteractionResult)>;

    // With several jobs those without states come first, at the same time; `take` is called by one thread at
    // a time.
    void run_all(const RunOrder& order, std::size_t run, const Taker& take) {
        RunOrder together;
        RunOrder one_by_one;
        for (const Position position : order) {
            const bool alone = settings_.repetition.jobs < 2 || needs_states(position);
            (alone ? one_by_one : together).push_back(position);
        }
        std::mutex mutex;
        do_in_threads(settings_.repetition.jobs, together.size(), [&](std::size_t i) {
            if (ended_early_) return;
            auto result = replayed(together[i], run);
            const std::lock_guard lock(mutex);
            take(together[i], std::move(result));
        });
        for (const Position position : one_by_one) {
            if (ended_early_) return;
            take(position, replayed(position, run));
        }
    }

    InteractionResult replayed(Position position, std::size_t run) const {
        const ContractResult& contract = result_.contracts[position.contract];
        const InteractionResult& blank = contract.interactions[position.interaction];
        InteractionResult result;
        result.index = blank.index;
        result.id = blank.id;
        result.pending = blank.pending;
        SeededRandom random(seed_for(seed_, contract.source.contract.consumer, result.id, run));
        replay_.run(contract.source.contract, interaction_at(position), random, result);
        return result;
    }

    const model::Interaction& interaction_at(Position position) const {
        return result_.contracts[position.contract].source.contract.interactions[position.interaction];
    }
    bool needs_states(Position position) const { return !interaction_at(position).provider_states.empty(); }

    const VerificationSettings& settings_;
    const Clock& clock_;
    Replay replay_;
    ResultFinisher finisher_;
    std::uint64_t seed_;
    const Listener& listener_;
    VerificationResult result_;
    std::atomic<bool> ended_early_{false};
};

}  // namespace

VerificationResult verify(CollectedContracts collected, const VerificationSettings& settings,
                          http::Client& provider, const Clock& clock, Random& random,
                          const Listener& listener, const Examination& examine) {
    return Verification(settings, provider, clock, random, listener).run(std::move(collected), examine);
}

}  // namespace tally::verification
