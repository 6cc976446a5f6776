#include "greeting_client.h"

#include <gtest/gtest.h>
#include <tally/consumer.h>
#include <tally/gtest.h>

using namespace tally::matchers;

// Each test says which request the client makes and what it needs of the answer. tally::run starts a mock server that knows
// just that; when the test passes, it goes into the contract file.

TEST(GreetingClient, Greets) {
    tally::Contract contract("front-desk", "greeter");
    contract.upon_receiving("a request for a greeting")
        .given("it is morning")
        .with_request("GET", "/greeting")
        .query("name", "Ada")
        .will_respond_with(200)
        .json_body({{"text", include("morning", "Good morning, Ada")}});

    tally::run(contract, [](const tally::MockServer& mock) {
        EXPECT_EQ(GreetingClient(mock.url()).greet("Ada"), R"({"text":"Good morning, Ada"})");
    });
}

TEST(GreetingClient, IsRefusedWithoutAName) {
    tally::Contract contract("front-desk", "greeter");
    contract.upon_receiving("a request without a name")
        .with_request("GET", "/greeting")
        .will_respond_with(400)
        .json_body({{"error", like("whom to greet?")}});

    tally::run(contract, [](const tally::MockServer& mock) {
        EXPECT_EQ(GreetingClient(mock.url()).greet(""), std::nullopt);
    });
}
