#include "reporting/findings_report.h"
#include "reporting/github_command.h"

namespace tally::reporting {

std::string findings_github(const CheckSummary& summary) {
    std::string text;
    for (const model::Finding& finding : summary.findings) {
        const std::string what =
            finding.remedy.empty() ? finding.what : finding.what + "\ntry: " + finding.remedy;
        text += github_command(finding.severity, {finding.file, finding.line, finding.column},
                               std::string(finding.code), what);
    }
    return text;
}

}  // namespace tally::reporting
