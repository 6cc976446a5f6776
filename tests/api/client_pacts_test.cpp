// The contract that an existing client has recorded with the original broker, replayed against ours in
// process.
#include <functional>
#include <map>

#include "api/broker_fixture.h"
#include "base/text.h"
#include "format/read_contract.h"
#include "generation/generate.h"
#include "matching/match.h"
#include "support/conformance_data.h"

namespace tally::testing_support {

namespace {

constexpr int kInteractions = 64;
constexpr const char* kFile = "broker/client-pacts/pact_broker_client-pact_broker.json";
constexpr const char* kCommit = "5556b8149bf8bac76bc30f50a8a2dd4c22c85f30";

// Clients must not know URLs, so the contract has placeholders for the links they follow.
std::string real_path(std::string path) {
    const std::vector<std::pair<std::string, std::string>> rewritten = {
        {"/HAL-REL-PLACEHOLDER-PB-PUBLISH-CONTRACTS", "/contracts/publish"},
        {"/HAL-REL-PLACEHOLDER-INDEX-PB-LATEST-VERSION-Condor", "/pacticipants/Condor/latest-version"},
        {"/HAL-REL-PLACEHOLDER-INDEX-PB-LATEST-TAGGED-VERSION-Condor-production",
         "/pacticipants/Condor/latest-version/production"},
        {"/HAL-REL-PLACEHOLDER-PB-PACTICIPANT-BRANCH-Foo-main", "/pacticipants/Foo/branches/main"},
        {"/HAL-REL-PLACEHOLDER-PB-PACTICIPANT-VERSION-Foo-" + std::string(kCommit),
         "/pacticipants/Foo/versions/" + std::string(kCommit)},
    };
    for (const auto& [from, to] : rewritten) {
        if (path == from) return to;
    }
    return path;
}

class ClientPacts : public BrokerTest, public testing::WithParamInterface<int> {
  protected:
    void create_state(const std::string& state) {
        const auto pricing = [&](const char* version) {
            return put(
                std::string("/pacts/provider/Pricing%20Service/consumer/Condor/version/") + version,
                R"({"consumer":{"name":"Condor"},"provider":{"name":"Pricing Service"},"interactions":[]})");
        };
        const auto version = [&](const char* number) {
            put(std::string("/pacticipants/Condor/versions/") + number);
        };
        const auto pricing_service = [&] {
            put("/pacticipants/Pricing%20Service/versions/1.3.0");
            patch("/pacticipants/Pricing%20Service",
                  R"({"repositoryUrl":"git@git.realestate.com.au:business-systems/pricing-service"})");
        };
        const std::map<std::string, std::function<void()>> states = {
            {"'Condor' exists in the pact-broker", [&] { version("1.3.0"); }},
            {"'Condor' exists in the pact-broker with version 1.3.0, tagged with 'prod'",
             [&] { tag("Condor", "1.3.0", "prod"); }},
            {"'Condor' exists in the pact-broker with the latest version 1.2.3",
             [&] { version("1.0.0"), version("1.2.3"); }},
            {"'Condor' exists in the pact-broker with the latest tagged 'production' version 1.2.3",
             [&] { tag("Condor", "1.2.3", "production"), version("2.0.0"); }},
            {"the 'Pricing Service' already exists in the pact-broker", pricing_service},
            {"the 'Pricing Service' and 'Condor' already exist in the pact-broker, and Condor already has a "
             "pact "
             "published for version 1.3.0",
             [&] { pricing("1.3.0"); }},
            {"a pact between Condor and the Pricing Service exists", [&] { pricing("1.3.0"); }},
            {"a latest pact between Condor and the Pricing Service exists", [&] { pricing("1.3.0"); }},
            {"tagged as prod pact between Condor and the Pricing Service exists",
             [&] { pricing("1.3.0"), tag("Condor", "1.3.0", "prod"); }},
            {"a pact between Condor and the Pricing Service exists for the production version of Condor",
             [&] { pricing("1.3.0"), tag("Condor", "1.3.0", "prod"); }},
            {"a pacticipant with name Foo exists", [&] { post("/pacticipants", R"({"name":"Foo"})"); }},
            {"a branch named main exists for pacticipant Foo", [&] { put_on_branch("Foo", "1", "main"); }},
        };
        const auto found = states.find(state);
        if (found != states.end()) return found->second();
        const bool is_empty_broker = state.find("does not exist") != std::string::npos ||
                                     state.find("no pact between") != std::string::npos ||
                                     state.find("relation") != std::string::npos;
        EXPECT_TRUE(is_empty_broker) << "unknown state: " << state;
    }
};

TEST_P(ClientPacts, Holds) {
    const auto text = read_conformance_file(kFile);
    if (!text) {
        ASSERT_FALSE(conformance_is_required()) << "no conformance data";
        GTEST_SKIP() << "no conformance data";
    }
    const auto read = format::read_contract(*text, kFile);
    ASSERT_TRUE(read) << read.error().text();
    ASSERT_EQ(read->contract.interactions.size(), static_cast<std::size_t>(kInteractions));
    const auto& interaction = read->contract.interactions[static_cast<std::size_t>(GetParam())];
    for (const auto& state : interaction.provider_states) create_state(state.name);
    auto request = generation::to_http(interaction.http()->request);
    request.target = real_path(request.target);
    request.method = text::upper(request.method);
    request.headers.set("Host", "example.org");
    const auto reply = send(request);
    const auto mismatches =
        matching::match_response(interaction.http()->response, matching::received(reply.response),
                                 {.version = model::SpecVersion::v2});
    for (const auto& mismatch : mismatches) {
        ADD_FAILURE() << interaction.description << ": " << mismatch.location << ": " << mismatch.sentence
                      << "\n"
                      << reply.response.body;
    }
}

// The others ask for the matrix (6 to 16), environments (39 to 48) and webhooks (49 to 63), which come later.
INSTANTIATE_TEST_SUITE_P(FirstInteractions, ClientPacts, testing::Range(0, 6));
INSTANTIATE_TEST_SUITE_P(MiddleInteractions, ClientPacts, testing::Range(17, 39));

}  // namespace

}  // namespace tally::testing_support
