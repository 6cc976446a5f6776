#include "hunting/find_causes.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "hunting/differing_places.h"
#include "hunting/smallest_part.h"

namespace tally::hunting {

namespace {

using verification::Exchange;
using verification::Flakiness;
using verification::FlakyCause;
using verification::InteractionResult;
using verification::Position;
using verification::RunOrder;
using verification::SeveralRuns;
using verification::Status;

constexpr std::size_t kTimesToBelieve = 5;
constexpr std::size_t kConfirmations = 2;

// Replays of one search, as many as it is allowed.
class Laboratory {
  public:
    Laboratory(const SeveralRuns& seen, std::size_t limit) : seen_(seen), left_(limit) {}

    bool is_exhausted() const { return exhausted_; }
    std::size_t left() const { return left_; }

    // Nothing when no more may be run.
    std::optional<InteractionResult> replay(Position position) {
        if (left_ == 0) {
            exhausted_ = true;
            return std::nullopt;
        }
        --left_;
        return seen_.replay(position);
    }

    // How the last of them ends after the others.
    std::optional<InteractionResult> replay_all(const RunOrder& before, Position last) {
        // Not begun when it cannot be finished
        if (before.size() >= left_) {
            exhausted_ = true;
            return std::nullopt;
        }
        for (const Position position : before) (void)replay(position);
        return replay(last);
    }

  private:
    const SeveralRuns& seen_;
    std::size_t left_;
    bool exhausted_ = false;
};

class Search {
  public:
    Search(const SeveralRuns& seen, Position suspect, std::vector<RunOrder>& known, std::size_t limit)
        : seen_(seen), suspect_(suspect), known_(known), laboratory_(seen, limit) {}

    void run() {
        InteractionResult& result = result_at(suspect_);
        const bool ended_alike = !result.flaky;
        const Start start = find_clean_start(ended_alike);
        if (ended_alike && start == Start::none) return;
        if (ended_alike) result.flaky = counts_of_a_constant_failure();
        Flakiness& flaky = *result.flaky;
        if (start == Start::none) return infer_from_history(flaky);
        if (start == Start::unsteady || !find_order(flaky)) compare_answers(flaky);
        flaky.cut_short = laboratory_.is_exhausted();
    }

    std::size_t left() const { return laboratory_.left(); }

  private:
    InteractionResult& result_at(Position position) const {
        return seen_.result.contracts[position.contract].interactions[position.interaction];
    }
    const model::Interaction& interaction_at(Position position) const {
        return seen_.result.contracts[position.contract].source.contract.interactions[position.interaction];
    }

    Flakiness counts_of_a_constant_failure() const {
        Flakiness flaky;
        flaky.runs = 1;  // that of the search, which passed
        for (const auto& run : seen_.runs) {
            const std::size_t at = index_in(run.order);
            if (at == run.order.size()) continue;
            ++flaky.runs;
            ++(run.outcomes[at] == Status::failed ? flaky.failed : flaky.not_run);
        }
        return flaky;
    }

    std::size_t index_in(const RunOrder& order) const {
        return static_cast<std::size_t>(std::find(order.begin(), order.end(), suspect_) - order.begin());
    }

    // What to run so that the suspect passes afterwards.
    enum class Start {
        none,      // it never passes
        clean,     // clean_start_; it passes each time
        unsteady,  // sometimes it passes
    };

    Start find_clean_start(bool ended_alike) {
        for (RunOrder& start : possible_starts(ended_alike)) {
            if (laboratory_.is_exhausted()) break;
            const Start kind = try_start(start);
            if (kind == Start::none) continue;
            clean_start_ = std::move(start);
            return kind;
        }
        return Start::none;
    }

    // Nothing, others in states of their own, and what it passed after before.
    std::vector<RunOrder> possible_starts(bool ended_alike) const {
        constexpr std::size_t kOthers = 8;
        constexpr std::size_t kGoodRuns = 3;
        std::vector<RunOrder> starts(1);
        std::set<std::string> states = {states_of(suspect_)};
        for (const Position other : verification::in_file_order(seen_.result)) {
            if (starts.size() <= kOthers && states.insert(states_of(other)).second) starts.push_back({other});
        }
        if (ended_alike) return starts;
        std::vector<RunOrder> good;
        for (const auto& run : seen_.runs) {
            const std::size_t at = index_in(run.order);
            if (at < run.order.size() && run.outcomes[at] == Status::passed)
                good.emplace_back(run.order.begin(), run.order.begin() + static_cast<std::ptrdiff_t>(at));
        }
        std::sort(good.begin(), good.end(),
                  [](const RunOrder& a, const RunOrder& b) { return a.size() < b.size(); });
        if (good.size() > kGoodRuns) good.resize(kGoodRuns);
        for (auto& start : good) starts.push_back(std::move(start));
        return starts;
    }

    std::string states_of(Position position) const {
        std::string names;
        for (const auto& state : interaction_at(position).provider_states) names += state.name + '\n';
        return names;
    }

    // The first time may still be under the influence of whatever ran before, and does not count.
    Start try_start(const RunOrder& start) {
        std::size_t passed = 0;
        std::size_t not_passed = 0;
        for (std::size_t i = 0; i <= kTimesToBelieve; ++i) {
            const auto result = laboratory_.replay_all(start, suspect_);
            if (!result) break;
            const bool is_good = result->status == Status::passed;
            if (is_good && result->exchange) good_answers_.push_back(*result->exchange);
            if (i > 0) ++(is_good ? passed : not_passed);
            if (not_passed == 2 && passed == 0) return Start::none;
        }
        if (passed == 0) return Start::none;
        return not_passed == 0 ? Start::clean : Start::unsteady;
    }

    // Whether the suspect fails after these, having passed just before them.
    std::optional<bool> fails_after(const RunOrder& others) {
        const auto passes = passes_now();
        if (!passes) return std::nullopt;
        if (!*passes) return false;  // no proof of anything
        const auto result = laboratory_.replay_all(others, suspect_);
        if (!result) return std::nullopt;
        return result->status != Status::passed;
    }

    // What was enough to start with may not mend what the last attempt has broken; then another start has to.
    std::optional<bool> passes_now() {
        std::vector<RunOrder> starts = possible_starts(false);
        starts.insert(starts.begin(), clean_start_);
        for (RunOrder& start : starts) {
            const auto result = laboratory_.replay_all(start, suspect_);
            if (!result) return std::nullopt;
            if (result->status != Status::passed) continue;
            clean_start_ = std::move(start);
            return true;
        }
        return false;
    }

    bool always_fails_after(const RunOrder& others) {
        for (std::size_t i = 0; i < kConfirmations; ++i) {
            if (fails_after(others) != true) return false;
        }
        return true;
    }

    bool find_order(Flakiness& flaky) {
        if (always_fails_after({suspect_})) return note_order(flaky, {suspect_});
        for (const RunOrder& others : known_) {
            const bool names_itself = index_in(others) < others.size();
            if (!names_itself && fails_after(others) == true && always_fails_after(others))
                return note_order(flaky, others);
        }
        for (const RunOrder& history : bad_histories()) {
            if (fails_after(history) != true) continue;
            const auto chosen = [&](const Part& part) {
                RunOrder others;
                for (const std::size_t i : part) others.push_back(history[i]);
                return others;
            };
            const Smallest smallest =
                smallest_part(history.size(), [&](const Part& part) { return fails_after(chosen(part)); });
            const RunOrder others = chosen(smallest.part);
            if (!smallest.cut_short && !always_fails_after(others) && !laboratory_.is_exhausted())
                return false;
            known_.push_back(others);
            return note_order(flaky, others);
        }
        return false;
    }

    // What ran before a failure: in the shortest case within a run, and with the run before it.
    std::vector<RunOrder> bad_histories() const {
        std::optional<RunOrder> shortest;
        std::optional<RunOrder> longer;
        for (std::size_t r = 0; r < seen_.runs.size(); ++r) {
            const auto& run = seen_.runs[r];
            const std::size_t at = index_in(run.order);
            if (at == run.order.size() || run.outcomes[at] == Status::passed) continue;
            RunOrder before(run.order.begin(), run.order.begin() + static_cast<std::ptrdiff_t>(at));
            if (r > 0 && !longer) {
                longer = without_suspect(seen_.runs[r - 1].order);
                longer->insert(longer->end(), before.begin(), before.end());
            }
            if (!before.empty() && (!shortest || before.size() < shortest->size()))
                shortest = std::move(before);
        }
        std::vector<RunOrder> histories;
        if (shortest) histories.push_back(*std::move(shortest));
        if (longer) histories.push_back(*std::move(longer));
        return histories;
    }

    RunOrder without_suspect(RunOrder order) const {
        order.erase(std::remove(order.begin(), order.end(), suspect_), order.end());
        return order;
    }

    bool note_order(Flakiness& flaky, const RunOrder& others) const {
        flaky.cause = FlakyCause::order;
        const auto& states = interaction_at(suspect_).provider_states;
        std::set<std::string> shared;
        for (const Position other : others) {
            flaky.only_after.push_back(result_at(other).id);
            for (const auto& theirs : interaction_at(other).provider_states) {
                for (const auto& own : states) {
                    if (own.name == theirs.name) shared.insert(own.name);
                }
            }
        }
        flaky.shared_states.assign(shared.begin(), shared.end());
        return true;
    }

    // It passed once and never again, whatever is run: what ran between the last time it passed and the first
    // time it did not, and never before. Those that had run before did no harm.
    void infer_from_history(Flakiness& flaky) {
        std::vector<std::pair<Position, Status>> history;
        for (const auto& run : seen_.runs) {
            for (std::size_t i = 0; i < run.order.size(); ++i)
                history.emplace_back(run.order[i], run.outcomes[i]);
        }
        std::size_t last_pass = history.size();
        for (std::size_t i = 0; i < history.size(); ++i) {
            if (history[i].first == suspect_ && history[i].second == Status::passed) last_pass = i;
        }
        if (last_pass == history.size()) return compare_answers(flaky);
        RunOrder suspects;
        for (std::size_t i = last_pass + 1; i < history.size() && !(history[i].first == suspect_); ++i) {
            const auto ran_before = [&](const auto& earlier) { return earlier.first == history[i].first; };
            const auto passed = history.begin() + static_cast<std::ptrdiff_t>(last_pass);
            if (!std::any_of(history.begin(), passed, ran_before)) suspects.push_back(history[i].first);
        }
        if (suspects.empty()) return compare_answers(flaky);
        note_order(flaky, suspects);
        flaky.cut_short = suspects.size() > 1;
    }

    // What a good and a bad answer differ in, but for what good ones differ in too.
    void compare_answers(Flakiness& flaky) {
        flaky.cut_short = laboratory_.is_exhausted();
        const InteractionResult& bad = result_at(suspect_);
        if (const Exchange* passed = seen_.exchange_that_passed(suspect_)) good_answers_.push_back(*passed);
        if (good_answers_.empty() || !bad.exchange || bad.exchange->response.status == 0) return;
        std::set<std::string> unimportant;
        for (const Exchange& other : good_answers_) {
            for (const auto& difference : differing_places(good_answers_.front().response, other.response))
                unimportant.insert(difference.location);
        }
        for (const auto& mismatch : bad.mismatches) unimportant.erase(mismatch.location);
        for (auto& difference : differing_places(good_answers_.front().response, bad.exchange->response)) {
            if (unimportant.count(difference.location) == 0)
                flaky.differences.push_back(std::move(difference));
        }
        if (!flaky.differences.empty()) flaky.cause = FlakyCause::response;
    }

    const SeveralRuns& seen_;
    Position suspect_;
    std::vector<RunOrder>& known_;  // what others were found to fail after
    Laboratory laboratory_;
    std::vector<Exchange> good_answers_;
    RunOrder clean_start_;
};

// One that nobody answered in any run will not be answered now.
bool can_be_searched(const InteractionResult& result) {
    if (result.flaky) return true;
    const bool did_not_pass = result.status == Status::failed || result.status == Status::not_run;
    const bool is_away = result.obstacle && result.obstacle->kind == verification::ObstacleKind::unreachable;
    return did_not_pass && !is_away;
}

}  // namespace

void find_causes(const SeveralRuns& seen, HuntLimits limits) {
    const RunOrder all = verification::in_file_order(seen.result);
    if (limits.for_each == 0) limits.for_each = 200 + 10 * all.size();
    if (limits.in_all == 0) limits.in_all = 5 * limits.for_each;
    std::vector<RunOrder> known;
    std::size_t left = limits.in_all;
    // What is known to be flaky first, in case the limit does not do for all
    for (const bool known_to_be_flaky : {true, false}) {
        for (const Position position : all) {
            const auto& result = seen.result.contracts[position.contract].interactions[position.interaction];
            if (result.flaky.has_value() != known_to_be_flaky || !can_be_searched(result)) continue;
            const std::size_t limit = std::min(limits.for_each, left);
            Search search(seen, position, known, limit);
            search.run();
            left -= limit - search.left();
        }
    }
}

}  // namespace tally::hunting
