#include "reporting/common_causes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "reporting/causes.h"
#include "reporting/repeated_differences.h"

namespace tally::reporting {
namespace {

using namespace verification;
using matching::MismatchKind;

constexpr std::size_t kMaxComparedBody = 64u << 10;

bool needs_telling(const InteractionResult& interaction) {
    return interaction.status == Status::failed || interaction.status == Status::not_run;
}

// A refused state tells which; a server that is away says nothing more.
std::string key_of(const Obstacle& obstacle) {
    const Error& error = obstacle.error;
    const bool about_a_state = obstacle.kind == ObstacleKind::state_missing || error.code == ErrorCode::io;
    return std::string(obstacle_name(obstacle.kind)) + "\n" + (about_a_state ? error.where : "") + "\n" +
           error.what;
}

// With these a server refuses whoever asks, whatever was asked for.
bool speaks_for_the_server(int status) {
    for (const int each : {401, 403, 407, 429, 502, 503, 504}) {
        if (status == each) return true;
    }
    return false;
}

bool is_of_a_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-_:.+").find(c) != std::string_view::npos;
}

// Without what such refusals tell of the one request: its path, times, identifiers. Words and short codes
// stay.
std::string without_particulars(std::string body, std::string_view path) {
    if (path.size() > 1) body = text::replace_all(std::move(body), path, "PATH");
    std::string general;
    for (std::size_t i = 0; i < body.size();) {
        std::size_t end = i;
        std::size_t digits = 0;
        for (; end < body.size() && is_of_a_word(body[end]); ++end)
            digits += body[end] >= '0' && body[end] <= '9';
        if (end - i >= 10 && digits >= 4) {
            general += '#';
            i = end;
            continue;
        }
        end = std::max(end, i + 1);
        general.append(body, i, end - i);
        i = end;
    }
    return general;
}

std::string_view without_query(std::string_view url) {
    return url.substr(0, url.find_first_of("?#"));
}

// Of a response that is another one than expected; empty when it says nothing that could be common.
std::string key_of(const Exchange& exchange, bool other_status) {
    const auto& response = exchange.response;
    std::string key = (other_status ? std::to_string(response.status) : "type") + "\n" +
                      response.headers.value_or("Content-Type", "") + "\n";
    if (other_status && response.status >= 300 && response.status < 400) {
        const std::string* location = response.headers.find("Location");
        return location == nullptr ? "" : key + std::string(without_query(*location));
    }
    if (response.body.size() > kMaxComparedBody) return "";
    if (other_status && speaks_for_the_server(response.status))
        return key + without_particulars(response.body, exchange.request.path());
    return text::trim(response.body).empty() ? "" : key + response.body;
}

// Equal for two interactions with the same cause; empty for one that has its own.
std::string key_of(const InteractionResult& result) {
    if (result.flaky || !result.faulty_rule.empty()) return "";
    if (result.obstacle) return "obstacle\n" + key_of(*result.obstacle);
    if (!result.exchange) return "";
    const Causes causes = find_causes(result.mismatches);
    if (!causes.other_response || causes.shown.size() != 1) return "";
    const std::string key = key_of(*result.exchange, causes.shown.front()->kind == MismatchKind::status);
    return key.empty() ? "" : "response\n" + key;
}

}  // namespace

std::vector<ToldFailure> told_failures(const VerificationResult& result) {
    std::vector<ToldFailure> told;
    for (const bool pending : {true, false}) {
        std::map<std::string, std::size_t> known;
        for (const auto& contract : result.contracts) {
            for (const auto& interaction : contract.interactions) {
                if (!needs_telling(interaction) || interaction.pending != pending) continue;
                const std::string key = key_of(interaction);
                const auto found = key.empty() ? known.end() : known.find(key);
                if (found != known.end()) {
                    told[found->second].alike.push_back({&contract, &interaction});
                    continue;
                }
                if (!key.empty()) known.emplace(key, told.size());
                told.push_back({{&contract, &interaction}, {}});
            }
        }
    }
    return told;
}

namespace {

std::size_t differences_of(const InteractionResult& result) {
    std::size_t number = result.mismatches.size();
    for (const auto& mismatch : result.mismatches) {
        const std::size_t further = matching::further_differences(mismatch);
        if (further > 0) number += further - 1;
    }
    return number;
}

}  // namespace

CauseTotals count_causes(const std::vector<ToldFailure>& failures) {
    CauseTotals totals;
    std::set<std::string> consumers;
    for (const auto& failure : failures) {
        if (failure.interaction->pending) continue;
        const Causes causes = find_causes(failure.interaction->mismatches);
        totals.causes += std::max<std::size_t>(1, fold_repeated(causes.shown).size());
        totals.differences += differences_of(*failure.interaction);
        consumers.insert(failure.contract->source.contract.consumer);
        for (const auto& other : failure.alike) {
            totals.differences += differences_of(*other.interaction);
            consumers.insert(other.contract->source.contract.consumer);
        }
    }
    totals.consumers = consumers.size();
    return totals;
}

}  // namespace tally::reporting
