#include "reporting/github_command.h"

#include <utility>

#include "base/text.h"
#include "reporting/findings_report.h"

namespace tally::reporting {
namespace {

// What would end a command or start another one.
std::string as_message(std::string text) {
    text = text::printable(text);
    text = text::replace_all(std::move(text), "%", "%25");
    text = text::replace_all(std::move(text), "\r", "%0D");
    return text::replace_all(std::move(text), "\n", "%0A");
}

std::string as_property(std::string text) {
    text = text::replace_all(as_message(std::move(text)), ":", "%3A");
    return text::replace_all(std::move(text), ",", "%2C");
}

}  // namespace

std::string github_command(model::Severity severity, const GithubPlace& place, const std::string& title,
                           const std::string& message) {
    std::string line = "::";
    line += severity == model::Severity::hint ? "notice" : severity_name(severity);
    line += ' ';
    if (!place.file.empty()) line += "file=" + as_property(place.file) + ',';
    if (!place.file.empty() && place.line > 0) {
        line += "line=" + std::to_string(place.line) + ',';
        if (place.column > 0) line += "col=" + std::to_string(place.column) + ',';
    }
    return line + "title=" + as_property(title) + "::" + as_message(message) + '\n';
}

}  // namespace tally::reporting
