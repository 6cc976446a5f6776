// contract-broker keeps the contract of `contract`: each interaction is a test, against the broker in this process and
// over a socket.
#include <gtest/gtest.h>

#include <memory>

#include "contract/broker_in_states.h"
#include "contract/own_contract.h"
#include "http/server.h"
#include "storage/open_database.h"
#include "support/temporary_folder.h"
#include "tally/gtest.h"
#include "verification/contract_sources.h"
#include "verification/verify.h"

namespace tally::own_contract {
namespace {

using namespace testing_support;

// A new file each time, so that the broker is empty.
BrokerInStates::Open sqlite() {
    auto folder = std::make_shared<TemporaryFolder>();
    auto clock = std::make_shared<FakeClock>();
    return [folder, clock, count = 0]() mutable {
        return std::move(storage::open_database((*folder / ("broker" + std::to_string(++count) + ".sqlite")).string(),
                                                *clock)
                             .value());
    };
}

struct Engine {
    const char* name;
    BrokerInStates::Open (*open)();
};
// One line for each engine.
const Engine kEngines[] = {{"sqlite", sqlite}};

// The broker and its socket, alive until the last test has run.
struct Provider {
    explicit Provider(const Engine& engine) : broker(engine.open()) {}
    BrokerInStates broker;
    std::unique_ptr<http::Server> server;

    std::string start() {
        server = std::move(http::start_server({}, [this](const http::Request& request) {
                               return broker.handle(request);
                           }).value());
        return server->url();
    }
};

class OwnContractInProcess : public testing::TestWithParam<Engine> {};

// All of it without a socket; the tests of each interaction are below.
TEST_P(OwnContractInProcess, IsKept) {
    BrokerInStates broker(GetParam().open());
    verification::VerificationSettings settings;
    settings.provider = kProvider;
    settings.endpoint.origin = "http://broker.example";
    settings.states = [&](const verification::StateChange& change) -> Result<json::Object> {
        try {
            if (broker.enter(change.state.name, json::to_text(change.state.params))) return json::Object{};
        } catch (const std::exception& problem) {
            return Error{ErrorCode::io, change.state.name, problem.what(), ""};
        }
        return Error{ErrorCode::not_found, change.state.name, "there is no such state", ""};
    };
    verification::Sources sources;
    sources.paths = {std::string(TALLY_REPOSITORY_DIR) + "/contracts/own"};
    const auto client = http::in_process_client([&](http::Request request) {
        if (!request.headers.contains("Host")) request.headers.set("Host", "broker.example");
        return broker.handle(request);
    });
    FakeClock clock;
    SeededRandom random(1);
    const auto result = verification::verify(
        verification::collect_contracts(sources, {kProvider, {}}, *client, nullptr), settings,
        *client, clock, random);
    EXPECT_EQ(verification::verdict(result), verification::Verdict::verified);
    ASSERT_EQ(result.contracts.size(), 1u);
    EXPECT_GT(result.contracts.front().interactions.size(), 40u);
    for (const auto& interaction : result.contracts.front().interactions) {
        EXPECT_TRUE(interaction.status == verification::Status::passed || interaction.pending)
            << interaction.place;
    }
}
INSTANTIATE_TEST_SUITE_P(Engines, OwnContractInProcess, testing::ValuesIn(kEngines),
                         [](const auto& row) { return row.param.name; });

// Tests are made while the program starts, one for each interaction of the file.
[[maybe_unused]] const bool registered = [] {
    for (const Engine& engine : kEngines) {
        auto provider = std::make_shared<Provider>(engine);
        Verifier verifier(kProvider);
        verifier.contracts(std::string(TALLY_REPOSITORY_DIR) + "/contracts/own").provider([provider] {
            return provider->start();
        });
        provider->broker.add_states(verifier);
        verify_each(verifier);
    }
    return true;
}();

}  // namespace
}  // namespace tally::own_contract
