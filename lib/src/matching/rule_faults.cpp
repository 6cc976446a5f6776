#include "matching/rule_faults.h"

namespace tally::matching {

namespace {

bool is_unknown_matcher(std::string_view sentence) {
    return sentence.size() >= kUnknownMatcher.size() &&
           sentence.substr(sentence.size() - kUnknownMatcher.size()) == kUnknownMatcher;
}

}  // namespace

bool blames_the_rule(const Mismatch& mismatch) {
    if (mismatch.rule.empty()) return false;
    return is_unknown_matcher(mismatch.sentence) ||
           mismatch.sentence.find(kCannotApplyRule) != std::string::npos;
}

std::string_view quoted_fault(const Mismatch& mismatch) {
    std::string_view sentence = mismatch.sentence;
    if (is_unknown_matcher(sentence)) {
        sentence.remove_suffix(kUnknownMatcher.size() - 1);
        const auto start = sentence.rfind('\'', sentence.size() - 2);
        return start == std::string_view::npos ? std::string_view() : sentence.substr(start);
    }
    const auto from = sentence.find(kCannotApplyRule);
    if (from == std::string_view::npos) return {};
    const auto start = sentence.find('\'', from);
    const auto end = start == std::string_view::npos ? start : sentence.find('\'', start + 1);
    return end == std::string_view::npos ? std::string_view() : sentence.substr(start, end - start + 1);
}

}  // namespace tally::matching
