#include "checking/finding_codes.h"
#include "reporting/findings_report.h"
#include "reporting/sarif.h"

namespace tally::reporting {

std::string findings_sarif(const CheckSummary& summary, const std::string& version) {
    std::vector<SarifResult> results;
    for (const model::Finding& finding : summary.findings) {
        SarifResult result;
        result.code = finding.code;
        result.severity = finding.severity;
        result.message = finding.remedy.empty() ? finding.what : finding.what + "; " + finding.remedy;
        result.places = {{finding.file, finding.line, finding.column, finding.pointer, ""}};
        results.push_back(std::move(result));
    }
    return sarif_document("contract check", version, checking::finding_codes(), results);
}

}  // namespace tally::reporting
