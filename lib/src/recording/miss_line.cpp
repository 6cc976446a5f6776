#include "recording/miss_line.h"

#include <algorithm>

#include "base/text.h"
#include "recording/shown_request.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxShown = 3;

std::string place_of(const matching::Mismatch& mismatch) {
    if (mismatch.kind != matching::MismatchKind::body || mismatch.location.empty()) return "";
    return text::printable(mismatch.location) + ": ";
}

std::string sentences(const matching::Mismatches& mismatches) {
    std::string all;
    const std::size_t shown = std::min(mismatches.size(), kMaxShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const matching::Mismatch mismatch = shown_mismatch(mismatches[i]);
        all += (i == 0 ? "" : "; ") + place_of(mismatch) + text::printable(mismatch.sentence);
    }
    if (mismatches.size() > shown) all += "; and " + std::to_string(mismatches.size() - shown) + " more";
    return all;
}

}  // namespace

std::string miss_line(const model::Request& request, const model::Interaction* nearest, bool addressed,
                      const matching::Mismatches& mismatches) {
    std::string line = shown_target(request);
    if (nearest == nullptr) return line + " is not expected, and nothing is like it";
    if (addressed) return line + " does not match " + shown_name(*nearest) + ": " + sentences(mismatches);
    return line + " is not expected; nearest is " + shown_name(*nearest) + " (" +
           shown_target(nearest->http()->request) + "): " + sentences(mismatches);
}

}  // namespace tally::recording
