#include "base/json.h"
#include "base/text.h"
#include "reporting/findings_report.h"

namespace tally::reporting {

using model::Finding;
using model::Severity;

std::string findings_json(const CheckSummary& summary) {
    json::Array list;
    for (const Finding& finding : summary.findings) {
        list.emplace_back(json::Object{{"code", finding.code},
                                       {"severity", severity_name(finding.severity)},
                                       {"file", text::valid_utf8(finding.file)},
                                       {"line", static_cast<std::uint64_t>(finding.line)},
                                       {"column", static_cast<std::uint64_t>(finding.column)},
                                       {"pointer", text::valid_utf8(finding.pointer)},
                                       {"what", text::valid_utf8(finding.what)},
                                       {"remedy", text::valid_utf8(finding.remedy)}});
    }
    const auto number = [&summary](Severity severity) {
        return json::Value(static_cast<std::uint64_t>(count(summary.findings, severity)));
    };
    const json::Object result{{"files", static_cast<std::uint64_t>(summary.files)},
                              {"errors", number(Severity::error)},
                              {"warnings", number(Severity::warning)},
                              {"hints", number(Severity::hint)},
                              {"not_listed", static_cast<std::uint64_t>(summary.further)},
                              {"findings", std::move(list)}};
    return json::to_pretty_text(result) + '\n';
}

}  // namespace tally::reporting
