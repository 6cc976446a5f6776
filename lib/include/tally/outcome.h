// What a run of a consumer test came to.
#pragma once

#include <exception>
#include <string>
#include <vector>

#include "tally/api.h"

namespace tally {

enum class ProblemKind {
    invalid_expectation,  // a pattern that does not compile, an interaction without a response ...
    request_mismatch,     // a request for an expected method and path that differs elsewhere
    unexpected_request,   // a request that no expectation is for
    missing_request,      // an interaction that was never exercised
    test_failed,          // the test itself failed or threw
    not_started,          // the mock server could not be started
    not_written,          // the contract file could not be written
};

// One reason why no contract was written, and the line of the test it belongs to.
struct Problem {
    ProblemKind kind;
    std::string file;
    int line = 0;
    std::string text;  // for people: several lines, secrets masked
};

struct TALLY_API Outcome {
    std::vector<Problem> problems;
    std::string contract_file;     // where the contract was written; empty when it was not
    std::exception_ptr exception;  // what the test threw, if it did

    bool passed() const { return problems.empty(); }
    std::string text() const;  // every problem with its place
};

}  // namespace tally
