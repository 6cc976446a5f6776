// contract-broker keeps the contract of `contract`: each interaction is a test, against the broker in this
// process and over a socket.
#include <gtest/gtest.h>

#include <memory>

#include "contract/broker_in_states.h"
#include "contract/own_contract.h"
#include "http/server.h"
#include "storage/test_database.h"
#include "support/postgres_server.h"
#include "support/temporary_folder.h"
#include "tally/gtest.h"
#include "verification/contract_sources.h"
#include "verification/verify.h"

namespace tally::own_contract {
namespace {

using namespace testing_support;

// On the engine that TALLY_TEST_DATABASE names; empty each time.
BrokerInStates::Open empty_databases() {
    auto clock = std::make_shared<FakeClock>();
    return [clock, folder = std::shared_ptr<TemporaryFolder>()]() mutable {
        folder = std::make_shared<TemporaryFolder>();
        return open_test_database(*folder, *clock);
    };
}

bool has_engine() {
    return !tests_run_on_postgres() || PostgresServer::programs();
}

// The broker and its socket, alive until the last test has run.
struct Provider {
    BrokerInStates broker{empty_databases()};
    std::unique_ptr<http::Server> server;

    std::string start() {
        server = std::move(http::start_server({}, [this](const http::Request& request) {
                               return broker.handle(request);
                           }).value());
        return server->url();
    }
};

// All of it without a socket; the tests of each interaction are below.
TEST(OwnContractInProcess, IsKept) {
    if (!has_engine() && !postgres_is_installed()) return;
    BrokerInStates broker(empty_databases());
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
    const auto result =
        verification::verify(verification::collect_contracts(sources, {kProvider, {}}, *client, nullptr),
                             settings, *client, clock, random);
    EXPECT_EQ(verification::verdict(result), verification::Verdict::verified);
    ASSERT_EQ(result.contracts.size(), 1u);
    EXPECT_GT(result.contracts.front().interactions.size(), 40u);
    for (const auto& interaction : result.contracts.front().interactions) {
        EXPECT_EQ(interaction.status, verification::Status::passed) << interaction.place;
    }
}

// Tests are made while the program starts, one for each interaction of the file.
[[maybe_unused]] const bool registered = [] {
    if (!has_engine()) return false;
    auto provider = std::make_shared<Provider>();
    Verifier verifier(kProvider);
    verifier.contracts(std::string(TALLY_REPOSITORY_DIR) + "/contracts/own").provider([provider] {
        return provider->start();
    });
    provider->broker.add_states(verifier);
    verify_each(verifier);
    return true;
}();

}  // namespace
}  // namespace tally::own_contract
