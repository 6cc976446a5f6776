#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Index : public BrokerTest {};

TEST_F(Index, OffersTheRelsThatClientsTestFor) {
    const auto index = get("/");
    for (const auto* rel : {"pb:publish-contracts",
                            "pb:publish-pact",
                            "pb:latest-pact-versions",
                            "pb:pacticipants",
                            "pb:pacticipant",
                            "pb:latest-provider-pacts",
                            "pb:latest-provider-pacts-with-tag",
                            "pb:provider-pacts-with-tag",
                            "pb:latest-version",
                            "pb:latest-tagged-version",
                            "pb:pacticipant-version-tag",
                            "pb:pacticipant-branch",
                            "pb:pacticipant-branch-version",
                            "pb:pacticipant-version",
                            "pb:provider-pacts-for-verification",
                            "pb:environments",
                            "pb:environment",
                            "pb:integrations",
                            "pb:metrics",
                            "pb:webhooks",
                            "pb:webhook",
                            "pb:can-i-deploy-pacticipant-version-to-tag",
                            "pb:can-i-deploy-pacticipant-version-to-environment",
                            "beta:provider-pacts-for-verification"}) {
        EXPECT_NE(index.href(rel), "") << rel;
    }
}

TEST_F(Index, TemplatesKeepTheNamesOfTheirVariables) {
    const auto index = get("/");
    EXPECT_EQ(index.href("pb:publish-pact"),
              "http://broker.example/pacts/provider/{provider}/consumer/{consumer}/version/"
              "{consumerApplicationVersion}");
    EXPECT_EQ(index.href("pb:pacticipant-branch-version"),
              "http://broker.example/pacticipants/{pacticipant}/branches/{branch}/versions/{version}");
    EXPECT_EQ(json::to_text(index.at("_links.pb:publish-pact.templated")), "true");
    for (const auto* rel : {"self", "pb:publish-contracts", "pb:tagged-pact-versions"}) {
        EXPECT_EQ(json::to_text(index.at(std::string("_links.") + rel + ".templated")), "false") << rel;
    }
    EXPECT_FALSE(index.has("_links.pb:metrics.templated"));
}

TEST_F(Index, EveryLinkHasATitle) {
    const auto index = get("/");
    for (const auto& link : *index.at("_links").object()) {
        if (link.name == "curies") continue;
        EXPECT_NE(link.value.find("title"), nullptr) << link.name;
    }
}

TEST_F(Index, SelfIsTheBaseUrl) {
    EXPECT_EQ(get("/").href("self"), "http://broker.example");
}

}  // namespace

}  // namespace tally::testing_support
