#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <tally/doctest.h>

#include <stdexcept>

#include "greeting.h"
#include "http_get.h"

TEST_CASE("is greeted") {
    tally::run(greeting("doctest-client"), [](const tally::MockServer& greeter) {
        const std::string response = http_get(greeter.port(), "/greeting?name=Grace");
        CHECK(response.find("Good morning, Ada") != std::string::npos);
    });
}

// Run on demand only: each of the following is to fail.
TEST_CASE("forgets to ask" * doctest::skip()) {
    tally::run(greeting("forgetful-client"), [](const tally::MockServer&) {});
}

TEST_CASE("is not content" * doctest::skip()) {
    tally::run(greeting("discontented-client"), [](const tally::MockServer& greeter) {
        CHECK(http_get(greeter.port(), "/greeting?name=Grace").empty());
        CHECK(greeter.port() != 0);
    });
}

TEST_CASE("throws" * doctest::skip()) {
    tally::run(greeting("throwing-client"), [](const tally::MockServer& greeter) {
        http_get(greeter.port(), "/greeting?name=Grace");
        throw std::runtime_error("unreadable greeting");
    });
}

TEST_CASE("handles a message") {
    tally::Contract contract("doctest-client", "greeter");
    contract.expects_to_receive("a farewell").with_message().json_body({{"text", tally::matchers::like("Bye")}});
    tally::receive(contract, [](const tally::ReceivedMessage& message) { CHECK(message.contents == R"({"text":"Bye"})"); });
}
