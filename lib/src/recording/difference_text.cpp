#include "recording/difference_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace tally::recording {
namespace {

using matching::Mismatch;
using matching::MismatchKind;

constexpr std::size_t kMaxInShort = 3;

bool is_missing(const Mismatch& mismatch) {
    constexpr std::string_view kMissing = "missing";
    return mismatch.actual.empty() && mismatch.sentence.find(kMissing) != std::string::npos;
}

bool is_unexpected(const Mismatch& mismatch) {
    return mismatch.expected.empty() && mismatch.sentence.rfind("Unexpected", 0) == 0;
}

// The name of a parameter that was sent and is very like one that is missing.
std::string sent_instead(const Mismatch& missing, const matching::Mismatches& all) {
    std::vector<std::string> unexpected;
    for (const Mismatch& other : all) {
        if (other.kind == missing.kind && is_unexpected(other)) unexpected.push_back(other.location);
    }
    return text::nearest(missing.location, unexpected);
}

std::string named(const Mismatch& mismatch) {
    const std::string_view noun = mismatch.kind == MismatchKind::query ? "query parameter " : "header ";
    return std::string(noun) + text::printable(mismatch.location);
}

// Can be said in a sentence, and is no secret.
bool is_short_value(const std::string& value) {
    constexpr std::size_t kShort = 40;
    return !value.empty() && value.size() <= kShort && value != "***";
}

std::string with_small_start(std::string sentence) {
    if (!sentence.empty()) sentence.replace(0, 1, text::lower(sentence.substr(0, 1)));
    return text::printable(sentence);
}

std::vector<const Mismatch*> causes_of(const matching::Mismatches& mismatches) {
    std::vector<const Mismatch*> causes;
    for (const Mismatch& mismatch : mismatches) {
        if (!mismatch.follows) causes.push_back(&mismatch);
    }
    return causes;
}

}  // namespace

std::string in_short(const Mismatch& mismatch) {
    switch (mismatch.kind) {
        case MismatchKind::method:
            return "method differs";
        case MismatchKind::path:
            return "path differs";
        case MismatchKind::query:
        case MismatchKind::header:
            if (mismatch.location.empty()) return "query differs";
            if (is_missing(mismatch)) return named(mismatch) + " is missing";
            if (is_unexpected(mismatch)) return named(mismatch) + " is not expected";
            return named(mismatch) + " differs";
        default:
            return "body" + (mismatch.location.empty() ? "" : ' ' + text::printable(mismatch.location)) +
                   ": " + with_small_start(mismatch.sentence);
    }
}

std::string differences_in_short(const matching::Mismatches& mismatches) {
    const std::vector<const Mismatch*> causes = causes_of(mismatches);
    std::string line;
    for (std::size_t i = 0; i < causes.size() && i < kMaxInShort; ++i)
        line += (i == 0 ? "" : ", ") + in_short(*causes[i]);
    if (causes.size() > kMaxInShort) line += " and " + std::to_string(causes.size() - kMaxInShort) + " more";
    return line;
}

std::string what_to_change(const matching::Mismatches& mismatches) {
    const std::vector<const Mismatch*> causes = causes_of(mismatches);
    if (causes.empty()) return "correct the client, or write an interaction for this request";
    const Mismatch& first = *causes.front();
    const std::string expected = text::printable(first.expected);
    const std::string actual = text::printable(first.actual);
    switch (first.kind) {
        case MismatchKind::method:
            return "send it with " + expected + ", or expect " + actual;
        case MismatchKind::path:
            return "ask for " + expected + ", or write an interaction for " + actual;
        case MismatchKind::query:
            if (is_missing(first)) {
                const std::string instead = sent_instead(first, mismatches);
                if (!instead.empty())
                    return "call the query parameter '" + text::printable(first.location) + "' instead of '" +
                           text::printable(instead) + "', in the client or in the expectation";
            }
            [[fallthrough]];
        case MismatchKind::header:
            if (is_missing(first)) return "send the " + named(first) + ", or take it out of the expectation";
            if (is_unexpected(first)) return "do not send the " + named(first) + ", or expect it";
            if (is_short_value(first.expected) && is_short_value(first.actual) && first.rule.empty())
                return "send the " + named(first) + " as " + expected + ", or expect " + actual;
            return "correct the client, or the expectation if it asks for too much";
        default:
            return "correct the client, or the expectation if it asks for too much";
    }
}

}  // namespace tally::recording
