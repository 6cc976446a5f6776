#include "recording/mock_handler.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "generation/generate.h"
#include "recording/closeness.h"
#include "recording/cross_origin.h"
#include "recording/miss_json.h"
#include "recording/shown_request.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxMisses = 100;
constexpr std::size_t kMaxKeptBody = 4096;
constexpr std::size_t kClosest = 3;
// Of other methods and paths only so many are looked at closely, so that a miss costs no more than this.
constexpr std::size_t kMaxLookedAt = 20;
constexpr std::size_t kMaxMismatchesElsewhere = 10;

// Method and path alone, which say cheaply whether the rest is worth comparing.
model::Request address_of(const model::Request& request) {
    model::Request address;
    address.method = request.method;
    address.path = request.path;
    address.rules.path = request.rules.path;
    return address;
}

}  // namespace

MockHandler::MockHandler(model::Contract contract, Random& random, const Clock& clock, MockOptions options)
    : contract_(std::move(contract)),
      options_(std::move(options)),
      settings_{.version = contract_.version, .strict_compat = options_.strict_compat},
      index_(contract_),
      clock_(clock),
      random_(random) {
    report_.exercised.assign(contract_.interactions.size(), false);
    prepared_.resize(contract_.interactions.size());
    for (std::size_t i = 0; i < prepared_.size(); ++i) {
        const model::HttpExchange* exchange = contract_.interactions[i].http();
        if (exchange != nullptr && exchange->response.generators.empty())
            prepared_[i] = generation::to_http(exchange->response);
    }
}

void MockHandler::set_url(std::string url) {
    const std::lock_guard lock(mutex_);
    url_ = std::move(url);
}

http::Response MockHandler::handle(const http::Request& request) {
    const model::Request received = matching::received(request);
    std::vector<NearMiss> compared =
        options_.strict_compat
            ? preferred_by_the_core(received)
            : compare(addressed_by(received, index_.complete_candidates(received)), received);
    const auto chosen = choose(compared);
    if (!chosen) {
        if (!options_.strict_compat)
            compared =
                compare(addressed_by(received, index_.candidates(received.method, received.path)), received);
        return handle_miss(request, received, std::move(compared));
    }
    http::Response response = answer(*chosen);
    if (*chosen < options_.faults.size()) response.fault = options_.faults[*chosen];
    if (options_.cross_origin) allow_origin(request, response, options_.strict_compat);
    return response;
}

const model::Request& MockHandler::expected(std::size_t interaction) const {
    return contract_.interactions[interaction].http()->request;
}

// The candidates whose method and path the request meets.
std::vector<std::size_t> MockHandler::addressed_by(const model::Request& request,
                                                   std::vector<std::size_t> candidates) const {
    const model::Request address = address_of(request);
    std::erase_if(candidates, [&](std::size_t candidate) {
        return !expected(candidate).rules.path.empty() &&
               !matching::match_request(address_of(expected(candidate)), address, settings_).empty();
    });
    return candidates;
}

std::vector<NearMiss> MockHandler::compare(const std::vector<std::size_t>& interactions,
                                           const model::Request& request) const {
    std::vector<NearMiss> compared;
    compared.reserve(interactions.size());
    for (const std::size_t interaction : interactions) {
        compared.push_back({interaction, matching::match_request(expected(interaction), request, settings_)});
    }
    return compared;
}

// The core compares a request with every interaction and sees nothing but the one with the highest score,
// whether that matches completely or not.
std::vector<NearMiss> MockHandler::preferred_by_the_core(const model::Request& request) const {
    std::vector<NearMiss> preferred;
    int best = 0;
    for (std::size_t i = 0; i < contract_.interactions.size(); ++i) {
        if (contract_.interactions[i].http() == nullptr) continue;
        NearMiss candidate{i, matching::match_request(expected(i), request, settings_)};
        const int score = core_score(expected(i), candidate.mismatches);
        if (!preferred.empty() && score <= best) continue;
        best = score;
        preferred.assign(1, std::move(candidate));
    }
    return preferred;
}

std::optional<std::size_t> MockHandler::choose(const std::vector<NearMiss>& compared) {
    const std::lock_guard lock(mutex_);
    const NearMiss* chosen = nullptr;
    for (const NearMiss& candidate : compared) {
        if (!candidate.mismatches.empty()) continue;
        const bool fresh = !report_.exercised[candidate.interaction];
        if (chosen == nullptr || fresh) chosen = &candidate;
        if (fresh) break;
    }
    if (chosen == nullptr) return std::nullopt;
    set_exercised(chosen->interaction);
    return chosen->interaction;
}

void MockHandler::set_exercised(std::size_t interaction) {
    report_.exercised[interaction] = true;
    if (!options_.strict_compat) return;
    // To the core interactions with the same request are one.
    for (std::size_t i = 0; i < contract_.interactions.size(); ++i) {
        if (contract_.interactions[i].http() != nullptr && expected(i) == expected(interaction))
            report_.exercised[i] = true;
    }
}

http::Response MockHandler::answer(std::size_t interaction) {
    if (prepared_[interaction]) return *prepared_[interaction];
    const std::lock_guard lock(mutex_);
    generation::Context context{.mode = generation::Mode::consumer,
                                .random = random_,
                                .clock = clock_,
                                .provider_state = {},
                                .mock_server_url = url_,
                                .strict_compat = options_.strict_compat};
    return generation::to_http(
        generation::generate_response(contract_.interactions[interaction].http()->response, context));
}

http::Response MockHandler::handle_miss(const http::Request& request, const model::Request& received,
                                        std::vector<NearMiss> addressed) {
    Miss miss = miss_for(received, std::move(addressed));
    const bool surprising_options = !miss.expected_elsewhere && is_preflight(request);
    if (options_.preflight && surprising_options) return preflight_response(request);
    http::Response response = miss_response(contract_, miss);
    if (options_.cross_origin) allow_origin(request, response);
    // The core forgets these although they were answered with 500.
    if (options_.strict_compat && surprising_options) return response;
    if (options_.on_miss) options_.on_miss(miss);
    const std::lock_guard lock(mutex_);
    if (report_.misses.size() < kMaxMisses) {
        report_.misses.push_back(std::move(miss));
    } else {
        ++report_.further_misses;
    }
    return response;
}

Miss MockHandler::miss_for(const model::Request& request, std::vector<NearMiss> addressed) const {
    Miss miss;
    std::erase_if(addressed, [](const NearMiss& candidate) { return !is_addressed(candidate.mismatches); });
    miss.expected_elsewhere = !addressed.empty();
    std::vector<NearMiss> candidates = std::move(addressed);
    if (candidates.size() < kClosest && !(options_.strict_compat && miss.expected_elsewhere)) {
        std::vector<std::size_t> others = index_.nearest_to(request.path, kMaxLookedAt);
        std::erase_if(others, [&](std::size_t other) {
            return std::any_of(candidates.begin(), candidates.end(),
                               [&](const NearMiss& candidate) { return candidate.interaction == other; });
        });
        for (NearMiss& other : compare(others, request)) {
            if (other.mismatches.empty()) continue;  // overlooked by the core
            if (other.mismatches.size() > kMaxMismatchesElsewhere)
                other.mismatches.resize(kMaxMismatchesElsewhere);
            candidates.push_back(std::move(other));
        }
    }
    miss.closest = closest(std::move(candidates), kClosest, contract_, request, exercised());
    for (NearMiss& near : miss.closest) {
        for (matching::Mismatch& mismatch : near.mismatches) mismatch = shown_mismatch(std::move(mismatch));
    }
    if (!miss.closest.empty()) {
        const NearMiss& first = miss.closest.front();
        if (is_slip(expected(first.interaction), request, first.mismatches)) miss.nearest = first.interaction;
    }
    miss.request = request;
    miss.request.body.bytes = text::shorten(request.body.bytes, kMaxKeptBody);
    return miss;
}

std::vector<bool> MockHandler::exercised() const {
    const std::lock_guard lock(mutex_);
    return report_.exercised;
}

MockReport MockHandler::report() const {
    const std::lock_guard lock(mutex_);
    return report_;
}

}  // namespace tally::recording
