#include "reporting/sarif_report.h"

#include <utility>

#include "reporting/failure_codes.h"
#include "reporting/report_entries.h"
#include "reporting/sarif.h"

namespace tally::reporting {

std::string sarif_report(const verification::VerificationResult& result,
                         const SarifReportSettings& settings) {
    std::vector<SarifResult> results;
    for (auto& entry : report_entries(result, {settings.rerun, false})) {
        SarifResult made;
        made.code = entry.code;
        made.severity = entry.severity;
        made.message = entry.title + "\n" + entry.message;
        made.fingerprint = std::move(entry.fingerprint);
        if (!entry.place.file.empty()) {
            made.places = {{entry.place.file, entry.place.line, entry.place.column, entry.inside, ""}};
        }
        if (!entry.written.file.empty()) {
            made.related = {{entry.written.file, entry.written.line, entry.written.column, "",
                             "the consumer's test expects it here"}};
        }
        results.push_back(std::move(made));
    }
    return sarif_document("contract-verify", settings.version, failure_codes(), results);
}

}  // namespace tally::reporting
