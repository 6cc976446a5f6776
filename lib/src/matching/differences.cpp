#include "matching/differences.h"

#include <charconv>
#include <string_view>

#include "base/text.h"

namespace tally::matching {

namespace {
constexpr std::string_view kAnd = "and ";
constexpr std::string_view kFurther = " further difference";
}  // namespace

void Differences::add_all(Differences other) {
    for (Mismatch& mismatch : other.kept_) {
        if (kept_.size() == limit_) break;
        kept_.push_back(std::move(mismatch));
    }
    count_ += other.count_;
}

std::size_t further_differences(const Mismatch& mismatch) {
    const std::string_view sentence = mismatch.sentence;
    if (!mismatch.follows || sentence.substr(0, kAnd.size()) != kAnd) return 0;
    std::size_t number = 0;
    const char* const end = sentence.data() + sentence.size();
    const auto [rest, problem] = std::from_chars(sentence.data() + kAnd.size(), end, number);
    const bool counted =
        problem == std::errc() &&
        std::string_view(rest, static_cast<std::size_t>(end - rest)).substr(0, kFurther.size()) == kFurther;
    return counted ? number : 0;
}

Mismatches Differences::take() {
    if (count_ > kept_.size()) {
        Mismatch rest;
        rest.kind = MismatchKind::body;
        rest.location = "$";
        rest.sentence = std::string(kAnd) + text::counted(count_ - kept_.size(), kFurther.substr(1));
        rest.follows = true;
        kept_.push_back(std::move(rest));
    }
    return std::move(kept_);
}

}  // namespace tally::matching
