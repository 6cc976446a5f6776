#include "contract/exchanges.h"

namespace tally::own_contract {

using namespace matchers;

// An address of the broker, wherever it is.
Value address(const std::string& path) {
    std::string pattern = "https?://[^/]+";
    for (const char c : path) {
        if (std::string("{}.[]()?*+$^|\\").find(c) != std::string::npos) pattern += '\\';
        pattern += c;
    }
    return regex(pattern, "http://broker.example" + path);
}

Value link(const std::string& path) {
    return {{"href", address(path)}};
}

Value named_link(const std::string& name, const std::string& path) {
    return {{"name", name}, {"href", address(path)}};
}

// Any address: for what is opaque to the client.
Value some_link(const std::string& path) {
    return {{"href", regex("https?://[^/]+/.+", "http://broker.example" + path)}};
}

ExpectedRequest asked(Interaction interaction, const std::string& method, const std::string& path) {
    auto request = interaction.with_request(method, path);
    request.header("Accept", array({"application/hal+json", "application/json"}));
    return request;
}

void answered(ExpectedRequest& request, int status, Value body) {
    request.will_respond_with(status)
        .header("Content-Type", regex("application/hal\\+json.*", "application/hal+json;charset=utf-8"))
        .json_body(std::move(body));
}

Interaction nothing_known(Contract& contract, const std::string& description) {
    return contract.upon_receiving(description).given("the broker is empty");
}

Interaction with_environment(Interaction interaction) {
    return interaction.given("there is an environment", {{"name", "prod"}});
}

Interaction with_version(Interaction interaction) {
    return interaction.given("there is a version", {{"pacticipant", "web-shop"}, {"version", "4.2"}});
}

Interaction with_contract(Interaction interaction) {
    return interaction.given(
        "a contract was published",
        {{"consumer", "web-shop"}, {"version", "4.2"}, {"provider", "order-api"}, {"branch", "main"}});
}

Interaction with_provider_in_prod(Interaction interaction) {
    return with_environment(with_contract(std::move(interaction)))
        .given("a version was deployed",
               {{"pacticipant", "order-api"}, {"version", "7"}, {"environment", "prod"}});
}

}  // namespace tally::own_contract
