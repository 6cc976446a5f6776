#include <gtest/gtest.h>
#include <tally/consumer.h>
#include <tally/gtest.h>

#include "http_get.h"

static_assert(__cplusplus == 201703L, "the package is for C++17 too");

using namespace tally::matchers;

TEST(GreeterClient, IsGreeted) {
    tally::Contract contract("greeter-client", "greeter");
    contract.upon_receiving("a request for a greeting")
        .given("it is morning", {{"hour", 7}})
        .with_request("GET", "/greeting")
        .query("name", like("Ada"))
        .will_respond_with(200)
        .header("Content-Language", regex("[a-z]{2}", "en"))
        .json_body({{"text", include("morning", "Good morning, Ada")}, {"lines", each_like("Good morning")}});

    tally::run(contract, [](const tally::MockServer& greeter) {
        const std::string response = http_get(greeter.port(), "/greeting?name=Grace");
        EXPECT_NE(response.find("Good morning, Ada"), std::string::npos) << response;
    });
}
