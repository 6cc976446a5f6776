// Verifying what the original broker offers, over the exchanges that were recorded of it: what it is asked,
// and what becomes of its answers.
#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/random.h"
#include "conformance/in_process_hosts.h"
#include "reporting/console_report.h"
#include "support/conformance_data.h"
#include "verification/publish_results.h"
#include "verification/verify.h"

namespace tally::conformance {
namespace {

using namespace verification;

constexpr const char* kBroker = "http://example.org";
constexpr const char* kProvider = "http://provider";

std::optional<json::Value> recorded(const std::string& name) {
    const auto text = testing_support::read_conformance_file("broker/golden-http/" + name + ".approved.json");
    auto parsed = text ? json::parse(*text) : Result<json::Value>(Error{});
    return parsed ? std::optional(std::move(*parsed)) : std::nullopt;
}

// Links beside those of the recording, as the original broker makes them.
constexpr const char* kIndex = R"({"_links": {
    "pb:provider-pacts-for-verification": {"href": "http://example.org/pacts/provider/{provider}/for-verification",
                                           "templated": true},
    "pb:latest-provider-pacts": {"href": "http://example.org/pacts/provider/{provider}/latest", "templated": true}}})";

std::string contract_of(const std::string& consumer, const std::string& self) {
    return R"({"consumer": {"name": ")" + consumer +
           R"("}, "provider": {"name": "Provider"}, "interactions": [
        {"_id": "a1", "description": "a thing", "request": {"method": "GET", "path": "/things/1"},
         "response": {"status": 200}},
        {"_id": "b2", "description": "a missing thing", "request": {"method": "GET", "path": "/things/2"},
         "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": 2}}}],
        "metadata": {"pactSpecification": {"version": "2.0.0"}}, "createdAt": "2021-09-01T00:07:21+00:00",
        "_links": {"self": {"href": ")" +
           self + R"("}, "pb:provider": {"href": "http://example.org/pacticipants/foo"},
                   "pb:publish-verification-results": {"href": ")" +
           self + R"(/verification-results"}}})";
}

http::Response hal(std::string body, int status = 200) {
    return {status, {{"Content-Type", "application/hal+json;charset=utf-8"}}, std::move(body)};
}

class OriginalBroker : public testing::Test {
  protected:
    void SetUp() override {
        const auto offer = recorded("get_provider_pacts_for_verification");
        const auto provider = recorded("docs_pacticipants_pacticipant_put");
        if (!offer || !provider) {
            if (testing_support::conformance_is_required()) FAIL() << "no recorded exchanges";
            GTEST_SKIP() << "no recorded exchanges; set TALLY_CONFORMANCE_DIR";
        }
        question_ = *offer->find("request")->find("body");
        offer_ = *offer->find("response")->find("body");
        provider_resource_ = json::to_text(*provider->find("response")->find("body"));
        hosts_.add(kBroker, [this](const http::Request& request) { return answer(request); });
        hosts_.add(kProvider, [](const http::Request& request) {
            return request.target == "/things/1" ? http::Response{200, {}, ""} : http::Response{404, {}, ""};
        });
    }

    http::Response answer(const http::Request& request) const {
        const std::string call = request.method + ' ' + request.target;
        if (call == "GET /") return hal(kIndex);
        if (call == "GET /pacts/provider/Provider/for-verification")
            return hal(
                R"({"_links": {"self": {"href": "http://example.org/pacts/provider/Provider/for-verification"}}})");
        if (call == "POST /pacts/provider/Provider/for-verification") return hal(json::to_text(offer_));
        if (call == "GET /pacticipants/foo") return hal(provider_resource_);
        if (request.method == "PUT") return hal("{}", 201);
        if (request.target.ends_with("/verification-results"))
            return hal(R"({"_links": {"self": {"href": "http://example.org)" + request.target + R"(/7"}}})",
                       201);
        if (request.target.find("/pact-version/") != std::string::npos)
            return hal(contract_of("Consumer 2", kBroker + request.target));
        return hal("{}", 404);
    }

    // The members that say why a contract was chosen.
    json::Object& offered_properties() {
        json::Array& pacts = *offer_.object()->find("_embedded")->object()->find("pacts")->array();
        return *pacts.at(0).object()->find("verificationProperties")->object();
    }

    // As the recording asked.
    static broker_api::ContractsWanted wanted() {
        broker_api::ContractsWanted wanted;
        wanted.provider = "Provider";
        wanted.selectors = {json::Object{{"tag", "prod"}, {"latest", true}}};
        wanted.provider_tags = {"main"};
        return wanted;
    }

    VerificationResult verified(const broker_api::ContractsWanted& what) {
        auto broker = broker_api::BrokerClient::create({.url = kBroker}, hosts_, http::pause_quietly).value();
        Sources sources;
        sources.broker = BrokerSource{};
        sources.broker->wanted = what;
        VerificationSettings settings;
        settings.endpoint.origin = kProvider;
        const SystemClock clock;
        SeededRandom random{1};
        reporting::ConsoleReport report(
            {}, [this](std::string_view text) { printed_ += text; }, [](std::string_view) {});
        auto result = verify(collect_contracts(sources, {"Provider", {}}, hosts_, &broker), settings, hosts_,
                             clock, random, [&report](const Event& event) { report.on(event); });
        publish_results(result, broker, {{"950e7a154", "feat/x", {"main"}}, "http://ci/7", "1.2.3", false});
        report.finish(result);
        return result;
    }

    std::vector<std::string> calls() const {
        std::vector<std::string> calls;
        for (const auto& request : hosts_.asked_of(kBroker))
            calls.push_back(request.method + ' ' + request.target);
        return calls;
    }
    json::Value body_of(const std::string& start) const {
        for (const auto& request : hosts_.asked_of(kBroker)) {
            if ((request.method + ' ' + request.target).starts_with(start))
                return json::parse(request.body).value_or(json::Value());
        }
        return {};
    }

    json::Value question_;
    json::Value offer_;
    std::string provider_resource_;
    InProcessHosts hosts_;
    std::string printed_;
};

const std::string kContract =
    "/pacts/provider/Provider/consumer/Consumer%202/pact-version/0f22f551a422b027066db7635cad8bd8a59ac869/"
    "metadata/"
    "cyU1QiU1RCU1QnQlNUQ9cHJvZCZzJTVCJTVEJTVCbCU1RD10cnVlJnMlNUIlNUQlNUJjdiU1RD0xMA";

TEST_F(OriginalBroker, IsAskedAsItWasRecorded) {
    verified(wanted());
    EXPECT_EQ(body_of("POST /pacts/provider/Provider/for-verification"), question_);
}

TEST_F(OriginalBroker, IsFollowedThroughItsLinks) {
    verified(wanted());
    EXPECT_EQ(calls(), (std::vector<std::string>{"GET /", "GET /pacts/provider/Provider/for-verification",
                                                 "POST /pacts/provider/Provider/for-verification",
                                                 "GET " + kContract, "GET /pacticipants/foo",
                                                 "PUT /pacticipants/foo/branches/feat%2Fx/versions/950e7a154",
                                                 "PUT /pacticipants/foo/versions/950e7a154/tags/main",
                                                 "POST " + kContract + "/verification-results"}));
}

TEST_F(OriginalBroker, GetsTheOutcomeOfEachInteraction) {
    verified(wanted());
    const auto expected = json::parse(R"({"success": false, "providerApplicationVersion": "950e7a154",
        "buildUrl": "http://ci/7", "verifiedBy": {"implementation": "Tally", "version": "1.2.3"},
        "testResults": [
            {"interactionId": "a1", "success": true},
            {"interactionId": "b2", "interactionDescription": "a missing thing", "success": false, "mismatches": [
                {"attribute": "status", "description": "Expected status code 200 but was 404"},
                {"attribute": "header", "identifier": "Content-Type",
                 "description": "Expected a header 'Content-Type' but was missing"},
                {"attribute": "body", "identifier": "$",
                 "description": "Expected a body (8 bytes of application/json) but it was empty"}]}]})");
    EXPECT_EQ(json::to_text(json::sorted(body_of("POST " + kContract))),
              json::to_text(json::sorted(expected.value())));
}

TEST_F(OriginalBroker, SaysWhyAContractIsVerified) {
    const auto result = verified(wanted());
    ASSERT_EQ(result.contracts.size(), 1u);
    EXPECT_EQ(result.contracts[0].source.broker->name, "Pact between Consumer 2 (4.5.6) and Provider");
    EXPECT_NE(printed_.find("(latest with tag prod)"), std::string::npos) << printed_;
    EXPECT_NE(printed_.find("* latest version tagged 'prod' (4.5.6)"), std::string::npos) << printed_;
    EXPECT_EQ(printed_.find("/metadata/"), std::string::npos) << printed_;
    EXPECT_EQ(verdict(result), Verdict::broken);
}

TEST_F(OriginalBroker, DecidesThatAContractIsPending) {
    offered_properties().set("pending", true);
    offered_properties().set(
        "notices", json::Array{json::Object{{"when", "before_verification"}, {"text", "It is pending."}},
                               json::Object{{"when", "after_verification:success_false_published_true"},
                                            {"text", "It is still pending."}},
                               json::Object{{"when", "after_verification:success_true_published_true"},
                                            {"text", "It is no longer pending."}}});
    auto asked = wanted();
    asked.include_pending = true;
    const auto result = verified(asked);
    EXPECT_EQ(*body_of("POST /pacts/provider").find("includePendingStatus"), json::Value(true));
    EXPECT_EQ(verdict(result), Verdict::verified);
    EXPECT_EQ(*body_of("POST " + kContract).find("success"), json::Value(false));
    EXPECT_NE(printed_.find("It is pending."), std::string::npos) << printed_;
    EXPECT_NE(printed_.find("It is still pending."), std::string::npos) << printed_;
    EXPECT_EQ(printed_.find("It is no longer pending."), std::string::npos) << printed_;
}

TEST_F(OriginalBroker, OffersWorkInProgress) {
    offered_properties().set("pending", true);
    offered_properties().set("wip", true);
    auto asked = wanted();
    asked.include_wip_since = "2021-08-01";
    asked.provider_branch = "feat/x";
    const auto result = verified(asked);
    EXPECT_EQ(*body_of("POST /pacts/provider").find("includeWipPactsSince"), json::Value("2021-08-01"));
    EXPECT_EQ(*body_of("POST /pacts/provider").find("providerVersionBranch"), json::Value("feat/x"));
    EXPECT_EQ(verdict(result), Verdict::verified);
    EXPECT_NE(printed_.find("work in progress"), std::string::npos) << printed_;
}

}  // namespace
}  // namespace tally::conformance
