#include "matching/differences.h"

#include <iterator>

#include "base/text.h"

namespace tally::matching {

void Differences::add_all(Differences other) {
    for (Mismatch& mismatch : other.kept_) {
        if (kept_.size() == limit_) break;
        kept_.push_back(std::move(mismatch));
    }
    count_ += other.count_;
}

Mismatches Differences::take() {
    if (count_ > kept_.size()) {
        Mismatch rest;
        rest.kind = MismatchKind::body;
        rest.location = "$";
        rest.sentence = "and " + text::counted(count_ - kept_.size(), "further difference");
        rest.follows = true;
        kept_.push_back(std::move(rest));
    }
    return std::move(kept_);
}

}  // namespace tally::matching
