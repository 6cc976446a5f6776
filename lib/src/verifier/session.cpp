#include "verifier/session.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "broker_api/selectors.h"
#include "http/httplib_client.h"
#include "reporting/failure_text.h"
#include "reporting/report_sentences.h"
#include "verification/find_place.h"
#include "verification/nothing_verified.h"
#include "verifier/message_makers.h"
#include "verifier/state_handlers.h"

namespace tally::verifier {
namespace {

using namespace verification;

std::string given_or_from_environment(const std::string& given, const char* name) {
    if (!given.empty()) return given;
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

broker_api::BrokerSettings broker_settings(const Broker& broker) {
    broker_api::BrokerSettings settings;
    settings.url = broker.url;
    settings.token = given_or_from_environment(broker.options.token, "PACT_BROKER_TOKEN");
    if (settings.token.empty()) {
        settings.user = given_or_from_environment(broker.options.user, "PACT_BROKER_USERNAME");
        settings.password = given_or_from_environment(broker.options.password, "PACT_BROKER_PASSWORD");
    }
    settings.advice.credentials = "set token, or user and password, in tally::BrokerOptions";
    return settings;
}

Error explained(Error error) {
    switch (error.code) {
        case ErrorCode::unreachable:
            error.remedy =
                "start the provider before its interactions are verified, and check the address that "
                "provider() was given";
            break;
        case ErrorCode::timed_out:
            error.remedy = "make the provider answer sooner, or allow more with timeout()";
            break;
        case ErrorCode::too_large:
            error.remedy = "let the provider answer with less";
            break;
        default:
            break;
    }
    return error;
}

const char* remedy_for(NothingReason reason) {
    switch (reason) {
        case NothingReason::other_provider:
            return "check the name that the verifier was made with";
        case NothingReason::other_consumers:
            return "check consumer()";
        case NothingReason::no_interactions:
            return "let the consumer's tests record what it needs";
        default:
            return "check contracts() or broker(), and that the consumer has recorded or published its "
                   "contract";
    }
}

bool is_pending(const LoadedContract& contract, const model::Interaction& interaction) {
    return interaction.pending || (contract.broker && contract.broker->pending);
}

std::string failure(const Error& error) {
    const std::string what = error.where.empty() ? error.what : error.where + ": " + error.what;
    return text::printable(what) +
           (error.remedy.empty() ? "" : "\n  try       " + text::printable(error.remedy));
}

}  // namespace

Session::Session(Draft draft) : draft_(std::move(draft)), client_(http::http_client()) {
    settings_.provider = draft_.provider_name;
    settings_.headers = draft_.headers;
    settings_.limits.deadline = draft_.timeout;
    settings_.states = state_handler(draft_.states);
    settings_.teardown = std::any_of(draft_.states.begin(), draft_.states.end(),
                                     [](const auto& state) { return state.second.tear_down != nullptr; });
    if (draft_.filter) {
        settings_.request_filter = [this](http::Request& request) {
            RequestView view(request);
            draft_.filter(view);
        };
    }
    settings_.messages = message_source(draft_.messages);
    load();
}

void Session::connect_broker(Sources& sources) {
    const Broker& wanted = *draft_.broker;
    auto client = broker_api::BrokerClient::create(broker_settings(wanted), *client_, http::pause_quietly);
    if (!client) return add_problem("the broker's address is valid", client.error());
    auto selectors = broker_api::parse_selectors(wanted.options.selectors);
    if (!selectors) return add_problem("selectors are valid", selectors.error());
    if (wanted.options.publish && wanted.options.provider_version.empty()) {
        add_problem("results can be published",
                    {ErrorCode::invalid_input, "", "results are to be published, but of no version",
                     "set provider_version in tally::BrokerOptions"});
    }
    broker_ = std::move(*client);
    BrokerSource source;
    source.wanted.provider = draft_.provider_name;
    source.wanted.selectors = std::move(*selectors);
    source.wanted.provider_branch = wanted.options.provider_branch;
    source.wanted.provider_tags = wanted.options.provider_tags;
    source.wanted.include_pending = wanted.options.pending;
    source.wanted.include_wip_since = wanted.options.include_wip_since;
    sources.broker = std::move(source);
}

void Session::load() {
    Sources sources;
    for (const std::string& path : draft_.contracts) sources.paths.emplace_back(path);
    if (draft_.broker) connect_broker(sources);
    auto collected = collect_contracts(sources, {draft_.provider_name, draft_.consumers}, *client_,
                                       broker_ ? &*broker_ : nullptr);
    for (const Error& error : collected.failures) add_problem("the contract can be read", error);
    result_.provider = draft_.provider_name;
    for (LoadedContract& loaded : collected.contracts) {
        ContractResult contract;
        contract.source = std::move(loaded);
        places_.push_back(places_of_interactions(contract.source));
        result_.contracts.push_back(std::move(contract));
        add_contract(result_.contracts.size() - 1);
    }
    if (!tests_.empty()) return;
    const auto nothing = explain_nothing(result_, collected, settings_);
    const std::string why = nothing ? nothing->sentence : "there is no interaction";
    add_problem("something is verified",
                {ErrorCode::not_found, "NOTHING WAS VERIFIED", why,
                 remedy_for(nothing ? nothing->reason : NothingReason::no_contracts)});
}

void Session::add_contract(std::size_t index) {
    ContractResult& contract = result_.contracts[index];
    const auto& interactions = contract.source.contract.interactions;
    contract.interactions.resize(interactions.size());
    for (std::size_t i = 0; i < interactions.size(); ++i) {
        InteractionResult& result = contract.interactions[i];
        result.index = i;
        result.id = model::short_id(interactions[i]);
        result.pending = is_pending(contract.source, interactions[i]);
        result.skipped_because = "its test did not run";
        add_test(reporting::pair_of(contract), test_name(interactions[i]), {index, i, ""});
    }
}

void Session::add_test(const std::string& suite, const std::string& name, Part part) {
    tests_.push_back({suite, names_.unique(suite, name)});
    parts_.push_back(std::move(part));
}

void Session::add_problem(const std::string& name, const Error& error) {
    add_test(draft_.provider_name, name, {0, 0, failure(error)});
}

std::optional<Error> Session::find_provider() {
    if (found_) return std::nullopt;
    const auto problem = [](std::string what, std::string remedy) {
        return Error{ErrorCode::unreachable, "", std::move(what), std::move(remedy)};
    };
    if (!draft_.start)
        return problem("nobody said where the provider is", "add .provider(\"http://127.0.0.1:8080\")");
    std::string address;
    try {
        address = draft_.start();
    } catch (const std::exception& thrown) {
        return problem(std::string("the provider could not be started: ") + thrown.what(), "");
    } catch (...) {
        return problem("the provider could not be started", "");
    }
    const auto url = parse_url(address, "http");
    if (!url) return problem("the provider's address: " + url.error().what, "write it as http://HOST:PORT");
    settings_.endpoint.origin = url->origin();
    settings_.endpoint.base_path = url->path() == "/" ? "" : std::string(url->path());
    found_ = true;
    return std::nullopt;
}

InteractionResult Session::not_run(const Part& part, Error error) const {
    const LoadedContract& source = result_.contracts[part.contract].source;
    const model::Interaction& interaction = source.contract.interactions[part.interaction];
    InteractionResult result;
    result.index = part.interaction;
    result.id = model::short_id(interaction);
    result.pending = is_pending(source, interaction);
    result.status = Status::not_run;
    result.obstacle = Obstacle{ObstacleKind::unreachable, std::move(error)};
    result.place = places_[part.contract][part.interaction];
    return result;
}

// The engine, with a contract of this interaction alone.
InteractionResult Session::verify_alone(const Part& part) {
    const LoadedContract& source = result_.contracts[part.contract].source;
    const model::Interaction& interaction = source.contract.interactions[part.interaction];
    LoadedContract alone;
    alone.origin = source.origin;
    alone.contract.consumer = source.contract.consumer;
    alone.contract.provider = source.contract.provider;
    alone.contract.version = source.contract.version;
    alone.contract.interactions = {interaction};
    CollectedContracts one;
    one.contracts.push_back(std::move(alone));
    if (interaction.http() != nullptr) {
        if (auto problem = find_provider()) return not_run(part, std::move(*problem));
    }
    auto result = std::move(
        verify(std::move(one), settings_, *client_, clock_, random_).contracts.at(0).interactions.at(0));
    result.index = part.interaction;
    result.pending = is_pending(source, interaction);
    if (!result.place.empty()) result.place = places_[part.contract][part.interaction];
    if (!result.faulty_rule.empty()) result.faulty_rule = result.place;
    if (result.obstacle) result.obstacle->error = explained(std::move(result.obstacle->error));
    return result;
}

std::string Session::publish_when_complete(std::size_t index) {
    ContractResult& contract = result_.contracts[index];
    if (!broker_ || !contract.source.broker || count(contract).skipped > 0) return "";
    const BrokerOptions& options = draft_.broker->options;
    if (!options.publish || options.provider_version.empty()) return "";
    VerificationResult alone;
    alone.contracts.push_back(contract);
    publish_results(alone, *broker_,
                    {{options.provider_version, options.provider_branch, options.provider_tags},
                     options.build_url,
                     TALLY_VERSION,
                     false});
    contract.publication = alone.contracts.front().publication;
    const auto& error = contract.publication.error;
    return error ? "the result could not be published: " + failure(*error) : "";
}

VerificationOutcome Session::run(std::size_t test) {
    const Part& part = parts_.at(test);
    if (!part.problem.empty()) return {false, false, part.problem};
    ContractResult& contract = result_.contracts[part.contract];
    InteractionResult& result = contract.interactions[part.interaction];
    result = verify_alone(part);
    VerificationOutcome outcome;
    outcome.passed = result.status == Status::passed;
    outcome.pending = !outcome.passed && result.pending;
    if (!outcome.passed)
        outcome.text = text::join(reporting::failure_text(result_, {{&contract, &result}, {}}, {}, ""), "\n");
    if (std::string problem = publish_when_complete(part.contract); !problem.empty())
        return {false, false, outcome.text + (outcome.text.empty() ? "" : "\n\n") + problem};
    return outcome;
}

}  // namespace tally::verifier
