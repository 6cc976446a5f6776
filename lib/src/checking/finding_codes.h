// Every kind of finding: its code, which never changes its meaning, and what `contract explain` says.
#pragma once

#include <span>
#include <string_view>

#include "model/finding.h"

namespace tally::checking {

struct FindingCode {
    std::string_view code;
    model::Severity severity;
    std::string_view title;
    std::string_view explanation;  // several lines
};

std::span<const FindingCode> finding_codes();
const FindingCode* find_code(std::string_view code);  // ignoring case; null when there is none

namespace codes {
constexpr std::string_view kUnreadable = "T0100";
constexpr std::string_view kForm = "T0101";
constexpr std::string_view kVersion = "T0102";
constexpr std::string_view kDuplicateMember = "T0103";
constexpr std::string_view kUnknownMatcher = "T0104";
constexpr std::string_view kUnknownGenerator = "T0105";
constexpr std::string_view kPattern = "T0106";
constexpr std::string_view kDateFormat = "T0107";
constexpr std::string_view kQuotedPattern = "T0108";
constexpr std::string_view kRuleWithoutTarget = "T0201";
constexpr std::string_view kContradiction = "T0202";
constexpr std::string_view kDuplicateInteraction = "T0301";
constexpr std::string_view kDuplicateKey = "T0302";
constexpr std::string_view kNoInteractions = "T0303";
constexpr std::string_view kTimestamp = "T0401";
constexpr std::string_view kIdentifier = "T0402";
constexpr std::string_view kSecret = "T0501";
}  // namespace codes

}  // namespace tally::checking
