#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "checking/finding_codes.h"
#include "reporting/findings_report.h"

namespace tally::reporting {
namespace {

using model::Finding;
using model::Severity;

std::string_view level_of(Severity severity) {
    return severity == Severity::hint ? "note" : severity_name(severity);
}

json::Array rules() {
    json::Array rules;
    for (const auto& code : checking::finding_codes()) {
        rules.emplace_back(
            json::Object{{"id", code.code},
                         {"shortDescription", json::Object{{"text", code.title}}},
                         {"fullDescription", json::Object{{"text", code.explanation}}},
                         {"help", json::Object{{"text", "contract explain " + std::string(code.code)}}},
                         {"defaultConfiguration", json::Object{{"level", level_of(code.severity)}}}});
    }
    return rules;
}

// A relative reference: every segment encoded, the slashes kept.
std::string uri_of(const std::string& file) {
    std::string uri;
    for (const auto segment : text::split(file, '/'))
        uri += (uri.empty() && !file.starts_with('/') ? "" : "/") + encoding::percent_encoded(segment);
    if (file.starts_with('/')) uri.erase(0, 1);
    return uri;
}

json::Object result_of(const Finding& finding) {
    const std::string message = finding.remedy.empty() ? finding.what : finding.what + "; " + finding.remedy;
    json::Object physical{{"artifactLocation", json::Object{{"uri", uri_of(finding.file)}}}};
    if (finding.line > 0) {
        physical.set("region", json::Object{{"startLine", static_cast<std::uint64_t>(finding.line)},
                                            {"startColumn", static_cast<std::uint64_t>(finding.column)}});
    }
    json::Object location{{"physicalLocation", std::move(physical)}};
    if (!finding.pointer.empty()) {
        location.set("logicalLocations",
                     json::Array{json::Object{{"fullyQualifiedName", text::valid_utf8(finding.pointer)}}});
    }
    return {{"ruleId", finding.code},
            {"level", level_of(finding.severity)},
            {"message", json::Object{{"text", text::valid_utf8(message)}}},
            {"locations", json::Array{std::move(location)}}};
}

}  // namespace

std::string findings_sarif(const CheckSummary& summary, const std::string& version) {
    json::Array results;
    for (const Finding& finding : summary.findings) results.emplace_back(result_of(finding));
    json::Object driver{{"name", "contract check"}, {"version", version}, {"rules", rules()}};
    json::Object run{{"tool", json::Object{{"driver", std::move(driver)}}},
                     {"columnKind", "unicodeCodePoints"},
                     {"results", std::move(results)}};
    const json::Object document{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                {"version", "2.1.0"},
                                {"runs", json::Array{std::move(run)}}};
    return json::to_pretty_text(document) + '\n';
}

}  // namespace tally::reporting
