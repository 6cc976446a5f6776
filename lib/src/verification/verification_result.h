// What a verification found out: plain data that every report reads.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "http/message.h"
#include "matching/mismatch.h"
#include "tally/result.h"
#include "verification/contract_sources.h"

namespace tally::verification {

enum class Status {
    passed,
    failed,   // compared, and different from what was expected
    not_run,  // could not be compared: see Obstacle
    skipped,  // a filter left it out, or the run ended before it
};

// Why an interaction could not be compared. The contract is not to blame.
enum class ObstacleKind {
    state_missing,  // the provider has no handler for a state
    state_setup,
    state_teardown,
    unreachable,
    timed_out,
    malformed,  // no HTTP, or closed before the end of the response
    too_large,
    unsupported,
};
std::string_view obstacle_name(ObstacleKind kind);  // one word for reports: "state_setup" ...
struct Obstacle {
    ObstacleKind kind = ObstacleKind::unreachable;
    Error error;
};

struct Exchange {
    std::string origin;       // "http://localhost:8080"
    http::Request request;    // as sent, but for secret members of a JSON body
    http::Response response;  // the same, body cut to kMaxKeptBody; status 0 when none came
    std::size_t body_bytes = 0;
    std::chrono::microseconds duration{0};
};
constexpr std::size_t kMaxKeptBody = 1u << 20;

// What several runs of one interaction showed when they did not all end alike. Which run is shown in the
// result itself: the first that did not pass.
enum class FlakyCause {
    order,     // fails only after certain other interactions
    response,  // the provider's answers differ from run to run
    unknown,
};
std::string_view cause_name(FlakyCause cause);  // one word for reports: "order" ...
struct Flakiness {
    std::size_t runs = 0;
    std::size_t failed = 0;   // of them, compared and different
    std::size_t not_run = 0;  // of them, with an obstacle
    FlakyCause cause = FlakyCause::unknown;
    // order: ids of the interactions it fails after, in the order that shows it, and the states they share
    // with it; empty `shared_states` when they share none
    std::vector<std::string> only_after;
    std::vector<std::string> shared_states;
    // response: what differs from run to run, as "$.total" or "status" or "header ETag", with two values seen
    struct Difference {
        std::string location;
        std::string one;
        std::string other;
    };
    std::vector<Difference> differences;
    bool cut_short =
        false;  // the search for the cause ended at its bound: `only_after` may hold more than needed
};

struct InteractionResult {
    std::size_t index = 0;  // in contract.interactions
    std::string id;         // short, for --only
    Status status = Status::skipped;
    bool pending = false;
    matching::Mismatches mismatches;
    std::optional<Obstacle> obstacle;
    std::optional<Exchange> exchange;  // of failed ones and those with an obstacle, when something was sent
    std::optional<Flakiness> flaky;    // with status failed or not_run
    // Of a variant: whether a response that passed really showed it, and if not, what it had instead
    bool variant_seen = false;
    std::string variant_instead;
    std::string skipped_because;
    std::string place;        // "web-shop-catalogue.json:18" of failed ones and those with an obstacle
    std::string faulty_rule;  // where the contract has a rule that cannot be applied, if it failed by one
    std::chrono::microseconds duration{0};
};

// What became of the result of one contract at the broker.
struct ResultPublication {
    enum class State { not_asked, published, withheld, failed };
    State state = State::not_asked;
    std::string why;  // withheld: the reason
    std::string url;  // published
    std::optional<Error> error;
};

struct ContractResult {
    LoadedContract source;
    std::vector<InteractionResult> interactions;  // one for each of the contract's
    ResultPublication publication;
};

enum class NothingReason {
    no_contracts,
    unreadable,
    other_provider,
    other_consumers,
    no_interactions,
    filtered,
    not_run
};
// One word for reports: "no_contracts" ...
std::string_view reason_name(NothingReason reason);

struct NothingVerified {
    NothingReason reason = NothingReason::no_contracts;
    std::string sentence;
    std::string remedy;
};

// A variant of an interaction (an optional that is absent, a null, an alternative) that no verified
// interaction showed: the contract was kept, but nobody saw that the provider can answer so.
struct UnwitnessedVariant {
    std::string consumer;
    std::string description;  // of the interaction whose variant it is
    std::string variant;      // as the contract names it: "$.note is absent"
    std::string id;           // of the interaction that would show it; empty when the contract has none
    std::string why = {};     // "its interaction failed", "$.note came all the same"
    bool passed = false;      // that interaction did, with a response that does not show the variant
};

// How often and in what order interactions ran.
struct Repetition {
    std::size_t repeat = 1;
    bool shuffle = false;
    std::uint64_t seed = 0;  // of the order, when shuffled
    std::size_t jobs = 1;
    bool once_in_file_order() const { return repeat == 1 && !shuffle; }
};

struct VerificationResult {
    std::string provider;  // as asked for, else of the first contract
    Time started;
    std::chrono::microseconds duration{0};
    std::vector<ContractResult> contracts;
    std::vector<Error> failures;        // contracts that could not be loaded
    std::vector<std::string> warnings;  // of the run as a whole
    std::optional<NothingVerified> nothing;
    bool nothing_is_allowed = false;
    bool ended_early = false;  // at the first failure, as asked
    Repetition repetition;
    std::vector<UnwitnessedVariant> unwitnessed;
    bool witness_required = false;  // then one of them breaks the run
};

struct Totals {
    std::size_t contracts = 0;
    std::size_t passed = 0;   // pending ones among them
    std::size_t failed = 0;   // not pending, not flaky
    std::size_t flaky = 0;    // not pending; neither in `failed` nor in `not_run`
    std::size_t not_run = 0;  // not pending
    std::size_t pending_failed = 0;
    std::size_t pending_not_run = 0;
    std::size_t skipped = 0;
    std::size_t compared() const { return passed + failed + flaky + pending_failed; }
    std::size_t selected() const { return compared() + not_run + pending_not_run; }
};
Totals count(const VerificationResult& result);
Totals count(const ContractResult& contract);

enum class Verdict { verified, broken, flaky, could_not_find_out, nothing_verified };
Verdict verdict(const VerificationResult& result);

}  // namespace tally::verification
