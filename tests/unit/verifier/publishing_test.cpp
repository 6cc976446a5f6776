#include <gtest/gtest.h>

#include <mutex>

#include "base/json.h"
#include "base/text.h"
#include "http/server.h"
#include "tally/verifier.h"
#include "unit/verifier/small_contract.h"

namespace tally::verifier {
namespace {

using namespace testing;

// Gives away one contract and takes its results.
class SmallBroker {
  public:
    explicit SmallBroker(std::string contract, int status = 201)
        : contract_(std::move(contract)), status_(status) {
        server_ = std::move(
            http::start_server({}, [this](const http::Request& request) { return answer(request); }).value());
        contract_.insert(
            1, R"("_links": {"pb:publish-verification-results": {"href": ")" + url() + R"(/results"}},)");
    }
    std::string url() const { return server_->url(); }
    std::vector<http::Request> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    std::vector<std::string> results() {
        std::vector<std::string> results;
        for (const auto& request : requests()) {
            if (request.target == "/results") results.push_back(request.body);
        }
        return results;
    }

  private:
    http::Response answer(const http::Request& request) {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
        http::Response response{200, {{"Content-Type", "application/hal+json"}}, ""};
        if (request.target == "/") {
            response.body = R"({"_links": {"pb:provider-pacts-for-verification": {"href": "/{provider}"}}})";
        } else if (request.target == "/order-api" && request.method == "GET") {
            response.body = R"({"_links": {"self": {"href": "/order-api"}}})";
        } else if (request.target == "/order-api") {
            response.body = R"({"_embedded": {"pacts": [{"shortDescription": "latest from main",
                "verificationProperties": {"pending": true}, "_links": {"self": {"href": "/contract"}}}]}})";
        } else if (request.target == "/contract") {
            response.body = contract_;
        } else {
            response.status = status_;
            response.body = "{}";
        }
        return response;
    }

    std::string contract_;
    int status_;
    std::mutex mutex_;
    std::vector<http::Request> requests_;
    std::unique_ptr<http::Server> server_;
};

Verifier verifier_of(const SmallBroker& broker, BrokerOptions options) {
    options.provider_version = "1.2.3";
    options.publish = true;
    Verifier verifier("order-api");
    verifier.broker(broker.url(), std::move(options)).message("order placed", [] {
        return Message{R"({"id":43})", "application/json", {{"topic", "orders"}, {"partition", "3"}}};
    });
    return verifier;
}

TEST(VerifierWithABroker, PublishesWhenEveryInteractionOfAContractIsVerified) {
    SmallBroker broker(contract_of(std::string(kPlaced) + "," + kPlaced));
    BrokerOptions options;
    options.token = "hunter2";
    options.selectors = {R"({"mainBranch": true})"};
    options.pending = true;
    const Verification verification = verifier_of(broker, options).load();
    ASSERT_EQ(verification.tests().size(), 2u);
    EXPECT_EQ(verification.tests()[0].name, "order placed");
    EXPECT_TRUE(verification.run(0).pending);
    EXPECT_TRUE(broker.results().empty());
    EXPECT_TRUE(verification.run(1).pending);
    ASSERT_EQ(broker.results().size(), 1u);
    const auto result = json::parse(broker.results()[0]).value();
    EXPECT_EQ(*result.find("success"), json::Value(false));
    EXPECT_EQ(*result.find("providerApplicationVersion"), json::Value("1.2.3"));
    EXPECT_EQ(result.find("testResults")->array()->size(), 2u);
    EXPECT_EQ(broker.requests()[0].headers.value_or("Authorization", ""), "Bearer hunter2");
    EXPECT_NE(broker.requests()[2].body.find(R"([{"mainBranch":true}])"), std::string::npos);
}

TEST(VerifierWithABroker, FailsWhenTheResultCannotBePublished) {
    SmallBroker broker(contract_of(kPlaced), 400);
    const auto outcome = verifier_of(broker, {}).verify();
    EXPECT_FALSE(outcome.passed);
    EXPECT_NE(outcome.text.find("the result could not be published: "), std::string::npos) << outcome.text;
}

TEST(VerifierWithABroker, NeedsAVersionToPublish) {
    SmallBroker broker(contract_of(kPlaced));
    BrokerOptions options;
    options.publish = true;
    Verifier verifier("order-api");
    verifier.broker(broker.url(), options);
    const auto outcome = verifier.verify();
    EXPECT_FALSE(outcome.passed);
    EXPECT_NE(outcome.text.find("set provider_version in tally::BrokerOptions"), std::string::npos)
        << outcome.text;
}

}  // namespace
}  // namespace tally::verifier
