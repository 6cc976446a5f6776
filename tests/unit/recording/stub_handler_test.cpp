// The stub: which interaction answers, what browsers are told, and what is said about a miss.
#include "recording/stub_handler.h"

#include <gtest/gtest.h>

#include <thread>
#include <utility>

#include "base/text.h"
#include "format/read_contract.h"
#include "support/fake_clock.h"

namespace tally::recording {
namespace {

constexpr const char* kShop = R"({
  "consumer": {"name": "web-shop"}, "provider": {"name": "catalogue"},
  "interactions": [
    {"description": "a product", "providerStates": [{"name": "product 10 exists"}],
     "request": {"method": "GET", "path": "/products/10"},
     "response": {"status": 200, "body": {"id": 10}}},
    {"description": "no product", "providerStates": [{"name": "product 10 is gone"}],
     "request": {"method": "GET", "path": "/products/10"}, "response": {"status": 410}},
    {"description": "a rich list", "providerStates": [{"name": "products exist"}, {"name": "the user is rich"}],
     "request": {"method": "GET", "path": "/products"}, "response": {"status": 200}},
    {"description": "an order",
     "request": {"method": "POST", "path": "/orders", "headers": {"Content-Type": "application/json"},
                 "body": {"quantity": 2}},
     "response": {"status": 201, "headers": {"Access-Control-Allow-Origin": "https://shop.example"}}},
    {"description": "any user", "request": {"method": "GET", "path": "/users/1",
       "matchingRules": {"path": {"match": "regex", "regex": "/users/\\d+"}}},
     "response": {"status": 200, "body": {"number": 1},
       "generators": {"body": {"$.number": {"type": "RandomInt", "min": 5, "max": 9}}}}},
    {"description": "the options", "request": {"method": "OPTIONS", "path": "/orders"},
     "response": {"status": 299}}
  ],
  "metadata": {"pactSpecification": {"version": "3.0.0"}}
})";

model::Contract contract(const char* text = kShop) {
    auto read = format::read_contract(text, "shop.json");
    EXPECT_TRUE(read) << read.error().text();
    return read->contract;
}

class Stub : public testing::Test {
  protected:
    StubHandler& stub(StubOptions options = {}) {
        options.say = [this](log::Level level, const std::string& line) {
            said_.push_back((level == log::Level::warn ? "warn: " : "info: ") + line);
        };
        stub_ = std::make_unique<StubHandler>(std::move(options), random_, clock_);
        stub_->serve({contract()});
        served_ = std::exchange(said_, {});
        return *stub_;
    }
    http::Response send(const std::string& method, const std::string& target, http::Headers headers = {},
                        std::string body = {}) {
        return stub_->handle({method, target, std::move(headers), std::move(body), {}});
    }
    int status(const std::string& target, http::Headers headers = {}) {
        return send("GET", target, std::move(headers)).status;
    }
    static Regex pattern(const char* text) { return *Regex::compile(text); }

    std::vector<std::string> said_;
    std::vector<std::string> served_;  // what was said about what is served
    SeededRandom random_{1};
    testing_support::FakeClock clock_;
    std::unique_ptr<StubHandler> stub_;
};

}  // namespace

TEST_F(Stub, AnswersWithTheFirstInteractionThatMatches) {
    stub();
    for (int i = 0; i < 2; ++i) {
        const auto response = send("GET", "/products/10");
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, R"({"id":10})");
    }
    EXPECT_EQ(said_.back(),
              "info: GET /products/10 -> 200 from \"a product\" given \"product 10 exists\", the first of 2 "
              "that match");
}

TEST_F(Stub, SaysWhatItServes) {
    stub({.provider_state = pattern("10"), .without_state_too = true});
    EXPECT_EQ(served_, (std::vector<std::string>{
                           "info: GET /products/10: \"a product\" given \"product 10 exists\"",
                           "info: GET /products/10: \"no product\" given \"product 10 is gone\"",
                           "info: POST /orders: \"an order\"", "info: GET /users/1: \"any user\"",
                           "info: OPTIONS /orders: \"the options\""}));
}

TEST_F(Stub, ComparesHeadersAndBodiesToo) {
    stub();
    const http::Headers json = {{"Content-Type", "application/json"}};
    EXPECT_EQ(send("POST", "/orders", json, R"({"quantity":2})").status, 201);
    EXPECT_EQ(send("POST", "/orders", json, R"({"quantity":3})").status, 404);
    EXPECT_EQ(send("POST", "/orders", {{"Content-Type", "text/plain"}}, R"({"quantity":2})").status, 404);
}

TEST_F(Stub, AppliesGenerators) {
    stub();
    const auto response = send("GET", "/users/77");
    EXPECT_EQ(response.status, 200);
    EXPECT_NE(response.body, R"({"number":1})");
}

TEST_F(Stub, AMissHasAnEmptyBodyAndMayBeReadByBrowsers) {
    stub();
    const auto response = send("GET", "/nothing");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(response.headers.value_or("Access-Control-Allow-Origin", ""), "*");
}

TEST_F(Stub, LeavesTheContractsOwnOriginAlone) {
    stub();
    const auto response =
        send("POST", "/orders", {{"Content-Type", "application/json"}}, R"({"quantity":2})");
    EXPECT_EQ(response.headers.all("Access-Control-Allow-Origin"),
              std::vector<std::string>{"https://shop.example"});
}

TEST_F(Stub, LeavesOptionsToTheContractUnlessAskedToAnswerThem) {
    stub();
    EXPECT_EQ(send("OPTIONS", "/orders").status, 299);
    EXPECT_EQ(send("OPTIONS", "/elsewhere").status, 404);
}

TEST_F(Stub, AnswersEveryPreflightWhenAskedTo) {
    stub({.answers_preflight = true});
    for (const char* target : {"/orders", "/elsewhere"}) {
        const auto response = send("OPTIONS", target, {{"Referer", "http://localhost:3000/basket"}});
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.headers.value_or("Access-Control-Allow-Origin", ""), "*");
        EXPECT_EQ(response.headers.value_or("Access-Control-Allow-Headers", ""), "*");
        EXPECT_NE(response.headers.value_or("Access-Control-Allow-Methods", "").find("PATCH"),
                  std::string::npos);
    }
}

TEST_F(Stub, AllowsTheRefererWhenAskedTo) {
    stub({.answers_preflight = true, .allows_referer = true});
    const auto response = send("OPTIONS", "/orders", {{"Referer", "http://localhost:3000/"}});
    EXPECT_EQ(response.headers.value_or("Access-Control-Allow-Origin", ""), "http://localhost:3000/");
}

TEST_F(Stub, NamesAuthorizationForBrowsersThatAskForIt) {
    stub({.answers_preflight = true});
    const auto response =
        send("OPTIONS", "/orders", {{"Access-Control-Request-Headers", "x-a, authorization"}});
    EXPECT_EQ(response.headers.value_or("Access-Control-Allow-Headers", ""), "Authorization, *");
}

struct StateCase {
    const char* name;
    const char* pattern;  // null: none
    bool without_state_too;
    const char* header;       // the state a request names; null: none
    int product, list, user;  // statuses of /products/10, /products and /users/1
};

class StubStates : public Stub, public testing::WithParamInterface<StateCase> {};

TEST_P(StubStates, Row) {
    const StateCase& row = GetParam();
    StubOptions options{.without_state_too = row.without_state_too, .state_header = "X-State"};
    if (row.pattern != nullptr) options.provider_state = pattern(row.pattern);
    stub(std::move(options));
    http::Headers headers;
    if (row.header != nullptr) headers.add("x-state", row.header);
    EXPECT_EQ(status("/products/10", headers), row.product);
    EXPECT_EQ(status("/products", headers), row.list);
    EXPECT_EQ(status("/users/1", headers), row.user);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, StubStates,
    testing::ValuesIn(std::vector<StateCase>{
        {"AllWithoutAPattern", nullptr, false, nullptr, 200, 200, 200},
        {"APatternIsLookedForInEachState", "rich", false, nullptr, 404, 200, 404},
        {"APatternNeedNotMatchTheWholeName", "gone", false, nullptr, 410, 404, 404},
        {"WithoutAStateTooWhenAskedTo", "gone", true, nullptr, 410, 404, 200},
        {"AHeaderChoosesTheState", nullptr, false, "product 10 is gone", 410, 404, 404},
        {"AHeaderNamesTheWholeState", nullptr, false, "product 10", 404, 404, 404},
        {"AHeaderMayNameAnyOfSeveralStates", nullptr, false, "the user is rich", 404, 200, 404},
        {"AHeaderChoosesAmongWhatThePatternLeaves", "exist", true, "product 10 is gone", 404, 404, 404},
    }),
    [](const auto& row) { return row.param.name; });

struct WhyCase {
    const char* name;
    http::Request request;
    const char* line;
};

class StubMiss : public Stub, public testing::WithParamInterface<WhyCase> {};

TEST_P(StubMiss, Row) {
    stub({.state_header = "X-State"});
    EXPECT_EQ(stub_->handle(GetParam().request).status, 404);
    ASSERT_EQ(said_.size(), 1u);
    EXPECT_EQ(said_[0], "warn: " + std::string(GetParam().line) + " -> 404");
}

INSTANTIATE_TEST_SUITE_P(
    Rows, StubMiss,
    testing::ValuesIn(std::vector<WhyCase>{
        {"ASlipInThePath",
         {"GET", "/product/10", {}, {}, {}},
         "GET /product/10 is not expected; nearest is \"a product\" given \"product 10 exists\" (GET "
         "/products/10): Expected path '/products/10' but was '/product/10'"},
        {"AnotherMethod",
         {"DELETE", "/products/10", {}, {}, {}},
         "DELETE /products/10 is not expected; nearest is \"a product\" given \"product 10 exists\" (GET "
         "/products/10): Expected method 'GET' but was 'DELETE'"},
        {"AnotherBody",
         {"POST", "/orders", {{"Content-Type", "application/json"}}, R"({"quantity":3})", {}},
         "POST /orders does not match \"an order\": $.quantity: Expected 3 (Integer) to be equal to 2 "
         "(Integer)"},
        {"APathWithRules",
         {"GET", "/users/5?all", {}, {}, {}},
         "GET /users/5?all does not match \"any user\": Unexpected query parameter 'all' received"},
        {"NothingLikeIt",
         {"GET", "/zzzzzzzzzzzz", {}, {}, {}},
         "GET /zzzzzzzzzzzz is not expected, and nothing is like it"},
        {"AStateThatDoesNotExist",
         {"GET", "/products/10", {{"X-State", "product 10 exist"}}, {}, {}},
         "GET /products/10 is not expected, and nothing is like it; no interaction has the state "
         "\"product 10 exist\", the nearest is \"product 10 exists\""},
        {"AStateOfOthers",
         {"GET", "/products/10", {{"X-State", "products exist"}}, {}, {}},
         "GET /products/10 is not expected; nearest is \"a rich list\" given \"products exist\" and \"the "
         "user is rich\" (GET /products): Expected path '/products' but was '/products/10'; only "
         "interactions in the state \"products exist\" were asked"},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(Stub, ServesWhatItWasGivenLast) {
    stub();
    const std::string other = text::replace_all(kShop, "/products/10", "/products/11");
    EXPECT_EQ(stub_->serve({contract(other.c_str())}), 6u);
    EXPECT_EQ(status("/products/10"), 404);
    EXPECT_EQ(status("/products/11"), 200);
    EXPECT_EQ(stub_->serve({}), 0u);
    EXPECT_EQ(status("/products/11"), 404);
}

TEST_F(Stub, ServesSeveralContractsInTheirOrder) {
    stub();
    const std::string other = text::replace_all(kShop, R"({"id": 10})", R"({"id": 12})");
    stub_->serve({contract(other.c_str()), contract()});
    EXPECT_EQ(send("GET", "/products/10").body, R"({"id":12})");
}

TEST_F(Stub, MayBeGivenNewContractsWhileItAnswers) {
    stub();
    said_.reserve(1000);
    stub_ = std::make_unique<StubHandler>(StubOptions{}, random_, clock_);
    stub_->serve({contract()});
    std::thread server([this] {
        for (int i = 0; i < 200; ++i) {
            EXPECT_EQ(status("/products/10"), 200);
            EXPECT_EQ(status("/users/5"), 200);
        }
    });
    for (int i = 0; i < 50; ++i) stub_->serve({contract()});
    server.join();
}

}  // namespace tally::recording
