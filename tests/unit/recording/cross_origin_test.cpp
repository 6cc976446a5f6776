#include "recording/cross_origin.h"

#include <gtest/gtest.h>

#include "recording/mock_handler.h"
#include "support/fake_clock.h"
#include "unit/recording/expectations.h"

namespace tally::recording {
namespace {

constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";

http::Request options_request() {
    return {
        "OPTIONS", "/x", {{"Origin", "http://shop"}, {"Access-Control-Request-Headers", "X-A, X-B"}}, "", ""};
}

TEST(AllowOrigin, AllowsTheOneThatAsksElseEverybody) {
    http::Response response;
    allow_origin(options_request(), response);
    EXPECT_EQ(response.headers.all(kAllowOrigin), std::vector<std::string>{"http://shop"});
    http::Response other;
    allow_origin({"GET", "/", {}, "", ""}, other);
    EXPECT_EQ(other.headers.all(kAllowOrigin), std::vector<std::string>{"*"});
}

TEST(AllowOrigin, LeavesTheHeadersOfAContractAlone) {
    http::Response response{200, {{kAllowOrigin, "http://mine"}, {"X-A", "1"}}, ""};
    allow_origin(options_request(), response);
    EXPECT_EQ(response.headers.all(kAllowOrigin), std::vector<std::string>{"http://mine"});
    EXPECT_EQ(response.headers.value_or("X-A", ""), "1");
    EXPECT_EQ(response.headers.value_or("Access-Control-Expose-Headers", ""), "Location, Link");
}

TEST(AllowOrigin, GrantsAPreflightWhatItAsksFor) {
    const http::Response response = preflight_response(options_request());
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(response.headers.all("Access-Control-Allow-Headers"), std::vector<std::string>{"X-A, X-B, *"});
    EXPECT_EQ(response.headers.all(kAllowOrigin), std::vector<std::string>{"http://shop"});
}

class MockForPages : public testing::Test {
  protected:
    http::Response ask(MockOptions options, const http::Request& request) {
        options.cross_origin = true;
        mock_.emplace(contract_of({interaction("x", recording::request("GET", "/x"))}), random_, clock_,
                      options);
        return mock_->handle(request);
    }
    std::optional<MockHandler> mock_;

  private:
    SeededRandom random_{1};
    testing_support::FakeClock clock_;
};

TEST_F(MockForPages, AllowsTheOriginOfAnswersAndOfMisses) {
    EXPECT_TRUE(ask({}, {"GET", "/x", {}, "", ""}).headers.contains(kAllowOrigin));
    EXPECT_TRUE(ask({}, {"GET", "/y", {}, "", ""}).headers.contains(kAllowOrigin));
}

TEST_F(MockForPages, AnswersAPreflightOnlyWhenTold) {
    EXPECT_EQ(ask({.preflight = true}, options_request()).status, 204);
    EXPECT_TRUE(mock_->report().misses.empty());
    EXPECT_EQ(ask({}, options_request()).status, 500);
    EXPECT_EQ(mock_->report().misses.size(), 1u);
}

}  // namespace
}  // namespace tally::recording
