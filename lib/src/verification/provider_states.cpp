#include "verification/provider_states.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"
#include "verification/missing_state.h"

namespace tally::verification {

namespace {

std::string in_query(const json::Value& value) {
    return value.string() != nullptr ? *value.string() : json::to_text(value);
}

std::string query_of(const StateChange& change) {
    std::vector<std::pair<std::string, std::string>> parameters = {
        {"state", change.state.name}, {"action", std::string(action_name(change.action))}};
    for (const auto& param : change.state.params) parameters.emplace_back(param.name, in_query(param.value));
    std::stable_sort(parameters.begin(), parameters.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string query;
    for (const auto& [name, value] : parameters) {
        if (!query.empty()) query += '&';
        query += encoding::form_encoded(name) + "=" + encoding::form_encoded(value);
    }
    return query;
}

http::Request request_of(const StateChange& change, const StateUrlSettings& settings,
                         const std::string& target) {
    http::Request request;
    request.method = "POST";
    request.target = target;
    request.headers = settings.headers;
    if (settings.as_query) {
        request.target += target.find('?') == std::string::npos ? '?' : '&';
        request.target += query_of(change);
    } else {
        request.body = json::to_text(json::sorted(document_of(change)));
        request.headers.set("Content-Type", "application/json");
    }
    if (!request.headers.contains("Accept")) request.headers.set("Accept", "*/*");
    return request;
}

Error refused(const StateChange& change, const StateUrlSettings& settings, const http::Response& response,
              const std::string& where) {
    std::string what = "the state-change URL answered HTTP " + std::to_string(response.status);
    const std::string said = masked_json_inside(text::trim(response.body));
    if (!said.empty()) what += ": " + text::printable(text::shorten(said, 300));
    if (response.status == 404 || response.status == 501) {
        return missing_in_url(change, settings.as_query ? "?" + masked_form(query_of(change)) : "", where,
                              what);
    }
    return {ErrorCode::io, where, what,
            response.status == 405 ? "check --state-change-url, and that the provider handles POST there"
                                   : "make the provider's state handler answer 2xx for this state"};
}

}  // namespace

std::string_view action_name(StateAction action) {
    return action == StateAction::setup ? "setup" : "teardown";
}

json::Object document_of(const StateChange& change) {
    return {{"action", action_name(change.action)},
            {"params", change.state.params},
            {"state", change.state.name}};
}

std::string call_name(const StateChange& change) {
    const std::string verb = change.action == StateAction::setup ? "setting up " : "tearing down ";
    if (change.state.name.empty()) return verb + "without a state";
    return verb + "state '" + text::printable(text::shorten(change.state.name, 200)) + "'";
}

Result<StateHandler> state_url_handler(StateUrlSettings settings, http::Client& client, http::Pause pause) {
    auto url = parse_url(settings.url);
    if (!url) return url.error();
    if (!url->userinfo.empty() && !settings.headers.contains("Authorization")) {
        settings.headers.set("Authorization",
                             "Basic " + encoding::base64(encoding::percent_decoded(url->userinfo)));
    }
    return StateHandler([settings = std::move(settings), url = std::move(*url), &client,
                         pause = std::move(pause)](const StateChange& change) -> Result<json::Object> {
        const auto request = request_of(change, settings, url.target);
        const std::string where = call_name(change) + " (POST " + masked_url(url.text()) + ")";
        auto response =
            http::send_with_retries(client, url.origin(), request, settings.limits, settings.retries, pause);
        if (!response) {
            Error error = response.error();
            error.where = where;
            error.remedy = "check --state-change-url, and that the provider is running";
            return error;
        }
        if (response->status < 200 || response->status > 299)
            return refused(change, settings, *response, where);
        // Only a JSON object gives values; a handler may answer anything else
        auto body = json::parse(response->body);
        if (!body || !body->is_object()) return json::Object{};
        return std::move(*body->object());
    });
}

StatesOutcome change_states(const model::Interaction& interaction, StateAction action,
                            const std::string& consumer, const StateHandler& handler) {
    StatesOutcome outcome;
    for (const auto& state : interaction.provider_states) {
        for (const auto& param : state.params) outcome.values.set(param.name, param.value);
    }
    static const std::vector<model::ProviderState> kNone(1);
    const auto& states = interaction.provider_states.empty() ? kNone : interaction.provider_states;
    for (const auto& state : states) {
        auto values = handler({state, action, consumer});
        if (values) {
            for (auto& value : *values) outcome.values.set(value.name, std::move(value.value));
        } else if (!outcome.failure) {
            outcome.failure = values.error();
        }
    }
    return outcome;
}

}  // namespace tally::verification
