#include <algorithm>

#include "base/text.h"
#include "reporting/findings_report.h"

namespace tally::reporting {
namespace {

using model::Finding;
using model::Severity;

constexpr std::size_t kMaxShownBytes = 600;

std::string painted(Severity severity, const Style& style) {
    const std::string_view name = severity_name(severity);
    switch (severity) {
        case Severity::error:
            return style.bad(name);
        case Severity::warning:
            return style.warning(name);
        case Severity::hint:
            break;
    }
    return style.faint(name);
}

std::string place_of(const Finding& finding) {
    std::string place = one_line(finding.file);
    if (finding.line > 0) place += ':' + std::to_string(finding.line) + ':' + std::to_string(finding.column);
    return place;
}

}  // namespace

std::size_t count(const model::Findings& findings, Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [severity](const Finding& finding) { return finding.severity == severity; }));
}

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::hint:
            return "hint";
    }
    return "";
}

std::string findings_text(const CheckSummary& summary, const Style& style) {
    std::string text;
    for (const Finding& finding : summary.findings) {
        text += style.strong(place_of(finding)) + ": " + painted(finding.severity, style) + ' ' +
                std::string(finding.code) + ": " + one_line(finding.what, kMaxShownBytes) + '\n';
        if (!finding.remedy.empty()) text += "    try: " + one_line(finding.remedy, kMaxShownBytes) + '\n';
    }
    text += text::counted(summary.files, "file") + ": ";
    if (summary.findings.empty()) return text + style.good("nothing found") + '\n';
    std::string counts;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::hint}) {
        const std::size_t number = count(summary.findings, severity);
        if (number > 0)
            counts += (counts.empty() ? "" : ", ") + text::counted(number, severity_name(severity));
    }
    if (summary.further > 0) counts += ", " + std::to_string(summary.further) + " more not listed";
    return text + counts + "; more about one: contract explain CODE\n";
}

}  // namespace tally::reporting
