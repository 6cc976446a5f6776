// Every kind of failure of a verification: its code, which never changes its meaning, and what
// `contract explain` says.
#pragma once

#include <span>
#include <string_view>

#include "checking/finding_codes.h"
#include "verification/verification_result.h"

namespace tally::reporting {

std::span<const checking::FindingCode> failure_codes();
const checking::FindingCode* find_failure_code(std::string_view code);  // ignoring case

// Of an interaction that failed or could not be run: that of its first cause.
std::string_view failure_code(const verification::InteractionResult& result);

namespace codes {
constexpr std::string_view kStatus = "V0101";
constexpr std::string_view kHeader = "V0102";
constexpr std::string_view kContentType = "V0103";
constexpr std::string_view kBody = "V0104";
constexpr std::string_view kMetadata = "V0105";
constexpr std::string_view kFaultyRule = "V0106";
constexpr std::string_view kStateMissing = "V0201";
constexpr std::string_view kStateSetup = "V0202";
constexpr std::string_view kStateTeardown = "V0203";
constexpr std::string_view kUnreachable = "V0204";
constexpr std::string_view kTimedOut = "V0205";
constexpr std::string_view kMalformed = "V0206";
constexpr std::string_view kTooLarge = "V0207";
constexpr std::string_view kUnsupported = "V0208";
constexpr std::string_view kFlaky = "V0301";
constexpr std::string_view kUnwitnessed = "V0302";
constexpr std::string_view kUnreadable = "V0401";
constexpr std::string_view kNothingVerified = "V0402";
constexpr std::string_view kNotPublished = "V0403";
}  // namespace codes

}  // namespace tally::reporting
