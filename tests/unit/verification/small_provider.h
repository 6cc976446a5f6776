// Contracts in a line, a provider in this process, and a verification of the one against the other.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "format/read_contract.h"
#include "support/fake_clock.h"
#include "verification/verify.h"

namespace tally::verification {

inline LoadedContract contract(const std::string& interactions) {
    const std::string text = R"({"consumer":{"name":"web"},"provider":{"name":"shop"},"interactions":[)" +
                             interactions + R"(],"metadata":{"pactSpecification":{"version":"4.0"}}})";
    auto read = format::read_contract(text, "web-shop.json");
    EXPECT_TRUE(read) << read.error().text();
    return {"web-shop.json", text, std::move(read->contract), {}, std::nullopt};
}

inline std::string get(const std::string& description, const std::string& path,
                       const std::string& more = "") {
    return R"({"type":"Synchronous/HTTP","description":")" + description + R"(","key":")" + description +
           R"(","request":{"path":")" + path + R"("},"response":{"status":200})" + more + "}";
}

// A provider that answers by path, and what it was asked.
struct Provider {
    std::vector<std::string> calls;
    std::vector<http::Request> requests;
    http::Response answer{200, {{"Content-Type", "application/json"}}, "{}"};
    std::mutex mutex;
    std::unique_ptr<http::Client> client = http::in_process_client([this](const http::Request& request) {
        const std::lock_guard lock(mutex);
        calls.push_back(request.method + " " + request.target);
        requests.push_back(request);
        if (request.target.find("/missing") != std::string::npos) return http::Response{404, {}, ""};
        return answer;
    });
};

struct Outcome {
    VerificationResult result;
    std::vector<std::string> events;
};

inline Outcome run(LoadedContract loaded, VerificationSettings settings, http::Client& client) {
    CollectedContracts collected;
    collected.contracts.push_back(std::move(loaded));
    settings.endpoint.origin = "http://provider";
    Outcome outcome;
    testing_support::FakeClock clock;
    SeededRandom random(1);
    outcome.result = verify(std::move(collected), settings, client, clock, random, [&](const Event& event) {
        if (std::holds_alternative<RunStarted>(event)) outcome.events.push_back("run");
        if (std::holds_alternative<ContractStarted>(event)) outcome.events.push_back("contract");
        if (const auto* done = std::get_if<InteractionFinished>(&event))
            outcome.events.push_back(done->interaction.id);
    });
    return outcome;
}

}  // namespace tally::verification
