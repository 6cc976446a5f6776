#include "checking/finding_codes.h"

#include <array>

#include "base/text.h"

namespace tally::checking {
namespace {

using model::Severity;

constexpr std::array<FindingCode, 17> kCodes = {{
    {codes::kUnreadable, Severity::error, "the file is not a contract",
     "The file cannot be read as a contract of any version: it is no JSON, no object, or a rule in it lacks\n"
     "what it cannot do without. Nothing in it can be verified. Usually a file was cut off or edited by "
     "hand;\n"
     "let the consumer's tests write it again.\n"},
    {codes::kForm, Severity::warning, "a member is not as the format has it",
     "A member has another type than the contract format gives it, or a name or value the format does not "
     "know.\n"
     "It is ignored, or something is assumed in its place, so the contract says less than its author "
     "thinks.\n"},
    {codes::kVersion, Severity::warning, "the version of the format is missing or unknown",
     "metadata.pactSpecification.version says how everything else is to be read. Without it version 3 is "
     "assumed,\n"
     "which reads bodies and rules differently from version 4.\n"},
    {codes::kDuplicateMember, Severity::warning, "a member occurs twice in one object",
     "JSON leaves open what two members of one name mean. Here the last one counts, elsewhere it may be the "
     "first:\n"
     "two tools can read two different contracts from the same file.\n"},
    {codes::kUnknownMatcher, Severity::error, "a matcher is unknown",
     "The name of a matching rule is none that is built in. It is misspelt, or belongs to a plugin. Whatever "
     "it is\n"
     "applied to fails, since silently ignoring it would pass what should not pass.\n"},
    {codes::kUnknownGenerator, Severity::warning, "a generator is unknown",
     "The type of a generator is none that is built in. The example is used as it is.\n"},
    {codes::kPattern, Severity::error, "a regular expression is not valid",
     "The pattern of a rule cannot be compiled. Whatever the rule is applied to fails until it is corrected. "
     "Mind\n"
     "that a backslash is written twice in JSON: \"\\\\d+\".\n"},
    {codes::kDateFormat, Severity::error, "a date format is not valid",
     "The format of a date, time or datetime rule uses letters that have no meaning, or an open quote. "
     "Formats are\n"
     "written with the letters of Java's DateTimeFormatter: \"yyyy-MM-dd'T'HH:mm:ssXXX\". Texts in between "
     "stand in\n"
     "single quotes.\n"},
    {codes::kQuotedPattern, Severity::warning, "a pattern quotes with \\Q",
     "In Java, Perl and PCRE everything between \\Q and \\E is meant literally. In the patterns of contracts "
     "it "
     "is not:\n"
     "Tally, as the reference implementation, reads \\Q and \\E as the letters Q and E, and the dots, "
     "brackets "
     "and stars\n"
     "between them keep their meaning. Put a backslash before each character that is meant literally.\n"},
    {codes::kRuleWithoutTarget, Severity::warning, "a rule points at nothing",
     "The path of a matching rule leads to no place of the example, so the rule never applies to it, and the "
     "place it\n"
     "was meant for is compared exactly. Usually a member was renamed and its rule was not, or the path is "
     "misspelt.\n"},
    {codes::kContradiction, Severity::error, "an example contradicts its own rule",
     "The example does not satisfy the rule for its own place. The consumer was tested with a value that the "
     "contract\n"
     "itself refuses: a provider that sends exactly the example fails.\n"},
    {codes::kDuplicateInteraction, Severity::warning, "an interaction is there twice",
     "Two interactions have the same description, provider states and kind. Tools that merge contracts keep "
     "only one\n"
     "of them, and reports cannot tell them apart. Give each a description of its own.\n"},
    {codes::kDuplicateKey, Severity::warning, "two interactions have the same key",
     "The key of a version 4 interaction identifies it. With one key twice, merging keeps only one of the "
     "two, and a\n"
     "rerun by key selects both.\n"},
    {codes::kNoInteractions, Severity::warning, "the contract has no interactions",
     "There is nothing to verify. Usually the consumer's tests did not run, or filtered everything out.\n"},
    {codes::kTimestamp, Severity::hint, "a timestamp is compared exactly",
     "The body has a value that looks like a date or time, and no rule loosens it: a provider passes only if "
     "it sends\n"
     "this very moment. Use a date matcher (or a type matcher) unless the provider state fixes the value.\n"},
    {codes::kIdentifier, Severity::hint, "an identifier is compared exactly",
     "The body has a value that looks like a generated identifier, it does not come from the request, and no "
     "rule\n"
     "loosens it: a provider passes only if it makes up the very same one. Use a regex or type matcher "
     "unless the\n"
     "provider state fixes the value.\n"},
    {codes::kSecret, Severity::warning, "a value looks like a secret",
     "Contracts are shared: they lie in repositories, in brokers and in logs. A value looks like a real "
     "token, key or\n"
     "password. Use an invented example with a rule for its form, or let the provider's side supply it when "
     "it\n"
     "verifies, and revoke the secret if it was real.\n"},
}};

}  // namespace

std::span<const FindingCode> finding_codes() {
    return kCodes;
}

const FindingCode* find_code(std::string_view code) {
    for (const FindingCode& one : kCodes) {
        if (text::equals_ignoring_case(one.code, code)) return &one;
    }
    return nullptr;
}

}  // namespace tally::checking
