// The contract that an existing client has recorded with the original broker, replayed against ours in
// process.
#include "api/client_pacts_broker.h"
#include "format/read_contract.h"
#include "generation/generate.h"
#include "matching/match.h"
#include "support/conformance_data.h"

namespace tally::testing_support {

namespace {

constexpr int kInteractions = 64;
constexpr const char* kFile = "broker/client-pacts/pact_broker_client-pact_broker.json";

class ClientPacts : public ClientPactsBroker, public testing::WithParamInterface<int> {};

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
    // The order of the parameters says which belong together, so the query is taken as it was recorded.
    const auto document = json::parse(*text);
    const auto& recorded = (*document->find("interactions")->array())[static_cast<std::size_t>(GetParam())];
    const auto* query = recorded.find("request")->find("query");
    request.target =
        request.target.substr(0, request.target.find('?')) + (query != nullptr ? "?" + *query->string() : "");
    request.headers.set("Host", "example.org");
    const auto reply = answer(request);
    const auto mismatches =
        matching::match_response(interaction.http()->response, matching::received(reply.response),
                                 {.version = model::SpecVersion::v2});
    for (const auto& mismatch : mismatches) {
        ADD_FAILURE() << interaction.description << ": " << mismatch.location << ": " << mismatch.sentence
                      << "\n"
                      << reply.response.body;
    }
}

INSTANTIATE_TEST_SUITE_P(Interactions, ClientPacts, testing::Range(0, kInteractions));

}  // namespace

}  // namespace tally::testing_support
