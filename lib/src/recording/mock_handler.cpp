#include "recording/mock_handler.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generation/generate.h"
#include "matching/match.h"
#include "recording/cross_origin.h"
#include "recording/miss_json.h"
#include "recording/shown_request.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxMisses = 100;
constexpr std::size_t kMaxKeptBody = 4096;

// Method and path alone, which say cheaply whether the rest is worth comparing.
model::Request address_of(const model::Request& request) {
    model::Request address;
    address.method = request.method;
    address.path = request.path;
    address.rules.path = request.rules.path;
    return address;
}

std::size_t count_causes(const matching::Mismatches& mismatches) {
    return static_cast<std::size_t>(std::count_if(mismatches.begin(), mismatches.end(),
                                                  [](const auto& mismatch) { return !mismatch.follows; }));
}

}  // namespace

MockHandler::MockHandler(model::Contract contract, Random& random, const Clock& clock, MockOptions options)
    : contract_(std::move(contract)),
      options_(std::move(options)),
      settings_{.version = contract_.version},
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
    const model::Request actual = matching::received(request);
    const std::vector<std::size_t> addressed = addressed_by(actual);
    std::vector<std::size_t> complete;
    std::vector<matching::Mismatches> differences;
    for (const std::size_t candidate : addressed) {
        differences.push_back(matching::match_request(expected(candidate), actual, settings_));
        if (differences.back().empty()) complete.push_back(candidate);
    }
    if (const auto chosen = choose(complete)) {
        http::Response response = answer(*chosen);
        if (options_.cross_origin) allow_origin(request, response);
        return response;
    }

    Miss miss = miss_for(actual, addressed, std::move(differences));
    if (options_.preflight && !miss.expected_elsewhere && is_preflight(request))
        return preflight_response(request);
    http::Response response = miss_response(contract_, miss);
    if (options_.cross_origin) allow_origin(request, response);
    if (options_.on_miss) options_.on_miss(miss);
    const std::lock_guard lock(mutex_);
    if (report_.misses.size() < kMaxMisses) {
        report_.misses.push_back(std::move(miss));
    } else {
        ++report_.further_misses;
    }
    return response;
}

const model::Request& MockHandler::expected(std::size_t interaction) const {
    return contract_.interactions[interaction].http()->request;
}

// The interactions whose method and path the request meets.
std::vector<std::size_t> MockHandler::addressed_by(const model::Request& request) const {
    std::vector<std::size_t> candidates = index_.candidates(request.method, request.path);
    const model::Request address = address_of(request);
    std::erase_if(candidates, [&](std::size_t candidate) {
        return !expected(candidate).rules.path.empty() &&
               !matching::match_request(address_of(expected(candidate)), address, settings_).empty();
    });
    return candidates;
}

std::optional<std::size_t> MockHandler::choose(const std::vector<std::size_t>& matching) {
    if (matching.empty()) return std::nullopt;
    const std::lock_guard lock(mutex_);
    const auto fresh = std::find_if(matching.begin(), matching.end(),
                                    [&](std::size_t candidate) { return !report_.exercised[candidate]; });
    const std::size_t chosen = fresh == matching.end() ? matching.front() : *fresh;
    report_.exercised[chosen] = true;
    return chosen;
}

http::Response MockHandler::answer(std::size_t interaction) {
    if (prepared_[interaction]) return *prepared_[interaction];
    const std::lock_guard lock(mutex_);
    generation::Context context{.mode = generation::Mode::consumer,
                                .random = random_,
                                .clock = clock_,
                                .provider_state = {},
                                .mock_server_url = url_};
    return generation::to_http(
        generation::generate_response(contract_.interactions[interaction].http()->response, context));
}

Miss MockHandler::miss_for(const model::Request& request, const std::vector<std::size_t>& addressed,
                           std::vector<matching::Mismatches> differences) const {
    Miss miss;
    miss.request = request;
    miss.request.body.bytes = text::shorten(request.body.bytes, kMaxKeptBody);
    miss.expected_elsewhere = !addressed.empty();
    if (miss.expected_elsewhere) {
        const auto nearest =
            std::min_element(differences.begin(), differences.end(),
                             [](const auto& a, const auto& b) { return count_causes(a) < count_causes(b); });
        miss.nearest = addressed[static_cast<std::size_t>(nearest - differences.begin())];
        miss.mismatches = std::move(*nearest);
    } else if (const std::vector<std::size_t> similar = index_.similar(request.path); !similar.empty()) {
        miss.nearest = similar.front();
        miss.mismatches =
            matching::match_request(address_of(expected(similar.front())), address_of(request), settings_);
    }
    for (matching::Mismatch& mismatch : miss.mismatches) mismatch = shown_mismatch(std::move(mismatch));
    return miss;
}

MockReport MockHandler::report() const {
    const std::lock_guard lock(mutex_);
    return report_;
}

}  // namespace tally::recording
