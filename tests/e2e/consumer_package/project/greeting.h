// The contract that every program of this project tests: what the client needs of a greeter.
#pragma once

#include <tally/consumer.h>

inline tally::Contract greeting(const char* consumer, tally::Place place = tally::Place::here()) {
    using namespace tally::matchers;
    tally::Contract contract(consumer, "greeter");
    contract.upon_receiving("a request for a greeting", place)
        .given("it is morning", {{"hour", 7}})
        .with_request("GET", "/greeting", place)
        .query("name", like("Ada"))
        .will_respond_with(200)
        .header("Content-Language", regex("[a-z]{2}", "en"))
        .json_body({{"text", include("morning", "Good morning, Ada")}, {"lines", each_like("Good morning")}});
    return contract;
}
