#include "reporting/failure_codes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "reporting/causes.h"

namespace tally::reporting {
namespace {

using checking::FindingCode;
using matching::MismatchKind;
using model::Severity;
using verification::InteractionResult;
using verification::ObstacleKind;

constexpr std::array<FindingCode, 19> kCodes = {{
    {codes::kStatus, Severity::error, "the provider answered with another status",
     "The status code is not the one the consumer relies on. What else differs follows from that and is not\n"
     "judged: the body that came usually says why. Often a provider state is not what the contract names, "
     "the\n"
     "provider wants credentials (pass them with --header), or the path is another one (--base-path).\n"},
    {codes::kHeader, Severity::error, "a header is missing or different",
     "A header of the response that the consumer relies on is missing or has another value.\n"},
    {codes::kContentType, Severity::error, "the provider answered with another kind of body",
     "The content type is not the one the consumer can read, so the body was not compared. Often the answer "
     "is\n"
     "a page of a proxy, a log-in or an error handler in front of the provider.\n"},
    {codes::kBody, Severity::error, "the body is not as the consumer needs it",
     "Something in the body that the consumer reads is missing, has another type or another value. Members "
     "that\n"
     "no consumer asked for never fail.\n"},
    {codes::kMetadata, Severity::error, "the metadata of a message are not as the consumer needs them",
     "A message's metadata lack an entry or hold another value. Over HTTP a provider gives them in the "
     "header\n"
     "Pact-Message-Metadata: a JSON object in base64.\n"},
    {codes::kFaultyRule, Severity::error, "a rule of the contract cannot be applied",
     "The contract has a rule with an unknown matcher or a pattern that is not valid. No provider can "
     "satisfy\n"
     "it: correct the consumer's test that wrote it. `contract check` finds such rules before anybody else "
     "does.\n"},
    {codes::kStateMissing, Severity::error, "the provider has no handler for a provider state",
     "The interaction needs a state that the provider does not know how to set up. The contract was not\n"
     "compared. Add the handler to the provider's tests, or agree with the consumer on a state there is.\n"},
    {codes::kStateSetup, Severity::error, "a provider state could not be set up",
     "Setting up a state failed, so the interaction was not sent: its outcome would say nothing. The "
     "contract\n"
     "is not to blame. Look at what the state handler answered.\n"},
    {codes::kStateTeardown, Severity::error, "a provider state could not be torn down",
     "The interaction itself was as expected, but undoing its state failed; what runs after it may meet its\n"
     "remains.\n"},
    {codes::kUnreachable, Severity::error, "the provider cannot be reached",
     "No connection could be made: nothing listens there, the name does not resolve, or TLS failed. Start "
     "the\n"
     "provider first, and check --provider-url.\n"},
    {codes::kTimedOut, Severity::error, "the provider did not answer in time",
     "No complete answer came within --request-timeout.\n"},
    {codes::kMalformed, Severity::error, "the answer is not HTTP",
     "The connection was closed before the end of the answer, or what came is no HTTP. Usually the provider\n"
     "crashed while it answered, or another program listens on its port.\n"},
    {codes::kTooLarge, Severity::error, "the answer is too large",
     "The body or the head of the answer is beyond the limits that protect the verification.\n"},
    {codes::kUnsupported, Severity::error, "the interaction cannot be verified",
     "It is of a kind, or its answer in an encoding, that is not supported.\n"},
    {codes::kFlaky, Severity::error, "an interaction ends now like this, now like that",
     "Several runs of one interaction did not all end alike, although nothing was changed between them. "
     "Usual\n"
     "causes are an order of interactions in which one leaves something behind for the next, a value that\n"
     "changes from answer to answer but is compared as equal, and time.\n"},
    {codes::kUnwitnessed, Severity::warning, "nobody saw a variant that the contract allows",
     "The contract lets something be absent, null or another alternative, but no verified interaction "
     "showed\n"
     "that the provider can answer so. The consumer may handle what never happens, or the provider lacks a\n"
     "state that shows it. With --require-witness this fails.\n"},
    {codes::kUnreadable, Severity::error, "a contract cannot be read",
     "The contract could not be loaded, so nothing of it was verified.\n"},
    {codes::kNothingVerified, Severity::error, "nothing was verified",
     "No interaction was sent and compared in the whole run, which proves nothing. With --allow-nothing it "
     "is\n"
     "no failure.\n"},
    {codes::kNotPublished, Severity::error, "a result could not be published",
     "The verification ran, but the broker did not take its result, so nobody else knows of it.\n"},
}};

std::string_view code_of(ObstacleKind kind) {
    switch (kind) {
        case ObstacleKind::state_missing:
            return codes::kStateMissing;
        case ObstacleKind::state_setup:
            return codes::kStateSetup;
        case ObstacleKind::state_teardown:
            return codes::kStateTeardown;
        case ObstacleKind::unreachable:
            return codes::kUnreachable;
        case ObstacleKind::timed_out:
            return codes::kTimedOut;
        case ObstacleKind::malformed:
            return codes::kMalformed;
        case ObstacleKind::too_large:
            return codes::kTooLarge;
        case ObstacleKind::unsupported:
            break;
    }
    return codes::kUnsupported;
}

std::string_view code_of(MismatchKind kind) {
    switch (kind) {
        case MismatchKind::status:
            return codes::kStatus;
        case MismatchKind::header:
            return codes::kHeader;
        case MismatchKind::metadata:
            return codes::kMetadata;
        case MismatchKind::body_type:
            return codes::kContentType;
        default:
            return codes::kBody;
    }
}

}  // namespace

std::span<const FindingCode> failure_codes() {
    return kCodes;
}

const FindingCode* find_failure_code(std::string_view code) {
    const auto found = std::find_if(kCodes.begin(), kCodes.end(), [code](const FindingCode& each) {
        return text::equals_ignoring_case(each.code, code);
    });
    return found == kCodes.end() ? nullptr : &*found;
}

std::string_view failure_code(const InteractionResult& result) {
    if (result.flaky) return codes::kFlaky;
    if (result.obstacle) return code_of(result.obstacle->kind);
    if (!result.faulty_rule.empty()) return codes::kFaultyRule;
    const Causes causes = find_causes(result.mismatches);
    if (causes.shown.empty()) return codes::kBody;
    const auto& first = *causes.shown.front();
    const bool about_type =
        first.kind == MismatchKind::header && text::equals_ignoring_case(first.location, "Content-Type");
    return about_type ? codes::kContentType : code_of(first.kind);
}

}  // namespace tally::reporting
