#include <gtest/gtest.h>
#include <tally/gtest.h>

#include "greeting.h"
#include "http_get.h"

static_assert(__cplusplus == 201703L, "the package is for C++17 too");

TEST(GreeterClient, IsGreeted) {
    tally::run(greeting("gtest-client"), [](const tally::MockServer& greeter) {
        const std::string response = http_get(greeter.port(), "/greeting?name=Grace");
        EXPECT_NE(response.find("Good morning, Ada"), std::string::npos) << response;
    });
}

// Run on demand only: each of the following is to fail.
TEST(GreeterClient, DISABLED_ForgetsToAsk) {
    tally::run(greeting("forgetful-client"), [](const tally::MockServer&) {});
}

TEST(GreeterClient, DISABLED_IsNotContent) {
    tally::run(greeting("discontented-client"), [](const tally::MockServer& greeter) {
        EXPECT_EQ(http_get(greeter.port(), "/greeting?name=Grace"), "");
    });
}

TEST(GreeterClient, DISABLED_Throws) {
    tally::run(greeting("throwing-client"), [](const tally::MockServer& greeter) {
        http_get(greeter.port(), "/greeting?name=Grace");
        throw std::runtime_error("unreadable greeting");
    });
}

TEST(GreeterClient, HandlesAMessage) {
    tally::Contract contract("gtest-client", "greeter");
    contract.expects_to_receive("a farewell").with_message().json_body({{"text", tally::matchers::like("Bye")}});
    tally::receive(contract, [](const tally::ReceivedMessage& message) { EXPECT_EQ(message.contents, R"({"text":"Bye"})"); });
}
