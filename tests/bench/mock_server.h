// What the mock server costs as contracts grow, and what a consumer's test program costs.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>

namespace tally::bench {

// Gives the file of the sample contract with so many interactions.
using ContractOfSize = std::function<std::filesystem::path(std::size_t interactions)>;

// CPU time per request by the number of interactions, as medians of runs that take turns.
void report_mock_growth(std::ostream& out, const ContractOfSize& contract);
// Latency at 64 connections, and memory over a million requests.
void report_mock_endurance(std::ostream& out, const ContractOfSize& contract);
// From a contract in memory to a server that accepts.
void report_mock_start(std::ostream& out, const ContractOfSize& contract);
// The sample's interactions merged into one file, one after the other.
void report_saving(std::ostream& out, const ContractOfSize& contract);
// A test program with 100 runs of one interaction each; `programs` has record_interactions.
void report_consumer_program(std::ostream& out, const std::filesystem::path& programs);

}  // namespace tally::bench
