// What the reports for people say in the same words, each layout in its own file. Everything is on one line
// and safe for a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matching/mismatch.h"
#include "reporting/style.h"
#include "verification/verification_result.h"

namespace tally::reporting {

std::string pair_of(const verification::ContractResult& contract);  // "web-shop -> catalogue"

// "a request for a product" given "product 11 exists" and "..."
std::string interaction_title(const model::Interaction& interaction);

// Where the consumer wrote the expectation, if the recording noted it: "tests/shop_test.cpp:57".
std::string written_at(const model::Contract& contract, const model::Interaction& interaction);

// What became of an interaction, in one word, and how it is painted.
enum class Weight { good, note, warning, bad };
struct Headline {
    std::string_view word;  // "FAILED", "PENDING", "FLAKY", "ENVIRONMENT", "NOT RUN", "passed", "left out"
    Weight weight;
};
std::string painted(std::string_view word, Weight weight, const Style& style);
Headline headline_of(const verification::InteractionResult& result);

// What the consumer wants to have said about the interaction, and the test that recorded it.
std::vector<std::string> comment_lines(const model::Interaction& interaction);

std::string request_line(const verification::Exchange& exchange);   // "GET http://localhost:8080/products/11"
std::string response_line(const verification::Exchange& exchange);  // "200 OK in 2 ms, text/plain, 9 bytes"

std::string label_of(const matching::Mismatch& mismatch);  // "status", "header Accept", "$.price"

std::string pending_because(const verification::ContractResult& contract,
                            const verification::InteractionResult& result);

// What several runs of a flaky interaction showed: "failed in 3 of 20 runs", and then why, as far as it is
// known.
std::string flaky_line(const verification::Flakiness& flaky);
std::vector<std::string> flaky_reasons(const verification::VerificationResult& run,
                                       const verification::Flakiness& flaky);

// $.note is absent, in "a request for a product" of web-shop; why, and what to do.
std::string unwitnessed_line(const verification::UnwitnessedVariant& variant);
std::string unwitnessed_because(const verification::VerificationResult& run,
                                const verification::UnwitnessedVariant& variant);
std::string unwitnessed_remedy(const verification::UnwitnessedVariant& variant);

// "each interaction 20 times, shuffled with seed 7, 4 at a time"; empty when they ran once and in order.
std::string repetition_line(const verification::Repetition& repetition);

// A flaky interaction is repeated in the run that showed it; others on their own.
std::string command_to_rerun(const std::string& rerun, const verification::Repetition& repetition,
                             const verification::InteractionResult& result);

// "2 passed, 1 failed"
std::string totals_line(const verification::VerificationResult& result);
// "2 causes, 11 differences, 2 consumers; 1 pending (not fatal); 4 interactions not run"; empty when nothing
// breaks the run.
std::string causes_line(const verification::VerificationResult& result);

// What became of the result at the broker; empty when nobody asked. The error of a failure is not in it.
std::string publication_line(const verification::ContractResult& contract);

// What the broker wants to have said before, and now that the outcome is known.
std::vector<std::string> opening_notices(const verification::ContractResult& contract);
std::vector<std::string> closing_notices(const verification::ContractResult& contract);

}  // namespace tally::reporting
