#include "checking/check_contract.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/text.h"
#include "checking/finding_codes.h"
#include "checking/found.h"
#include "format/read_contract.h"

namespace tally::checking {
namespace {

using format::WarningKind;
using model::Finding;

std::string_view code_of(WarningKind kind) {
    switch (kind) {
        case WarningKind::form:
            return codes::kForm;
        case WarningKind::version:
            return codes::kVersion;
        case WarningKind::duplicate_member:
            return codes::kDuplicateMember;
        case WarningKind::unknown_matcher:
            return codes::kUnknownMatcher;
        case WarningKind::unknown_generator:
            return codes::kUnknownGenerator;
        case WarningKind::pattern:
            return codes::kPattern;
        case WarningKind::date_format:
            return codes::kDateFormat;
    }
    return codes::kForm;
}

std::size_t number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

Finding unreadable(const Error& error, std::string_view name) {
    Finding finding{codes::kUnreadable, model::Severity::error, std::string(name), 0, 0, "", error.what,
                    error.remedy};
    // "name:line:column"
    if (error.where.size() > name.size() && error.where.starts_with(name)) {
        const auto numbers = text::split(std::string_view(error.where).substr(name.size() + 1), ':');
        if (numbers.size() == 2) {
            finding.line = number(numbers[0]);
            finding.column = number(numbers[1]);
        }
    }
    return finding;
}

model::Findings placed(const FoundList& found, std::string_view text, std::string_view name) {
    std::vector<json::Pointer> places;
    for (const Found& one : found.list()) places.push_back(one.place);
    const auto positions = json::locate_all(text, places);
    model::Findings findings;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Found& one = found.list()[i];
        findings.push_back({one.code, find_code(one.code)->severity, std::string(name), positions[i].line,
                            positions[i].column, pointer_text(one.place), one.what, one.remedy});
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::tie(a.line, a.column, a.code) < std::tie(b.line, b.column, b.code);
    });
    return findings;
}

}  // namespace

CheckedFile check_contract(std::string_view text, std::string_view name) {
    CheckedFile checked;
    const auto read = format::read_contract(text, name);
    const auto document = json::parse(text);
    if (!read || !document) {
        checked.readable = false;
        checked.findings.push_back(unreadable(read ? document.error() : read.error(), name));
        return checked;
    }
    FoundList found;
    for (const auto& warning : read->warnings)
        found.add(code_of(warning.kind), warning.place, warning.what, warning.remedy);
    const ContractParts parts(read->contract, *document);
    check_interactions(read->contract, parts, found);
    check_rules(read->contract, parts, found);
    check_exact_values(parts, found);
    check_secrets(read->contract, parts, found);
    checked.findings = placed(found, text, name);
    checked.further = found.further();
    return checked;
}

}  // namespace tally::checking
