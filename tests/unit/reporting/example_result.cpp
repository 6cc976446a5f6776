#include "unit/reporting/example_result.h"

#include <utility>

#include "format/read_contract.h"
#include "verification/find_place.h"

namespace tally::reporting::testing {

using namespace verification;
using matching::MismatchKind;
using std::chrono::microseconds;

namespace {

constexpr const char* kContract = R"({
  "consumer": { "name": "web-shop" },
  "provider": { "name": "catalogue" },
  "interactions": [
    {
      "type": "Synchronous/HTTP",
      "description": "a request for a product",
      "key": "p11",
      "providerStates": [ { "name": "product 11 exists" } ],
      "request": { "method": "GET", "path": "/products/11" },
      "response": { "status": 200, "body": { "content": { "price": 19.99, "currency": "EUR" }, "contentType": "application/json" } }
    },
    {
      "type": "Synchronous/HTTP",
      "description": "a request for all products",
      "key": "all",
      "request": { "method": "GET", "path": "/products" },
      "response": { "status": 200 }
    },
    {
      "type": "Synchronous/HTTP",
      "description": "a note",
      "key": "note",
      "providerStates": [ { "name": "product 11 exists" }, { "name": "notes are <allowed>" } ],
      "request": { "method": "POST", "path": "/notes" },
      "response": { "status": 201 }
    }
  ],
  "metadata": {
    "pactSpecification": { "version": "4.0" },
    "tally": { "sources": { "p11": { "path": "tests/shop_test.cpp", "line": 57 } } }
  }
})";

Exchange exchange(const char* method, const char* target, int status, const char* type, std::string body) {
    Exchange made;
    made.origin = "http://localhost:8080";
    made.request.method = method;
    made.request.target = target;
    made.request.headers = {{"Accept", "application/json"}, {"Authorization", "Bearer abc"}};
    made.response.status = status;
    if (*type != '\0') made.response.headers.set("Content-Type", type);
    made.body_bytes = body.size();
    made.response.body = std::move(body);
    made.duration = microseconds(2100);
    return made;
}

void fail(InteractionResult& interaction, Exchange made, matching::Mismatches mismatches) {
    interaction.status = Status::failed;
    interaction.skipped_because.clear();
    interaction.duration = microseconds(3400);
    interaction.exchange = std::move(made);
    interaction.mismatches = std::move(mismatches);
}

}  // namespace

ContractResult example_contract() {
    ContractResult contract;
    auto read = format::read_contract(kContract, "contracts/web-shop-catalogue.json").value();
    contract.source = {
        "contracts/web-shop-catalogue.json", kContract, std::move(read.contract), {}, std::nullopt};
    const auto places = places_of_interactions(contract.source);
    for (std::size_t i = 0; i < places.size(); ++i) {
        InteractionResult result;
        result.index = i;
        result.id = contract.source.contract.interactions[i].key;
        result.place = places[i];
        result.skipped_because = "not named by --only";
        contract.interactions.push_back(std::move(result));
    }
    return contract;
}

void pass(InteractionResult& interaction) {
    interaction.status = Status::passed;
    interaction.skipped_because.clear();
    interaction.duration = microseconds(1600);
}

void stop(InteractionResult& interaction, ObstacleKind kind, Error error) {
    interaction.status = Status::not_run;
    interaction.skipped_because.clear();
    interaction.duration = microseconds(5000123);
    interaction.obstacle = Obstacle{kind, std::move(error)};
}

void fail_with_wrong_price(InteractionResult& interaction) {
    fail(
        interaction,
        exchange(
            "GET", "/products/11", 200, "application/json",
            R"({"id":11,"name":"lamp","price":"19.99","tags":["a","b"],"stock":{"here":1,"there":2},"more":true})"),
        {{MismatchKind::body, "$.price", "19.99", "\"19.99\"",
          "Expected '19.99' (String) to be a decimal number", "decimal at $.price", false},
         {MismatchKind::body, "$", R"(["currency","price"])", R"(["id","name","price"])",
          "Actual map is missing the following keys: currency", "", false}});
}

void fail_with_wrong_prices(InteractionResult& interaction) {
    fail(interaction,
         exchange("GET", "/products", 200, "application/json",
                  R"([{"id":10,"price":"19.99"},{"id":11,"price":"20"},{"id":12,"price":"a lot"}])"),
         {});
    const std::vector<std::string> prices = {"19.99", "20", "a lot"};
    for (std::size_t i = 0; i < prices.size(); ++i) {
        interaction.mismatches.push_back(
            {MismatchKind::body, "$[" + std::to_string(i) + "].price", "19.99", "\"" + prices[i] + "\"",
             "Expected '" + prices[i] + "' (String) to be a decimal number", "decimal at $[*].price", false});
    }
}

void fail_with_not_found(InteractionResult& interaction) {
    fail(interaction, exchange("GET", "/products/11", 404, "text/plain", "no product 11\nin this shop\n"),
         {{MismatchKind::status, "", "200", "404", "expected 200 but was 404", "", false},
          {MismatchKind::body_type, "", "application/json", "text/plain",
           "Expected a body of 'application/json' but the actual content type was 'text/plain'", "", false}});
}

void fail_with_redirect(InteractionResult& interaction) {
    auto made = exchange("GET", "/products", 302, "", "");
    made.response.headers.set("Location", "https://me:secret@other/login");
    fail(interaction, std::move(made),
         {{MismatchKind::status, "", "200", "302", "expected 200 but was 302", "", false}});
}

void make_flaky_after(InteractionResult& interaction, const std::string& other) {
    Flakiness flaky;
    flaky.runs = 20;
    flaky.failed = 3;
    flaky.cause = FlakyCause::order;
    flaky.only_after = {other};
    flaky.shared_states = {"product 11 exists"};
    interaction.flaky = std::move(flaky);
}

void make_flaky_by_answers(InteractionResult& interaction) {
    Flakiness flaky;
    flaky.runs = 20;
    flaky.failed = 5;
    flaky.cause = FlakyCause::response;
    flaky.differences = {{"$.price", "19.99", "20.01"}, {"$.token", "\"hunter2\"", "\"hunter3\""}};
    interaction.flaky = std::move(flaky);
}

VerificationResult result_with_everything() {
    auto contract = example_contract();
    fail_with_wrong_price(contract.interactions[0]);
    pass(contract.interactions[1]);
    stop(contract.interactions[2], ObstacleKind::state_missing,
         {ErrorCode::not_found, "state 'notes are <allowed>'", "the provider has no handler for it",
          "add one: states.on(\"notes are <allowed>\", [] { ... });"});
    auto brokers = example_contract();
    brokers.source.contract.consumer = "mobile";
    brokers.source.origin = "http://broker/pacts/1";
    brokers.source.broker = BrokerCopy{};
    for (auto& interaction : brokers.interactions) interaction.place = brokers.source.origin;
    fail_with_redirect(brokers.interactions[1]);
    brokers.interactions[1].pending = true;
    fail_with_not_found(brokers.interactions[0]);
    make_flaky_after(brokers.interactions[0], "all");
    auto result = result_of(std::move(contract));
    result.contracts.push_back(std::move(brokers));
    result.failures = {{ErrorCode::invalid_input, "contracts/bad, #1.json:12:3",
                        "matcher 'regex' has no 'regex' attribute", "add the pattern to the rule"}};
    result.warnings = {"100% of the states: are taken as given"};
    result.unwitnessed = {{"web-shop", "a request for a product", "$.note is absent", "p11-absent"}};
    result.repetition = {20, true, 7, 1};
    return result;
}

VerificationResult result_of(ContractResult contract) {
    VerificationResult result;
    result.provider = "catalogue";
    result.started = Time(std::chrono::sys_days(std::chrono::year(2021) / 9 / 1));
    result.duration = microseconds(34000);
    result.contracts.push_back(std::move(contract));
    return result;
}

}  // namespace tally::reporting::testing
