#include "verification/verify.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "generation/generate.h"
#include "matching/match.h"
#include "matching/rule_faults.h"
#include "verification/find_place.h"
#include "verification/hide_secrets.h"
#include "verification/message_exchange.h"
#include "verification/nothing_verified.h"

namespace tally::verification {

namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;

// What failed exchanges may keep of their bodies, in the whole run.
constexpr std::size_t kBodyBudget = 64u << 20;

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

// False when the pattern is too costly for the text: such an interaction is rather verified than left out.
bool excluded_by(const std::optional<Regex>& pattern, const std::string& text) {
    if (!pattern) return false;
    const auto found = pattern->found_in(text);
    return found && !*found;
}

std::string why_skipped(const model::Interaction& interaction, const std::string& id,
                        const Filters& filters) {
    if (!filters.only.empty()) {
        const bool named =
            std::any_of(filters.only.begin(), filters.only.end(), [&](const std::string& wanted) {
                return wanted == id || wanted == interaction.key || wanted == interaction.broker_id;
            });
        if (!named) return "not named by --only";
    }
    if (excluded_by(filters.description, interaction.description)) return "--filter-description";
    if (filters.no_state && !interaction.provider_states.empty()) return "--filter-no-state";
    if (filters.state) {
        const auto& states = interaction.provider_states;
        const bool all_excluded = std::all_of(states.begin(), states.end(), [&](const auto& state) {
            return excluded_by(filters.state, state.name);
        });
        if (all_excluded) return "--filter-state";
    }
    return "";
}

class Run {
  public:
    Run(const VerificationSettings& settings, http::Client& provider, const Clock& clock, Random& random,
        const Listener& listener)
        : settings_(settings), provider_(provider), clock_(clock), random_(random), listener_(listener) {}

    VerificationResult verify(CollectedContracts collected) {
        const auto start = clock_.steady();
        result_.provider = settings_.provider;
        result_.started = clock_.now();
        result_.nothing_is_allowed = settings_.nothing_is_allowed;
        result_.failures = std::move(collected.failures);
        prepare(std::move(collected.contracts));
        collected.contracts.clear();
        warn_about_states();
        tell(RunStarted{result_});
        for (auto& contract : result_.contracts) verify_contract(contract);
        result_.nothing = explain_nothing(result_, collected, settings_);
        result_.duration = duration_cast<microseconds>(clock_.steady() - start);
        return std::move(result_);
    }

  private:
    void tell(const Event& event) {
        if (listener_) listener_(event);
    }

    void prepare(std::vector<LoadedContract> contracts) {
        for (auto& loaded : contracts) {
            if (result_.provider.empty()) result_.provider = loaded.contract.provider;
            ContractResult contract;
            contract.source = std::move(loaded);
            const auto& interactions = contract.source.contract.interactions;
            contract.interactions.resize(interactions.size());
            for (std::size_t i = 0; i < interactions.size(); ++i) {
                auto& result = contract.interactions[i];
                result.index = i;
                result.id = model::short_id(interactions[i]);
                result.pending =
                    interactions[i].pending || (contract.source.broker && contract.source.broker->pending);
                result.skipped_because = why_skipped(interactions[i], result.id, settings_.filters);
            }
            result_.contracts.push_back(std::move(contract));
        }
    }

    void warn_about_states() {
        if (settings_.states) return;
        std::size_t count = 0;
        for (const auto& contract : result_.contracts) {
            for (const auto& result : contract.interactions) {
                const auto& interaction = contract.source.contract.interactions[result.index];
                if (result.skipped_because.empty() && !interaction.provider_states.empty()) ++count;
            }
        }
        if (count == 0) return;
        result_.warnings.push_back(text::counted(count, "interaction") + (count == 1 ? " needs" : " need") +
                                   " a provider state, but nothing sets it up; pass --state-change-url");
    }

    void verify_contract(ContractResult& contract) {
        tell(ContractStarted{contract});
        for (auto& result : contract.interactions) {
            if (result_.ended_early && result.skipped_because.empty())
                result.skipped_because = "--exit-on-first-error";
            if (!result.skipped_because.empty()) continue;
            const auto start = clock_.steady();
            verify_interaction(contract, result);
            result.duration = duration_cast<microseconds>(clock_.steady() - start);
            finish(contract, result);
            if (settings_.end_at_first_failure && result.status != Status::passed && !result.pending) {
                result_.ended_early = true;
            }
        }
        places_.clear();
    }

    void finish(const ContractResult& contract, InteractionResult& result) {
        if (result.exchange && result.exchange->response.status != 0)
            tell(InteractionCompared{contract, result});
        if (result.status == Status::passed) {
            if (settings_.keep_exchanges && result.exchange) {
                keep(*result.exchange);
            } else {
                result.exchange.reset();
            }
        } else {
            if (places_.empty()) places_ = places_of_interactions(contract.source);
            result.place = places_[result.index];
            find_faulty_rule(contract.source, result);
            hide_secrets(result.mismatches);
            if (result.exchange) keep(*result.exchange);
        }
        tell(InteractionFinished{contract, result});
    }

    static void find_faulty_rule(const LoadedContract& contract, InteractionResult& result) {
        const auto faulty =
            std::find_if(result.mismatches.begin(), result.mismatches.end(), matching::blames_the_rule);
        if (faulty == result.mismatches.end()) return;
        result.faulty_rule = place_of_faulty_rule(contract, result.index, *faulty, result.place);
    }

    void keep(Exchange& exchange) {
        hide_secrets(exchange);  // while the body is whole
        auto& body = exchange.response.body;
        const std::size_t kept =
            std::min({body.size(), kMaxKeptBody, std::max(body_budget_, std::size_t(4096))});
        body.resize(kept);
        body.shrink_to_fit();
        body_budget_ -= std::min(body_budget_, kept);
    }

    void verify_interaction(const ContractResult& contract, InteractionResult& result) {
        const auto& interaction = contract.source.contract.interactions[result.index];
        const std::string& consumer = contract.source.contract.consumer;
        json::Object values;
        if (settings_.states) {
            auto states = change_states(interaction, StateAction::setup, consumer, settings_.states);
            if (states.failure) return stop_at(result, ObstacleKind::state_setup, std::move(*states.failure));
            values = std::move(states.values);
        } else {
            values = declared_values(interaction);
        }
        exchange_and_compare(contract.source.contract, interaction, std::move(values), result);
        if (!settings_.states || !settings_.teardown) return;
        auto states = change_states(interaction, StateAction::teardown, consumer, settings_.states);
        // What the comparison found says more than a tear-down that failed after it
        if (states.failure && result.status == Status::passed) {
            stop_at(result, ObstacleKind::state_teardown, std::move(*states.failure));
        }
    }

    static json::Object declared_values(const model::Interaction& interaction) {
        json::Object values;
        for (const auto& state : interaction.provider_states) {
            for (const auto& param : state.params) values.set(param.name, param.value);
        }
        return values;
    }

    static void stop_at(InteractionResult& result, ObstacleKind kind, Error error) {
        result.status = Status::not_run;
        result.obstacle = Obstacle{kind, std::move(error)};
    }

    void exchange_and_compare(const model::Contract& contract, const model::Interaction& interaction,
                              json::Object values, InteractionResult& result) {
        if (interaction.http() == nullptr && settings_.messages)
            return make_and_compare(contract, interaction, result);
        const auto& endpoint = endpoint_for(interaction);
        http::Request request;
        if (const auto* expected = interaction.http()) {
            generation::Context context{generation::Mode::provider, random_, clock_, std::move(values), {}};
            context.strict_compat = settings_.strict_compat;
            request = request_for(expected->request, endpoint, context);
        } else {
            request = message_request(interaction, join_paths(endpoint.base_path, "/"));
        }
        for (const auto& header : settings_.headers) request.headers.set(header.name, header.value);
        if (!request.headers.contains("Accept")) request.headers.set("Accept", "*/*");
        if (settings_.request_filter) settings_.request_filter(request);
        if (!send(std::move(request), endpoint, result)) return;

        matching::Settings rules;
        rules.version = contract.version;
        rules.strict_compat = settings_.strict_compat;
        const auto& response = result.exchange->response;
        result.mismatches =
            interaction.http() != nullptr
                ? matching::match_response(interaction.http()->response, matching::received(response), rules)
                : match_answer(interaction, response, rules);
        result.status = result.mismatches.empty() ? Status::passed : Status::failed;
    }

    // A message that the provider makes in this process.
    void make_and_compare(const model::Contract& contract, const model::Interaction& interaction,
                          InteractionResult& result) {
        const auto made = settings_.messages(interaction);
        if (!made && made.error().code == ErrorCode::not_found)
            return stop_at(result, ObstacleKind::unsupported, made.error());
        matching::Settings rules;
        rules.version = contract.version;
        rules.strict_compat = settings_.strict_compat;
        result.mismatches = made ? match_messages(interaction, *made, rules)
                                 : matching::Mismatches{without_message(made.error())};
        result.status = result.mismatches.empty() ? Status::passed : Status::failed;
    }

    // The transport an interaction names, else that of its kind, else where the provider is.
    const Endpoint& endpoint_for(const model::Interaction& interaction) const {
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

    static http::Request request_for(const model::Request& expected, const Endpoint& endpoint,
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

    // False, with the obstacle noted, when there is no response.
    bool send(http::Request request, const Endpoint& endpoint, InteractionResult& result) {
        const auto start = clock_.steady();
        auto response = provider_.send(endpoint.origin, request, settings_.limits);
        Exchange exchange;
        exchange.origin = endpoint.origin;
        exchange.request = std::move(request);
        exchange.duration = duration_cast<microseconds>(clock_.steady() - start);
        exchange.response.status = 0;
        if (response) {
            exchange.body_bytes = response->body.size();
            exchange.response = std::move(*response);
        }
        result.exchange = std::move(exchange);
        if (response) return true;
        stop_at(result, obstacle_of(response.error().code), explained(response.error(), endpoint));
        return false;
    }

    Error explained(Error error, const Endpoint& endpoint) const {
        error.where = masked_url(endpoint.origin);
        if (error.code == ErrorCode::unreachable) {
            error.remedy = "start the provider first, and check --provider-url (or --hostname and --port)";
        } else if (error.code == ErrorCode::timed_out) {
            error.remedy = "make the provider answer sooner, or allow more with --request-timeout (now " +
                           std::to_string(settings_.limits.deadline.count()) + " ms)";
        } else if (error.code == ErrorCode::too_large) {
            error.remedy = "let the provider answer with less, or allow more with --max-response-size";
        } else if (error.code == ErrorCode::malformed) {
            error.remedy =
                "look into the provider's log: it closed the connection early or did not speak HTTP";
        }
        return error;
    }

    const VerificationSettings& settings_;
    http::Client& provider_;
    const Clock& clock_;
    Random& random_;
    const Listener& listener_;
    VerificationResult result_;
    std::vector<std::string> places_;  // of the contract that is being verified, once needed
    std::size_t body_budget_ = kBodyBudget;
};

}  // namespace

VerificationResult verify(CollectedContracts collected, const VerificationSettings& settings,
                          http::Client& provider, const Clock& clock, Random& random,
                          const Listener& listener) {
    return Run(settings, provider, clock, random, listener).verify(std::move(collected));
}

}  // namespace tally::verification
