// A broker for tests: answers by "METHOD target", remembers what it was asked, and never sleeps.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "broker_api/broker_client.h"
#include "http/client.h"

namespace tally::broker_api::testing {

struct FakeBroker {
    std::map<std::string, std::vector<http::Response>> answers;  // one after the other; the last one stays
    std::vector<http::Request> requests;
    std::vector<std::chrono::milliseconds> pauses;
    std::unique_ptr<http::Client> http = http::in_process_client([this](const http::Request& request) {
        requests.push_back(request);
        const auto found = answers.find(request.method + " " + request.target);
        if (found == answers.end()) return http::Response{404, {}, ""};
        auto& all = found->second;
        http::Response answer = all.front();
        if (all.size() > 1) all.erase(all.begin());
        return answer;
    });

    void answer(const std::string& call, int status, const std::string& body,
                const std::string& type = "application/hal+json;charset=utf-8") {
        answers[call].push_back({status, {{"Content-Type", type}}, body});
    }

    Result<BrokerClient> client(BrokerSettings settings = {}) {
        if (settings.url.empty()) settings.url = "http://broker";
        return BrokerClient::create(
            std::move(settings), *http,
            [this](std::chrono::milliseconds span, std::string_view) { pauses.push_back(span); });
    }
};

}  // namespace tally::broker_api::testing
