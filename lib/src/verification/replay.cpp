#include "verification/replay.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/url.h"
#include "generation/generate.h"
#include "http/content_coding.h"
#include "http/remedies.h"
#include "matching/match.h"
#include "verification/message_exchange.h"
#include "verification/shown_variant.h"

namespace tally::verification {

namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;

ObstacleKind obstacle_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::timed_out:
            return ObstacleKind::timed_out;
        case ErrorCode::too_large:
            return ObstacleKind::too_large;
        case ErrorCode::malformed:
            return ObstacleKind::malformed;
        case ErrorCode::unsupported:
            return ObstacleKind::unsupported;
        default:
            return ObstacleKind::unreachable;
    }
}

json::Object declared_values(const model::Interaction& interaction) {
    json::Object values;
    for (const auto& state : interaction.provider_states) {
        for (const auto& param : state.params) values.set(param.name, param.value);
    }
    return values;
}

void stop_at(InteractionResult& result, ObstacleKind kind, Error error) {
    result.status = Status::not_run;
    result.obstacle = Obstacle{kind, std::move(error)};
}

void stop_at_state(InteractionResult& result, ObstacleKind kind, Error error) {
    const bool is_missing = error.code == ErrorCode::not_found;
    stop_at(result, is_missing ? ObstacleKind::state_missing : kind, std::move(error));
}

matching::Settings rules_for(const model::Contract& contract, const VerificationSettings& settings) {
    matching::Settings rules;
    rules.version = contract.version;
    rules.strict_compat = settings.strict_compat;
    return rules;
}

http::Request request_for(const model::Request& expected, const Endpoint& endpoint,
                          generation::Context& context) {
    auto generated = generation::generate_request(expected, context);
    // Contracts may hold parameters in the order of whoever wrote them; providers always see the same
    std::stable_sort(generated.query.begin(), generated.query.end(),
                     [](const auto& a, const auto& b) { return a.name < b.name; });
    auto request = generation::to_http(generated);
    const std::string query(request.query());
    request.target = join_paths(endpoint.base_path, request.path()) + (query.empty() ? "" : "?" + query);
    return request;
}

}  // namespace

void Replay::run(const model::Contract& contract, const model::Interaction& interaction, Random& random,
                 InteractionResult& result) const {
    const auto start = clock_.steady();
    set_up_and_exchange(contract, interaction, random, result);
    result.duration = duration_cast<microseconds>(clock_.steady() - start);
    if (result.status != Status::passed || !variant_in(interaction)) return;
    result.variant_instead = what_came_instead(contract, interaction, result.exchange->response);
    result.variant_seen = result.variant_instead.empty();
}

void Replay::set_up_and_exchange(const model::Contract& contract, const model::Interaction& interaction,
                                 Random& random, InteractionResult& result) const {
    const std::string& consumer = contract.consumer;
    json::Object values;
    if (settings_.states) {
        auto states = change_states(interaction, StateAction::setup, consumer, settings_.states);
        if (states.failure)
            return stop_at_state(result, ObstacleKind::state_setup, std::move(*states.failure));
        values = std::move(states.values);
    } else {
        values = declared_values(interaction);
    }
    exchange_and_compare(contract, interaction, random, std::move(values), result);
    if (!settings_.states || !settings_.teardown) return;
    auto states = change_states(interaction, StateAction::teardown, consumer, settings_.states);
    // What the comparison found says more than a tear-down that failed after it
    if (states.failure && result.status == Status::passed) {
        stop_at_state(result, ObstacleKind::state_teardown, std::move(*states.failure));
    }
}

void Replay::exchange_and_compare(const model::Contract& contract, const model::Interaction& interaction,
                                  Random& random, json::Object values, InteractionResult& result) const {
    if (interaction.http() == nullptr && settings_.messages)
        return make_and_compare(contract, interaction, result);
    const auto& endpoint = endpoint_for(interaction);
    http::Request request;
    if (const auto* expected = interaction.http()) {
        generation::Context context{generation::Mode::provider, random, clock_, std::move(values), {}};
        context.strict_compat = settings_.strict_compat;
        request = request_for(expected->request, endpoint, context);
    } else {
        request = message_request(interaction, join_paths(endpoint.base_path, "/"));
    }
    for (const auto& header : settings_.headers) request.headers.set(header.name, header.value);
    if (!request.headers.contains("Accept")) request.headers.set("Accept", "*/*");
    if (settings_.request_filter) settings_.request_filter(request);
    if (!send(std::move(request), endpoint, result)) return;

    const matching::Settings rules = rules_for(contract, settings_);
    const auto& response = result.exchange->response;
    result.mismatches =
        interaction.http() != nullptr
            ? matching::match_response(interaction.http()->response, matching::received(response), rules)
            : match_answer(interaction, response, rules);
    result.status = result.mismatches.empty() ? Status::passed : Status::failed;
}

// A message that the provider makes in this process.
void Replay::make_and_compare(const model::Contract& contract, const model::Interaction& interaction,
                              InteractionResult& result) const {
    const auto made = settings_.messages(interaction);
    if (!made && made.error().code == ErrorCode::not_found)
        return stop_at(result, ObstacleKind::unsupported, made.error());
    result.mismatches = made ? match_messages(interaction, *made, rules_for(contract, settings_))
                             : matching::Mismatches{without_message(made.error())};
    result.status = result.mismatches.empty() ? Status::passed : Status::failed;
}

// The transport an interaction names, else that of its kind, else where the provider is.
const Endpoint& Replay::endpoint_for(const model::Interaction& interaction) const {
    std::vector<std::string_view> names = {interaction.transport};
    if (interaction.http() != nullptr) {
        names.push_back("http");
    } else {
        names.push_back("message");
        const bool is_async = std::holds_alternative<model::AsyncMessage>(interaction.exchange);
        names.push_back(is_async ? "async-message" : "sync-message");
    }
    for (const auto name : names) {
        const auto found = settings_.transports.find(std::string(name));
        if (!name.empty() && found != settings_.transports.end()) return found->second;
    }
    return settings_.endpoint;
}

// False, with the obstacle noted, when there is no response.
bool Replay::send(http::Request request, const Endpoint& endpoint, InteractionResult& result) const {
    const auto start = clock_.steady();
    auto response = provider_.send(endpoint.origin, request, settings_.limits);
    Exchange exchange;
    exchange.origin = endpoint.origin;
    exchange.request = std::move(request);
    exchange.duration = duration_cast<microseconds>(clock_.steady() - start);
    exchange.response.status = 0;
    std::optional<Error> obstacle;
    if (!response) obstacle = response.error();
    if (response) {
        exchange.body_bytes = response->body.size();
        exchange.response = std::move(*response);
        // Contracts are about what a client reads, not about how it travelled
        auto decoded = http::decoded_body(exchange.response, settings_.limits.max_body);
        if (!decoded) obstacle = decoded.error();
        if (decoded && *decoded) exchange.response.body = std::move(**decoded);
    }
    result.exchange = std::move(exchange);
    if (!obstacle) return true;
    stop_at(result, obstacle_of(obstacle->code), explained(std::move(*obstacle), endpoint));
    return false;
}

Error Replay::explained(Error error, const Endpoint& endpoint) const {
    error.where = masked_url(endpoint.origin);
    if (error.code == ErrorCode::unreachable) {
        error.remedy = "start the provider first, and check --provider-url (or --hostname and --port)";
    } else if (error.code == ErrorCode::timed_out) {
        error.remedy = "make the provider answer sooner, or allow more with --request-timeout (now " +
                       std::to_string(settings_.limits.deadline.count()) + " ms)";
    } else if (error.code == ErrorCode::denied) {
        error.remedy += ", or accept any certificate with --disable-ssl-verification";
    } else if (error.code == ErrorCode::too_large && error.remedy == http::kRaiseTheLimit) {
        error.remedy = "let the provider answer with less, or allow more with --max-response-size";
    } else if (error.code == ErrorCode::malformed && error.remedy == http::kLookIntoTheLog) {
        error.remedy = "look into the provider's log: it closed the connection early or did not speak HTTP";
    }
    return error;
}

}  // namespace tally::verification
