#include "recording/closeness.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace tally::recording {
namespace {

using matching::Mismatch;
using matching::MismatchKind;

// What a difference costs, in differences of the usual kind.
constexpr std::size_t kOtherMethod = 3;
constexpr std::size_t kOtherPath = 2;
// Longer paths are not compared letter by letter.
constexpr std::size_t kMaxComparedPath = 200;

std::size_t path_distance(const std::string& expected, const std::string& actual) {
    if (expected.size() > kMaxComparedPath || actual.size() > kMaxComparedPath) return kMaxComparedPath;
    return text::edit_distance(expected, actual);
}

std::size_t distance(const model::Request& expected, const model::Request& actual,
                     const matching::Mismatches& mismatches) {
    std::size_t sum = 0;
    bool other_path = false;
    for (const Mismatch& mismatch : mismatches) {
        if (mismatch.follows) continue;
        if (mismatch.kind == MismatchKind::path) {
            other_path = true;
        } else {
            sum += mismatch.kind == MismatchKind::method ? kOtherMethod : 1;
        }
    }
    return other_path ? sum + kOtherPath + path_distance(expected.path, actual.path) : sum;
}

bool has(const matching::Mismatches& mismatches, MismatchKind kind) {
    return std::any_of(mismatches.begin(), mismatches.end(),
                       [&](const Mismatch& mismatch) { return mismatch.kind == kind; });
}

const model::Request& request_of(const model::Contract& contract, std::size_t interaction) {
    return contract.interactions[interaction].http()->request;
}

}  // namespace

std::vector<NearMiss> closest(std::vector<NearMiss> candidates, std::size_t count,
                              const model::Contract& contract, const model::Request& request,
                              const std::vector<bool>& exercised) {
    using Rank = std::tuple<bool, std::size_t, bool, std::size_t>;
    std::vector<std::pair<Rank, std::size_t>> ranked;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const NearMiss& candidate = candidates[i];
        ranked.push_back(
            {{!is_addressed(candidate.mismatches),
              distance(request_of(contract, candidate.interaction), request, candidate.mismatches),
              exercised[candidate.interaction], candidate.interaction},
             i});
    }
    const std::size_t kept = std::min(count, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept), ranked.end());
    std::vector<NearMiss> nearest;
    for (std::size_t i = 0; i < kept; ++i) nearest.push_back(std::move(candidates[ranked[i].second]));
    return nearest;
}

bool is_addressed(const matching::Mismatches& mismatches) {
    return !has(mismatches, MismatchKind::method) && !has(mismatches, MismatchKind::path);
}

bool is_slip(const model::Request& expected, const model::Request& actual,
             const matching::Mismatches& mismatches) {
    if (!has(mismatches, MismatchKind::path)) return true;
    if (expected.path.size() > kMaxComparedPath || actual.path.size() > kMaxComparedPath) return false;
    return !text::nearest(actual.path, {expected.path}).empty();
}

int core_score(const model::Request& expected, const matching::Mismatches& mismatches) {
    std::set<std::string> parameters, headers, body;
    for (const Mismatch& mismatch : mismatches) {
        if (mismatch.kind == MismatchKind::query) parameters.insert(mismatch.location);
        if (mismatch.kind == MismatchKind::header) headers.insert(text::lower(mismatch.location));
        if (mismatch.kind == MismatchKind::body) body.insert(mismatch.location);
    }
    const auto sign = [&](MismatchKind kind) { return has(mismatches, kind) ? -1 : 1; };
    int score = sign(MismatchKind::method) + sign(MismatchKind::path);
    for (const model::QueryParameter& parameter : expected.query)
        score += parameters.count(parameter.name) == 0;
    for (const model::HeaderField& header : expected.headers)
        score += headers.count(text::lower(header.name)) == 0;
    score -= static_cast<int>(parameters.size() + headers.size());
    return score - static_cast<int>(has(mismatches, MismatchKind::body_type) ? 1 : body.size());
}

}  // namespace tally::recording
