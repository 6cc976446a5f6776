#include "contract/broker_in_states.h"

#include <stdexcept>

#include "base/encoding.h"
#include "base/json.h"
#include "contract/own_contract.h"

namespace tally::own_contract {

namespace {

std::string segment(const StateParams& parameters, const char* name) {
    return encoding::percent_encoded(parameters.text(name));
}

std::string version_path(const StateParams& parameters) {
    return "/pacticipants/" + segment(parameters, "pacticipant") + "/versions/" +
           segment(parameters, "version");
}

}  // namespace

BrokerInStates::BrokerInStates(Open open) : open_(std::move(open)) {
    empty();
}

void BrokerInStates::empty() {
    broker_.reset();
    database_.reset();
    database_ = open_();
    random_.restart();
    broker_ =
        std::make_unique<Broker>(*database_, clock_, random_, Settings{}, WebhookOutlet{receiver_.get(), {}});
}

http::Response BrokerInStates::handle(const http::Request& request) {
    return broker_->handle(request);
}

json::Value BrokerInStates::ask(const std::string& method, const std::string& target,
                                const std::string& body) {
    http::Request request{
        method, target, {{"Host", "broker.example"}, {"Accept", "application/hal+json"}}, body, {}};
    if (!body.empty()) request.headers.set("Content-Type", "application/json");
    const auto response = handle(request);
    if (response.status >= 300)
        throw std::runtime_error(method + " " + target + ": " + std::to_string(response.status) + " " +
                                 response.body);
    auto read = json::parse(response.body);
    return read ? *read : json::Value();
}

void BrokerInStates::place(const StateParams& parameters, const std::string& kind) {
    ask("PUT", version_path(parameters), "{}");
    ask("POST", version_path(parameters) + "/" + kind + "/environment/" + kUuid, "{}");
}

void BrokerInStates::create_environment(const StateParams& parameters) {
    const json::Object environment{{"name", parameters.text("name")}, {"production", true}};
    const auto made = ask("POST", "/environments", json::to_text(environment));
    if (*made.find("uuid")->string() != kUuid) throw std::runtime_error("another UUID than the contract's");
}

void BrokerInStates::publish(const StateParams& parameters) {
    const std::string consumer = parameters.text("consumer"), provider = parameters.text("provider");
    const std::string content =
        R"({"consumer":{"name":")" + consumer + R"("},"provider":{"name":")" + provider +
        R"("},"interactions":[{"description":"a request","providerStates":[{"name":"an order exists"}],)"
        R"("request":{"method":"GET","path":"/"},"response":{"status":200}}],)"
        R"("metadata":{"pactSpecification":{"version":"3.0.0"}}})";
    const json::Object contract{{"consumerName", consumer},
                                {"providerName", provider},
                                {"specification", "pact"},
                                {"contentType", "application/json"},
                                {"content", encoding::base64(content)}};
    const json::Object publication{{"pacticipantName", consumer},
                                   {"pacticipantVersionNumber", parameters.text("version")},
                                   {"branch", parameters.text("branch")},
                                   {"contracts", json::Array{contract}}};
    ask("POST", "/contracts/publish", json::to_text(publication));
}

void BrokerInStates::verify(const StateParams& parameters) {
    const auto contract =
        ask("GET",
            "/pacts/provider/" + segment(parameters, "provider") + "/consumer/" +
                segment(parameters, "consumer") + "/version/" + segment(parameters, "version"),
            "");
    const std::string href =
        *contract.find("_links")->find("pb:publish-verification-results")->find("href")->string();
    const json::Object result{{"success", true},
                              {"providerApplicationVersion", parameters.text("providerVersion")}};
    ask("POST", href.substr(href.find('/', std::string("http://").size())), json::to_text(result));
}

std::vector<BrokerInStates::State> BrokerInStates::states() {
    return {
        {"the broker is empty", [this](const auto&) { empty(); }},
        {"there is an environment", [this](const auto& parameters) { create_environment(parameters); }},
        {"there is a version",
         [this](const auto& parameters) { ask("PUT", version_path(parameters), "{}"); }},
        {"a version was tagged",
         [this](const auto& parameters) {
             ask("PUT", version_path(parameters) + "/tags/" + segment(parameters, "tag"), "{}");
         }},
        {"a version is on a branch",
         [this](const auto& parameters) {
             ask("PUT",
                 "/pacticipants/" + segment(parameters, "pacticipant") + "/branches/" +
                     segment(parameters, "branch") + "/versions/" + segment(parameters, "version"),
                 "{}");
         }},
        {"a main branch",
         [this](const auto& parameters) {
             const json::Object change{{"mainBranch", parameters.text("branch")}};
             ask("PUT", "/pacticipants/" + segment(parameters, "pacticipant"), json::to_text(change));
         }},
        {"a version was deployed",
         [this](const auto& parameters) { place(parameters, "deployed-versions"); }},
        {"a version was released",
         [this](const auto& parameters) { place(parameters, "released-versions"); }},
        {"a contract was published", [this](const auto& parameters) { publish(parameters); }},
        {"a contract was verified", [this](const auto& parameters) { verify(parameters); }},
        {"there is a webhook",
         [this](const auto&) {
             ask("PUT", std::string("/webhooks/") + kUuid,
                 R"({"events":[{"name":"contract_published"}],)"
                 R"("request":{"method":"POST","url":"https://ci.example/verify"}})");
         }},
    };
}

void BrokerInStates::add_states(Verifier& verifier) {
    for (auto& state : states()) verifier.state(state.name, std::move(state.enter));
}

bool BrokerInStates::enter(const std::string& name, const std::string& parameters) {
    for (const auto& state : states()) {
        if (name == state.name) return state.enter(StateParams(parameters)), true;
    }
    return false;
}

}  // namespace tally::own_contract
