#include "conformance/compat_mock_broker.h"

#include <utility>

#include "base/text.h"
#include "format/read_contract.h"
#include "format/write_contract.h"
#include "recording/miss_json.h"

namespace tally::conformance {
namespace {

// As brokers give contracts away: interactions with identifiers, and a link for the result.
Result<std::string> broker_copy(const model::Contract& contract, const std::string& path) {
    const Result<std::string> text = format::write_contract(contract);
    if (!text) return text.error();
    Result<json::Value> document = json::parse(*text);
    if (!document) return std::move(document).error();
    json::Object& root = *document->object();
    root.set("_links",
             json::Object{{"pb:publish-verification-results",
                           json::Object{{"href", "http://broker" + path + "/verification-results"}}}});
    json::Array interactions = *root.find("interactions")->array();
    for (std::size_t i = 0; i < interactions.size(); ++i)
        interactions[i].object()->set("_id", "ID" + std::to_string(i + 1));
    root.set("interactions", std::move(interactions));
    return json::to_text(root);
}

model::Interaction download(const std::string& path, std::string text) {
    model::Interaction interaction;
    interaction.description = "a request for the contract";
    model::HttpExchange exchange;
    exchange.request.path = path;
    exchange.response.headers = {{"Content-Type", {"application/json"}}};
    exchange.response.body = {model::BodyState::present, std::move(text), "application/json",
                              model::ContentTypeHint::none};
    interaction.exchange = std::move(exchange);
    return interaction;
}

}  // namespace

MockBroker::MockBroker(model::Contract with_verifier, std::string result_path)
    : mock_(std::move(with_verifier), random_, clock_), result_path_(std::move(result_path)) {}

Result<std::unique_ptr<MockBroker>> MockBroker::make(const model::Contract& contract,
                                                     const std::filesystem::path& fixtures) {
    const std::string name = "pact-broker_" + text::replace_all(contract.consumer, "_", "") + ".json";
    auto with_verifier = format::read_contract_file(fixtures / name);
    if (!with_verifier) return with_verifier.error();
    const std::string path = "/pacts/provider/" + contract.provider + "/consumer/" + contract.consumer;
    Result<std::string> text = broker_copy(contract, path);
    if (!text) return text.error();
    with_verifier->contract.interactions.push_back(download(path, std::move(*text)));
    return std::unique_ptr<MockBroker>(
        new MockBroker(std::move(with_verifier->contract), path + "/verification-results"));
}

http::Response MockBroker::handle(const http::Request& request) {
    const http::Response response = mock_.handle(request);
    if (request.path() == result_path_ && response.status == 201) {
        if (auto body = json::parse(request.body)) published_ = std::move(*body);
    }
    return response;
}

std::string MockBroker::misses() const {
    std::string text;
    for (const recording::Miss& miss : mock_.report().misses) {
        text += miss.request.method + ' ' + miss.request.path;
        for (const auto& mismatch : miss.mismatches()) text += "\n    " + mismatch.sentence;
        text += '\n';
    }
    return text;
}

}  // namespace tally::conformance
