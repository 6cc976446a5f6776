// The report for a browser: one page that needs nothing else, no script and no other file.
#pragma once

#include <string>

#include "verification/verification_result.h"

namespace tally::reporting {

struct HtmlReportSettings {
    std::string version;                    // of the program
    std::string rerun = "contract-verify";  // the command as it was given, secrets masked
};

// Every difference of every failure, also those that the console report folds away.
std::string html_report(const verification::VerificationResult& result, const HtmlReportSettings& settings);

}  // namespace tally::reporting
