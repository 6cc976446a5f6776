#include "reporting/sarif.h"

#include <utility>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "reporting/findings_report.h"

namespace tally::reporting {
namespace {

using model::Severity;

std::string_view level_of(Severity severity) {
    return severity == Severity::hint ? "note" : severity_name(severity);
}

json::Array rules_of(std::span<const checking::FindingCode> codes) {
    json::Array rules;
    for (const auto& code : codes) {
        rules.emplace_back(
            json::Object{{"id", code.code},
                         {"shortDescription", json::Object{{"text", code.title}}},
                         {"fullDescription", json::Object{{"text", code.explanation}}},
                         {"help", json::Object{{"text", "contract explain " + std::string(code.code)}}},
                         {"defaultConfiguration", json::Object{{"level", level_of(code.severity)}}}});
    }
    return rules;
}

// A relative reference: every segment encoded, the slashes kept. A URL is one already.
std::string uri_of(const std::string& file) {
    if (file.find("://") != std::string::npos) return text::valid_utf8(file);
    std::string uri;
    for (const auto segment : text::split(file, '/'))
        uri += (uri.empty() && !file.starts_with('/') ? "" : "/") + encoding::percent_encoded(segment);
    if (file.starts_with('/')) uri.erase(0, 1);
    return uri;
}

json::Object location_of(const SarifPlace& place) {
    json::Object physical{{"artifactLocation", json::Object{{"uri", uri_of(place.file)}}}};
    if (place.line > 0) {
        json::Object region{{"startLine", static_cast<std::uint64_t>(place.line)}};
        if (place.column > 0) region.set("startColumn", static_cast<std::uint64_t>(place.column));
        physical.set("region", std::move(region));
    }
    json::Object location{{"physicalLocation", std::move(physical)}};
    if (!place.inside.empty()) {
        location.set("logicalLocations",
                     json::Array{json::Object{{"fullyQualifiedName", text::valid_utf8(place.inside)}}});
    }
    if (!place.note.empty()) location.set("message", json::Object{{"text", text::valid_utf8(place.note)}});
    return location;
}

json::Array locations_of(const std::vector<SarifPlace>& places) {
    json::Array locations;
    for (const auto& place : places) locations.emplace_back(location_of(place));
    return locations;
}

json::Object result_of(const SarifResult& result) {
    json::Object object{{"ruleId", result.code},
                        {"level", level_of(result.severity)},
                        {"message", json::Object{{"text", text::valid_utf8(result.message)}}},
                        {"locations", locations_of(result.places)}};
    if (!result.related.empty()) object.set("relatedLocations", locations_of(result.related));
    if (!result.fingerprint.empty()) {
        object.set("partialFingerprints", json::Object{{"tally/v1", text::valid_utf8(result.fingerprint)}});
    }
    return object;
}

}  // namespace

std::string sarif_document(std::string_view program, std::string_view version,
                           std::span<const checking::FindingCode> codes,
                           const std::vector<SarifResult>& results) {
    json::Array list;
    for (const auto& result : results) list.emplace_back(result_of(result));
    json::Object driver{{"name", program}, {"version", version}, {"rules", rules_of(codes)}};
    json::Object run{{"tool", json::Object{{"driver", std::move(driver)}}},
                     {"columnKind", "unicodeCodePoints"},
                     {"results", std::move(list)}};
    const json::Object document{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                {"version", "2.1.0"},
                                {"runs", json::Array{std::move(run)}}};
    return json::to_pretty_text(document) + '\n';
}

}  // namespace tally::reporting
