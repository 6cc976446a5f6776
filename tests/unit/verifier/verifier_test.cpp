#include "tally/verifier.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "http/server.h"
#include "unit/verifier/small_contract.h"

namespace tally::verifier {
namespace {

using testing_support::TemporaryFolder;
using namespace testing;

// A provider in this process, and what it was asked.
struct OrderApi {
    int order = 0;  // the one that exists
    std::vector<http::Request> requests;
    std::unique_ptr<http::Server> server =
        http::start_server({}, [this](const http::Request& request) {
            requests.push_back(request);
            const bool found = order != 0 && request.target == "/orders/" + std::to_string(order);
            return http::Response{found ? 200 : 404,
                                  {{"Content-Type", "application/json"}},
                                  found ? R"({"total":19.5})" : "{}"};
        }).value();
};

TEST(Verifier, SetsStatesByLambdasAndUsesWhatTheyReturn) {
    TemporaryFolder folder;
    folder.write("a.json", contract_of(kOrder));
    OrderApi api;
    std::string seen;
    Verifier verifier("order-api");
    verifier.contracts(folder.path().string())
        .provider(api.server->url())
        .state(
            "an order exists",
            [&](const StateParams& params) -> Values {
                seen = params.text("customer") + " " + params.text("total") + " " +
                       std::to_string(params.number("total")) + (params.boolean("paid") ? " paid" : "") +
                       (params.contains("absent") ? " absent" : "") + " " +
                       std::to_string(params.integer("total", -1));
                api.order = 42;
                return {{"id", api.order}};
            },
            [&] { api.order = 0; });
    const auto outcome = verifier.verify();
    EXPECT_TRUE(outcome.passed) << outcome.text;
    EXPECT_EQ(outcome.text, "1 passed");
    EXPECT_EQ(seen, "Ada 19.5 19.500000 paid -1");
    ASSERT_EQ(api.requests.size(), 1u);
    EXPECT_EQ(api.requests[0].target, "/orders/42");
    EXPECT_EQ(api.order, 0);
}

TEST(Verifier, MakesMessagesWithoutHttp) {
    TemporaryFolder folder;
    folder.write("a.json", contract_of(std::string(kPlaced) + "," + kPrice));
    std::string asked;
    Verifier verifier("order-api");
    verifier.contracts(folder.path().string())
        .message(
            "order placed",
            [] {
                return Message{R"({"id":42})", "application/json", {{"topic", "orders"}, {"partition", "3"}}};
            })
        .message("price of a product", [&](const Message& request) {
            asked = request.contents;
            return Message{R"({"price":19.99})", "application/json", {}};
        });
    const auto outcome = verifier.verify();
    EXPECT_TRUE(outcome.passed) << outcome.text;
    EXPECT_EQ(asked, R"({"product":10})");
}

TEST(Verifier, MakesSeveralAnswersToOneMessage) {
    TemporaryFolder folder;
    folder.write("a.json", contract_of(R"({"type": "Synchronous/Messages", "description": "two prices",
        "request": {"contents": {"content": "p"}},
        "response": [{"contents": {"contentType": "text/plain", "content": "1"}},
                     {"contents": {"contentType": "text/plain", "content": "2"}}]})"));
    Verifier verifier("order-api");
    verifier.contracts(folder.path().string()).message("two prices", [] {
        return std::vector<Message>{{"1", "text/plain", {}}, {"3", "text/plain", {}}};
    });
    const auto outcome = verifier.verify();
    EXPECT_NE(outcome.text.find("Expected body '2' to match '3'"), std::string::npos) << outcome.text;
    EXPECT_EQ(outcome.text.find("'1'"), std::string::npos) << outcome.text;
}

TEST(Verifier, SendsHeadersAndLetsTheFilterChangeRequestsLast) {
    TemporaryFolder folder;
    folder.write("a.json", contract_of(R"({"type": "Synchronous/HTTP", "description": "d",
        "request": {"method": "POST", "path": "/", "body": {"content": "text", "contentType": "text/plain"}},
        "response": {"status": 404}})"));
    OrderApi api;
    Verifier verifier("order-api");
    verifier.contracts(folder.path().string())
        .provider(api.server->url() + "/api/")
        .header("Authorization", "Bearer 1")
        .header("X-Old", "1")
        .request_filter([](RequestView& request) {
            request.set_header("Authorization",
                               request.header("authorization") + request.method() + request.body());
            request.remove_header("X-Old");
            request.set_target(request.target() + "?signed");
            request.set_body("other text");
        });
    const auto outcome = verifier.verify();
    EXPECT_TRUE(outcome.passed) << outcome.text;
    ASSERT_EQ(api.requests.size(), 1u);
    EXPECT_EQ(api.requests[0].target, "/api/?signed");
    EXPECT_EQ(api.requests[0].body, "other text");
    EXPECT_EQ(api.requests[0].headers.value_or("Authorization", ""), "Bearer 1POSTtext");
    EXPECT_FALSE(api.requests[0].headers.contains("X-Old"));
}

TEST(Verifier, StartsTheProviderOnceAndOnlyWhenItIsNeeded) {
    TemporaryFolder folder;
    const std::string request = R"({"type": "Synchronous/HTTP", "description": "d", "request": {},
                                    "response": {"status": 404}})";
    folder.write("a.json", contract_of(request + "," + request));
    OrderApi api;
    int started = 0;
    Verifier verifier("order-api");
    verifier.contracts(folder.path().string()).provider([&] { return ++started, api.server->url(); });
    const Verification verification = verifier.load();
    EXPECT_EQ(started, 0);
    EXPECT_TRUE(verification.run(1).passed);
    EXPECT_TRUE(verification.run(0).passed);
    EXPECT_EQ(started, 1);
}

TEST(Verifier, NamesATestForEachInteractionOfTheContractsThatAreMeant) {
    TemporaryFolder folder;
    folder.write("a.json", contract_of(std::string(kOrder) + "," + kPlaced + "," + kPlaced));
    folder.write("b.json", contract_of(kPlaced, "other-api"));
    Verifier verifier("order-api");
    verifier.contracts(folder.path().string());
    std::vector<std::string> names;
    for (const auto& test : verifier.load().tests()) names.push_back(test.suite + ": " + test.name);
    EXPECT_EQ(names, (std::vector<std::string>{
                         "web-shop -> order-api: a request for an order given an order exists",
                         "web-shop -> order-api: order placed", "web-shop -> order-api: order placed (2)"}));
}

TEST(StateParams, ReadWhatIsThereAndElseWhatWasAskedFor) {
    const StateParams params(R"({"n": null, "i": 7, "t": "7"})");
    EXPECT_EQ(params.text("n", "x"), "null");
    EXPECT_EQ(params.text("i"), "7");
    EXPECT_EQ(params.integer("t", 1), 1);
    EXPECT_EQ(params.number("i"), 7.0);
    EXPECT_TRUE(params.boolean("i", true));
    EXPECT_EQ(params.text("absent", "x"), "x");
    EXPECT_EQ(params.json(), R"({"n": null, "i": 7, "t": "7"})");
}

}  // namespace
}  // namespace tally::verifier
