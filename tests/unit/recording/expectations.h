// Short ways to write contracts in the model's own terms, for tests below the public builders.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/contract.h"

namespace tally::recording {

inline model::Interaction interaction(std::string description, model::Request request,
                                      model::Response response = {}) {
    model::Interaction interaction;
    interaction.description = std::move(description);
    interaction.exchange = model::HttpExchange{std::move(request), std::move(response)};
    return interaction;
}

inline model::Request request(std::string method, std::string path) {
    model::Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    return request;
}

inline model::Request with_path_pattern(model::Request request, std::string pattern) {
    request.rules.path.rules.push_back({model::RegexRule{std::move(pattern)}});
    return request;
}

inline model::Response response(int status, std::string json_body = "") {
    model::Response response;
    response.status = status;
    if (json_body.empty()) return response;
    response.headers.push_back({"Content-Type", {"application/json"}});
    response.body = {model::BodyState::present, std::move(json_body), "application/json",
                     model::ContentTypeHint::none};
    return response;
}

inline model::Contract contract_of(std::vector<model::Interaction> interactions) {
    model::Contract contract;
    contract.consumer = "web-shop";
    contract.provider = "catalogue";
    contract.interactions = std::move(interactions);
    return contract;
}

}  // namespace tally::recording
