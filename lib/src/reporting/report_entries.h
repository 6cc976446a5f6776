// What a verification has to say, as a flat list for the formats that know a place and a message and no more.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"
#include "verification/verification_result.h"

namespace tally::reporting {

struct ReportPlace {
    std::string file;      // a path or a masked URL; empty: nowhere in particular
    std::size_t line = 0;  // 0: the file as a whole
    std::size_t column = 0;
};
// Of "shop.json:12:3", "shop.json:12" or "shop.json".
ReportPlace place_in(std::string_view text);

struct ReportEntry {
    std::string_view code;  // of failure_codes
    model::Severity severity = model::Severity::error;
    std::string title;        // FAILED "a request for a product" given "...", web-shop -> catalogue
    std::string message;      // what differs and what to do, on several lines
    ReportPlace place;        // in the contract
    ReportPlace written;      // where the consumer wrote the expectation, if that is known
    std::string inside;       // the interaction's identifier; may be empty
    std::string fingerprint;  // equal in every run that finds the same
};

struct EntrySettings {
    std::string rerun = "contract-verify";  // the command as it was given, secrets masked
    bool once_per_cause = false;            // else one entry for each interaction
};

// What breaks the run first, and failures of interactions before what belongs to none. Warnings of contracts
// are not among them.
std::vector<ReportEntry> report_entries(const verification::VerificationResult& result,
                                        const EntrySettings& settings);

// Only what belongs to no interaction: variants nobody saw, contracts that could not be read, nothing
// verified, results that could not be published.
std::vector<ReportEntry> problem_entries(const verification::VerificationResult& result);

}  // namespace tally::reporting
