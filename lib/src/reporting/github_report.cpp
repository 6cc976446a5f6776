#include "reporting/github_report.h"

#include "reporting/github_command.h"
#include "reporting/report_entries.h"
#include "reporting/style.h"

namespace tally::reporting {

namespace {

// A URL is no file that a line could be shown beside; then where the expectation was written may be one.
GithubPlace place_of(const ReportEntry& entry) {
    const bool is_url = entry.place.file.find("://") != std::string::npos;
    const ReportPlace& place = is_url ? entry.written : entry.place;
    return {place.file, place.line, place.column};
}

std::string warnings_of(const verification::VerificationResult& result) {
    std::string lines;
    for (const auto& warning : result.warnings)
        lines += github_command(model::Severity::warning, {}, "contract-verify", one_line(warning, 400));
    for (const auto& contract : result.contracts) {
        for (const auto& warning : contract.source.warnings) {
            const ReportPlace place = place_in(warning.where);
            const std::string what =
                warning.remedy.empty() ? warning.what : warning.what + "\ntry: " + warning.remedy;
            lines += github_command(model::Severity::warning, {place.file, place.line, place.column},
                                    "contract-verify", what);
        }
    }
    return lines;
}

}  // namespace

std::string github_report(const verification::VerificationResult& result, const std::string& rerun) {
    std::string lines;
    for (const auto& entry : report_entries(result, {rerun, true})) {
        std::string message = entry.message;
        const bool shown_beside = entry.place.file.find("://") == std::string::npos;
        if (!entry.written.file.empty() && shown_beside) {
            message += "\nwritten: " + entry.written.file;
            if (entry.written.line > 0) message += ":" + std::to_string(entry.written.line);
        }
        lines += github_command(entry.severity, place_of(entry), std::string(entry.code) + " " + entry.title,
                                message);
    }
    return lines + warnings_of(result);
}

}  // namespace tally::reporting
