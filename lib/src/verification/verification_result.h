// What a verification found out: plain data that every report reads.
#pragma once

#include <chrono>
#include <cstddef>
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

struct InteractionResult {
    std::size_t index = 0;  // in contract.interactions
    std::string id;         // short, for --only
    Status status = Status::skipped;
    bool pending = false;
    matching::Mismatches mismatches;
    std::optional<Obstacle> obstacle;
    std::optional<Exchange> exchange;  // of failed ones and those with an obstacle, when something was sent
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
};

struct Totals {
    std::size_t contracts = 0;
    std::size_t passed = 0;   // pending ones among them
    std::size_t failed = 0;   // not pending
    std::size_t not_run = 0;  // not pending
    std::size_t pending_failed = 0;
    std::size_t pending_not_run = 0;
    std::size_t skipped = 0;
    std::size_t compared() const { return passed + failed + pending_failed; }
    std::size_t selected() const { return compared() + not_run + pending_not_run; }
};
Totals count(const VerificationResult& result);
Totals count(const ContractResult& contract);

enum class Verdict { verified, broken, could_not_find_out, nothing_verified };
Verdict verdict(const VerificationResult& result);

}  // namespace tally::verification
