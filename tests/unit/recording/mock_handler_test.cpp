#include "recording/mock_handler.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/fake_clock.h"
#include "support/golden.h"
#include "unit/recording/expectations.h"

namespace tally::recording {
namespace {

class MockHandlerTest : public testing::Test {
  protected:
    MockHandler& serve(std::vector<model::Interaction> interactions) {
        handler_.emplace(contract_of(std::move(interactions)), random_, clock_);
        return *handler_;
    }
    http::Response ask(std::string method, std::string target, std::string body = "",
                       http::Headers headers = {}) {
        return handler_->handle(
            {std::move(method), std::move(target), std::move(headers), std::move(body), ""});
    }

    SeededRandom random_{1};
    testing_support::FakeClock clock_;
    std::optional<MockHandler> handler_;
};

using MockHandlerAnswers = MockHandlerTest;
using MockHandlerMisses = MockHandlerTest;

std::string body_of(const http::Response& response) {
    return response.body;
}

TEST_F(MockHandlerAnswers, WithTheExpectedResponse) {
    serve({interaction("a product", request("GET", "/products/10"), response(201, R"({"id":10})"))});
    const http::Response answer = ask("GET", "/products/10");
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, R"({"id":10})");
    EXPECT_EQ(answer.headers.value_or("Content-Type", ""), "application/json");
    EXPECT_EQ(handler_->report().exercised, std::vector<bool>{true});
    EXPECT_TRUE(handler_->report().misses.empty());
}

TEST_F(MockHandlerAnswers, WithACompleteMatchBeforeOneThatIsOnlyDefinedEarlier) {
    model::Request particular = request("GET", "/products/10");
    particular.headers.push_back({"X-Trial", {"yes"}});
    serve({interaction("with a header", particular, response(200, "1")),
           interaction("by pattern", with_path_pattern(request("GET", "/products/1"), "/products/\\d+"),
                       response(200, "2"))});
    EXPECT_EQ(body_of(ask("GET", "/products/10")), "2");
    EXPECT_EQ(body_of(ask("GET", "/products/10", "", {{"X-Trial", "yes"}})), "1");
}

TEST_F(MockHandlerAnswers, FromTheFirstOneNotYetExercisedThenFromTheFirst) {
    serve({interaction("before", request("GET", "/x"), response(200, "1")),
           interaction("after", request("GET", "/x"), response(200, "2"))});
    EXPECT_EQ(body_of(ask("GET", "/x")), "1");
    EXPECT_EQ(body_of(ask("GET", "/x")), "2");
    EXPECT_EQ(body_of(ask("GET", "/x")), "1");
}

TEST_F(MockHandlerAnswers, WithFreshValuesWhereThereIsAGenerator) {
    model::Response made = response(200, R"({"url":"/"})");
    made.generators.body.push_back(
        {"$.url", model::PathExpression{{model::Field{"url"}}},
         model::MockServerUrlGenerator{"http://example.org/orders/7", ".*(/orders/\\d+)$"}});
    serve({interaction("x", request("GET", "/x"), made)});
    handler_->set_url("http://127.0.0.1:1234");
    EXPECT_EQ(body_of(ask("GET", "/x")), R"({"url":"http://127.0.0.1:1234/orders/7"})");
}

TEST_F(MockHandlerAnswers, SeveralThreadsAtOnce) {
    serve({interaction("a", request("GET", "/a"), response(200, "1")),
           interaction("b", request("GET", "/b"), response(200, "2"))});
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 50; ++n) {
                wrong += body_of(ask("GET", i % 2 == 0 ? "/a" : "/b")) != (i % 2 == 0 ? "1" : "2");
                wrong += ask("GET", "/c").status != 500;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(handler_->report().misses.size() + handler_->report().further_misses, 16u * 50u);
}

TEST_F(MockHandlerMisses, AreAnswered500WithTheDifferences) {
    model::Request order = request("POST", "/orders");
    order.headers.push_back({"Content-Type", {"application/json"}});
    order.body = {model::BodyState::present, R"({"quantity":2})", "application/json",
                  model::ContentTypeHint::none};
    serve({interaction("an order", order)});
    const http::Response answer =
        ask("POST", "/orders", R"({"quantity":3})", {{"Content-Type", "application/json"}});
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.headers.value_or("X-Pact", ""), "Request-Mismatch");
    EXPECT_TRUE(testing_support::matches_golden("recording/answer_to_a_mismatch.json", answer.body));
    EXPECT_EQ(handler_->report().exercised, std::vector<bool>{false});
}

TEST_F(MockHandlerMisses, AreUnexpectedWhereMethodAndPathAreNobodys) {
    serve({interaction("a product", request("GET", "/products/10"))});
    const http::Response answer = ask("GET", "/products/11?all=yes");
    EXPECT_EQ(answer.headers.value_or("X-Pact", ""), "Unexpected-Request");
    EXPECT_TRUE(testing_support::matches_golden("recording/answer_to_a_surprise.json", answer.body));
    EXPECT_EQ(ask("PUT", "/products/10").headers.value_or("X-Pact", ""), "Unexpected-Request");
    const MockReport report = handler_->report();
    ASSERT_EQ(report.misses.size(), 2u);
    EXPECT_FALSE(report.misses[0].expected_elsewhere);
    EXPECT_EQ(report.misses[0].mismatches().at(0).kind, matching::MismatchKind::path);
    EXPECT_EQ(report.misses[1].mismatches().at(0).kind, matching::MismatchKind::method);
}

TEST_F(MockHandlerMisses, NameTheInteractionWithTheFewestDifferences) {
    model::Request far = request("GET", "/x");
    far.headers = {{"A", {"1"}}, {"B", {"1"}}};
    model::Request near = request("GET", "/x");
    near.headers = {{"A", {"2"}}};
    serve({interaction("far", far), interaction("near", near)});
    ask("GET", "/x");
    EXPECT_EQ(handler_->report().misses.at(0).nearest, 1u);
}

TEST_F(MockHandlerMisses, NameTheThreeNearestInteractions) {
    model::Request paged = request("GET", "/products");
    paged.query = {{"page", {"1"}}};
    serve({interaction("orders", request("GET", "/orders")),
           interaction("a product", request("GET", "/products/1")),
           interaction("an order", request("POST", "/products")), interaction("a page", paged),
           interaction("users", request("GET", "/users"))});
    const http::Response answer = ask("GET", "/products");
    EXPECT_TRUE(testing_support::matches_golden("recording/answer_with_three.json", answer.body));
}

TEST_F(MockHandlerMisses, PreferInteractionsThatNobodyAskedForYet) {
    serve({interaction("first", request("GET", "/a")), interaction("second", request("GET", "/b"))});
    ask("GET", "/a");
    ask("GET", "/c");
    EXPECT_EQ(handler_->report().misses.at(0).closest.at(0).interaction, 1u);
}

TEST_F(MockHandlerAnswers, WithTheFaultOfTheInteraction) {
    MockOptions options;
    options.faults = {std::nullopt, Fault{.drop_connection = true}};
    handler_.emplace(
        contract_of({interaction("a", request("GET", "/a")), interaction("b", request("GET", "/b"))}),
        random_, clock_, options);
    EXPECT_EQ(ask("GET", "/a").fault, std::nullopt);
    EXPECT_EQ(ask("GET", "/b").fault, options.faults[1]);
    EXPECT_EQ(ask("GET", "/c").fault, std::nullopt);
}

TEST_F(MockHandlerMisses, AreKeptInBoundedNumber) {
    serve({interaction("x", request("GET", "/x"))});
    for (int i = 0; i < 150; ++i) ask("GET", "/y");
    EXPECT_EQ(handler_->report().misses.size(), 100u);
    EXPECT_EQ(handler_->report().further_misses, 50u);
}

TEST_F(MockHandlerMisses, KeepOnlyTheBeginningOfLongTexts) {
    model::Request order = request("POST", "/orders");
    order.body = {model::BodyState::present, R"({"note":""})", "application/json",
                  model::ContentTypeHint::none};
    serve({interaction("an order", order)});
    const std::string body = R"({"note":")" + std::string(1 << 20, 'a') + "\"}";
    const http::Response answer = ask("POST", "/orders", body, {{"Content-Type", "application/json"}});
    const MockReport report = handler_->report();
    EXPECT_LT(report.misses.at(0).request.body.bytes.size(), 5000u);
    EXPECT_LT(report.misses.at(0).mismatches().at(0).actual.size(), 2000u);
    EXPECT_LT(answer.body.size(), 5000u);
}

TEST_F(MockHandlerMisses, ShowNoSecrets) {
    model::Request guarded = request("GET", "/x");
    guarded.headers.push_back({"Authorization", {"Bearer correct-horse"}});
    serve({interaction("x", guarded)});
    const http::Response answer = ask("GET", "/x?api_key=battery", "", {{"Authorization", "Bearer staple"}});
    for (const char* secret : {"correct-horse", "battery", "staple"})
        EXPECT_EQ(answer.body.find(secret), std::string::npos) << secret << " in\n" << answer.body;
}

}  // namespace
}  // namespace tally::recording
