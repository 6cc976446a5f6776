#include "base/text.h"
#include "reporting/findings_report.h"

namespace tally::reporting {
namespace {

using model::Finding;
using model::Severity;

// What would end a command or start another one.
std::string message(std::string text) {
    text = text::printable(text);
    text = text::replace_all(std::move(text), "%", "%25");
    text = text::replace_all(std::move(text), "\r", "%0D");
    return text::replace_all(std::move(text), "\n", "%0A");
}

std::string property(std::string text) {
    text = text::replace_all(message(std::move(text)), ":", "%3A");
    return text::replace_all(std::move(text), ",", "%2C");
}

std::string_view command_of(Severity severity) {
    return severity == Severity::hint ? "notice" : severity_name(severity);
}

}  // namespace

std::string findings_github(const CheckSummary& summary) {
    std::string text;
    for (const Finding& finding : summary.findings) {
        text += "::" + std::string(command_of(finding.severity)) + " file=" + property(finding.file);
        if (finding.line > 0)
            text += ",line=" + std::to_string(finding.line) + ",col=" + std::to_string(finding.column);
        const std::string what =
            finding.remedy.empty() ? finding.what : finding.what + "\ntry: " + finding.remedy;
        text += ",title=" + property(std::string(finding.code)) + "::" + message(what) + '\n';
    }
    return text;
}

}  // namespace tally::reporting
