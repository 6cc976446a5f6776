// Publishing and reading contracts.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

constexpr const char* kUrl = "/pacts/provider/Bar/consumer/Foo/version/1";

class Contracts : public BrokerTest {};

TEST_F(Contracts, FirstPublicationCreatesAndRepetitionDoesNot) {
    EXPECT_EQ(publish("Foo", "1", "Bar").status(), 201);
    const auto again = publish("Foo", "1", "Bar");
    EXPECT_EQ(again.status(), 200);
    EXPECT_EQ(again.href("self"), "http://broker.example/pacts/provider/Bar/consumer/Foo/version/1");
    EXPECT_EQ(again.header("Location"), "");
}

TEST_F(Contracts, TextIsKeptByteForByte) {
    const std::string text =
        "{ \"consumer\" : {\"name\":\"Foo\"},\n\t\"interactions\": [ { \"z\": 1.10, \"a\" : 1e2 },\r\n"
        "  {\"n\":1234567890123456789012345678901234567890,\"u\":\"\\u00e9\\/\"} ],\n"
        "  \"provider\":{\"name\":\"Bar\"} }\n";
    ASSERT_EQ(put(kUrl, text).status(), 201);
    const auto served = get(kUrl).response.body;
    for (const auto* part :
         {"{ \"consumer\" : {\"name\":\"Foo\"},\n\t\"interactions\": [ {\"_id\":\"",
          "\", \"z\": 1.10, \"a\" : 1e2 },\r\n",
          "\"n\":1234567890123456789012345678901234567890,\"u\":\"\\u00e9\\/\"} ],\n",
          "  \"provider\":{\"name\":\"Bar\"} ,\"createdAt\":\"2021-09-01T00:07:21+00:00\",\"_links\":{"}) {
        EXPECT_NE(served.find(part), std::string::npos) << part << "\n" << served;
    }
}

TEST_F(Contracts, WhatWasServedCanBePublishedAgain) {
    publish("Foo", "1", "Bar");
    const auto first = get(kUrl);
    ASSERT_EQ(put("/pacts/provider/Bar/consumer/Foo/version/2", first.response.body).status(), 201);
    const auto second = get("/pacts/provider/Bar/consumer/Foo/version/2");
    EXPECT_EQ(second.text("interactions[0]._id"), first.text("interactions[0]._id"));
    EXPECT_EQ(second.href("self"), "http://broker.example/pacts/provider/Bar/consumer/Foo/version/2");
}

TEST_F(Contracts, ChangedContentOfAVersionIsRefused) {
    publish("Foo", "1", "Bar", "/a");
    const auto reply = publish("Foo", "1", "Bar", "/b");
    EXPECT_EQ(reply.status(), 409);
    EXPECT_NE(reply.text("error"), "");
    EXPECT_EQ(get(kUrl).text("interactions[0].request.path"), "/a");
}

TEST_F(Contracts, NamesInTheDocumentMustBeThoseOfThePath) {
    const auto reply = put(kUrl, contract("Other", "Another"));
    EXPECT_EQ(reply.status(), 400);
    EXPECT_EQ(reply.size("errors.consumer.name"), 0u) << "the keys are dotted, not nested";
    EXPECT_NE(reply.at("errors").find("consumer.name"), nullptr);
    EXPECT_NE(reply.at("errors").find("provider.name"), nullptr);
    EXPECT_EQ(get("/pacticipants/Foo").status(), 404) << "nothing is stored";
}

TEST_F(Contracts, DocumentsOfTooManyValuesAreRefusedLikeThoseThatAreTooDeep) {
    const auto start = std::string(R"({"interactions":[)");
    std::string many = start;
    for (int i = 0; i < 8'000'000; ++i) many += "0,";
    for (const auto& [body, why] :
         {std::pair(start + std::string(200, '['), "request body:1:144: nested deeper than 128 levels"),
          std::pair(many + "0]}", "request body:1:16000014: more than 8000000 values")}) {
        const auto reply = put(kUrl, body);
        EXPECT_EQ(reply.status(), 400);
        EXPECT_NE(reply.response.body.find(why), std::string::npos) << reply.response.body;
    }
    EXPECT_EQ(get("/pacticipants/Foo").status(), 404) << "nothing is stored";
}

TEST_F(Contracts, LookAlikeNamesAreRefusedInPlainText) {
    publish("Foo", "1", "Pricing Service");
    const auto reply = publish("Foo", "2", "pricing-services");
    EXPECT_EQ(reply.status(), 409);
    EXPECT_EQ(reply.header("Content-Type"), "text/plain");
    EXPECT_NE(reply.response.body.find("'Pricing Service'"), std::string::npos);
    post("/pacticipants", R"({"name":"pricing-services"})");
    EXPECT_EQ(publish("Foo", "2", "pricing-services").status(), 201) << "a name that exists is meant";
}

TEST_F(Contracts, OlderPathsLeadToTheSameContract) {
    publish("Foo", "1", "Bar");
    for (const auto* path :
         {"/pacts/provider/Bar/consumer/Foo/versions/1", "/pact/provider/Bar/consumer/Foo/version/1",
          "/pact/provider/Bar/consumer/Foo/latest"}) {
        EXPECT_EQ(get(path).text("consumer.name"), "Foo") << path;
    }
}

TEST_F(Contracts, LinksThatVerifiersFollowAreThere) {
    publish("Foo", "1", "Bar");
    const auto reply = get(kUrl);
    EXPECT_EQ(reply.href("pb:provider"), "http://broker.example/pacticipants/Bar");
    const auto content = reply.href("pb:pact-version");
    EXPECT_EQ(reply.href("pb:publish-verification-results"), content + "/verification-results");
    EXPECT_EQ(get(path_of(content)).text("consumer.name"), "Foo");
    EXPECT_EQ(reply.text("_links.self.name"), "Pact between Foo (1) and Bar");
    EXPECT_TRUE(reply.has("_links.pb:pact-webhooks"));
}

TEST_F(Contracts, MetadataTravelsIntoTheLinkForResults) {
    publish("Foo", "1", "Bar");
    publish("Foo", "2", "Bar");
    const auto content = path_of(get(kUrl).href("pb:pact-version"));
    const auto garbage = get(content + "/metadata/!!garbage~");
    EXPECT_EQ(garbage.status(), 200);
    EXPECT_EQ(garbage.href("pb:publish-verification-results"),
              "http://broker.example" + content + "/metadata/%21%21garbage~/verification-results");
    EXPECT_EQ(garbage.text("_links.pb:consumer-version.name"), "2") << "the newest version with the content";
}

TEST_F(Contracts, UnknownOnesAreNotFound) {
    publish("Foo", "1", "Bar");
    for (const auto* path :
         {"/pacts/provider/Bar/consumer/Foo/version/2", "/pacts/provider/Bar/consumer/Nobody/version/1",
          "/pacts/provider/Bar/consumer/Foo/pact-version/0000",
          "/pacts/provider/Bar/consumer/Foo/latest/prod", "/pacts/provider/Nobody/latest",
          "/pacts/provider/Nobody/for-verification", "/pacts/provider/Bar/consumer/Foo/branch/x/latest"}) {
        EXPECT_EQ(get(path).status(), 404) << path;
    }
}

TEST_F(Contracts, LatestNamesTheConsumerVersion) {
    publish("Foo", "1", "Bar", "/1");
    publish("Foo", "2", "Bar", "/2");
    tag("Foo", "1", "prod");
    put_on_branch("Foo", "2", "feat");
    const auto version_of = [&](const std::string& rest) {
        return get("/pacts/provider/Bar/consumer/Foo/" + rest).header("X-Pact-Consumer-Version");
    };
    EXPECT_EQ(version_of("latest"), "2");
    EXPECT_EQ(version_of("latest/prod"), "1");
    EXPECT_EQ(version_of("latest-untagged"), "2");
    EXPECT_EQ(version_of("branch/feat/latest"), "2");
    EXPECT_EQ(get(kUrl).header("X-Pact-Consumer-Version"), "");
}

TEST_F(Contracts, DeleteAnswersWithLinks) {
    publish("Foo", "1", "Bar");
    publish("Foo", "2", "Bar");
    const auto reply = remove(kUrl);
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(reply.href("pb:latest-pact-version"),
              "http://broker.example/pacts/provider/Bar/consumer/Foo/latest");
    EXPECT_EQ(get(kUrl).status(), 404);
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/version/2").status(), 200) << "the content is still used";
    EXPECT_FALSE(remove("/pacts/provider/Bar/consumer/Foo/version/2").has("_links.pb:latest-pact-version"));
}

TEST_F(Contracts, PatchMergesInteractions) {
    publish("Foo", "1", "Bar");
    const auto merged =
        patch(kUrl,
              R"({"interactions":[{"description":"another","request":{"method":"GET","path":"/o"},)"
              R"("response":{"status":200}}]})",
              "application/json");
    EXPECT_EQ(merged.status(), 200) << merged.response.body;
    EXPECT_EQ(merged.size("interactions"), 2u);
    const auto conflict =
        patch(kUrl, R"({"interactions":[{"description":"another","request":{"method":"PUT"}}]})",
              "application/json");
    EXPECT_EQ(conflict.status(), 409);
    EXPECT_NE(conflict.text("error").find("another"), std::string::npos);
}

class ContractLists : public BrokerTest {
  protected:
    // Foo 1 (main, prod), Foo 2 (feat); Web 1 (no branch).
    void SetUp() override {
        publish("Foo", "1", "Bar", "/1");
        put_on_branch("Foo", "1", "main");
        tag("Foo", "1", "prod");
        publish("Foo", "2", "Bar", "/2");
        put_on_branch("Foo", "2", "feat");
        publish("Web", "1", "Bar", "/w");
    }
    std::string numbers(const std::string& path) {
        const auto reply = get(path);
        EXPECT_EQ(json::to_text(reply.at("_links.pacts")), json::to_text(reply.at("_links.pb:pacts")));
        std::string all;
        for (std::size_t i = 0; i < reply.size("_links.pb:pacts"); ++i) {
            const auto item = "_links.pb:pacts[" + std::to_string(i) + "].";
            const auto href = reply.text(item + "href");
            all += reply.text(item + "name") + href.substr(href.rfind('/')) + " ";
        }
        return all;
    }
};

struct ListCase {
    const char* name;
    const char* path;
    const char* expected;
};
class ProviderLists : public ContractLists, public testing::WithParamInterface<ListCase> {};
TEST_P(ProviderLists, Row) {
    EXPECT_EQ(numbers(GetParam().path), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, ProviderLists,
                         testing::ValuesIn(std::vector<ListCase>{
                             {"All", "/pacts/provider/Bar", "Foo/1 Foo/2 Web/1 "},
                             {"Latest", "/pacts/provider/Bar/latest", "Foo/2 Web/1 "},
                             {"Tag", "/pacts/provider/Bar/tag/prod", "Foo/1 "},
                             {"LatestTag", "/pacts/provider/Bar/latest/prod", "Foo/1 "},
                             {"Branch", "/pacts/provider/Bar/branch/feat", "Foo/2 "},
                             {"LatestBranch", "/pacts/provider/Bar/branch/feat/latest", "Foo/2 "},
                             {"MainBranch", "/pacts/provider/Bar/branch", "Foo/1 "},
                             {"LatestMainBranch", "/pacts/provider/Bar/branch/latest", "Foo/1 "},
                             {"NothingIsAnEmptyArray", "/pacts/provider/Foo/latest", ""},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST_F(ContractLists, LatestOfEveryPairIsWhatTheClientReads) {
    const auto reply = get("/pacts/latest");
    ASSERT_EQ(reply.size("pacts"), 2u);
    EXPECT_EQ(reply.text("pacts[0]._embedded.consumer.name"), "Foo");
    EXPECT_EQ(reply.text("pacts[0]._embedded.consumer._embedded.version.number"), "2");
    EXPECT_EQ(reply.text("pacts[0]._embedded.provider.name"), "Bar");
    EXPECT_EQ(reply.text("pacts[0]._links.self[0].href"),
              "http://broker.example/pacts/provider/Bar/consumer/Foo/latest");
    EXPECT_EQ(reply.text("pacts[0]._links.self[1].href"),
              "http://broker.example/pacts/provider/Bar/consumer/Foo/version/2");
}

TEST_F(ContractLists, LatestOfABranchIsOfItsNewestVersionAlone) {
    put_on_branch("Foo", "3", "feat");
    EXPECT_EQ(numbers("/pacts/provider/Bar/branch/feat/latest"), "");
    EXPECT_EQ(numbers("/pacts/provider/Bar/branch/feat"), "Foo/2 ");
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/branch/feat/latest/versions").size("_embedded.pacts"),
              0u);
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/branch/feat/latest").header("X-Pact-Consumer-Version"),
              "2")
        << "one contract alone is the newest of the branch";
}

TEST_F(ContractLists, AreSortedByConsumerWhateverItsCase) {
    publish("bee", "1", "Bar", "/b");
    publish("Zoo", "1", "Bar", "/z");
    EXPECT_EQ(numbers("/pacts/provider/Bar/latest"), "bee/1 Foo/2 Web/1 Zoo/1 ");
}

TEST_F(ContractLists, OfABranchAreInTheOrderOfPublication) {
    publish("Foo", "3", "Bar", "/3");
    put_on_branch("Foo", "3", "feat");
    const auto list = get("/pacts/provider/Bar/consumer/Foo/branch/feat");
    EXPECT_EQ(list.text("_embedded.pacts[0]._embedded.consumerVersion.number"), "2");
    EXPECT_EQ(list.text("_embedded.pacts[1]._embedded.consumerVersion.number"), "3");
}

TEST_F(ContractLists, NameTheirItemsByVersionAndDay) {
    const auto name = get("/pacts/provider/Bar/consumer/Foo/versions").text("_links.pact-versions[0].name");
    const auto day = get("/pacts/provider/Bar/consumer/Foo/versions").text("_embedded.pacts[0].createdAt");
    EXPECT_EQ(name, "Version 2 - " + day.substr(8, 2) + "/" + day.substr(5, 2) + "/" + day.substr(0, 4));
}

TEST_F(ContractLists, TheNewestContractTakesResultsForItsVersion) {
    const auto href = get("/pacts/provider/Bar/consumer/Foo/latest").href("pb:publish-verification-results");
    EXPECT_NE(href.find("/metadata/Y3ZuPTI/"), std::string::npos) << href;  // "cvn=2"
    const auto of_version =
        get("/pacts/provider/Bar/consumer/Foo/version/2").href("pb:publish-verification-results");
    EXPECT_EQ(of_version.find("/metadata/"), std::string::npos) << of_version;
    const auto content = path_of(get("/pacts/provider/Bar/consumer/Foo/latest").href("pb:pact-version"));
    EXPECT_EQ(get(content + "/metadata/Y3ZuPTI").text("_links.pb:consumer-versions[0].name"), "2");
    EXPECT_FALSE(get(content + "/metadata/garbage").has("_links.pb:consumer-versions"));
}

class PairLists : public ContractLists, public testing::WithParamInterface<ListCase> {};
TEST_P(PairLists, Row) {
    const auto reply = get(GetParam().path);
    std::string all;
    for (std::size_t i = 0; i < reply.size("_embedded.pacts"); ++i) {
        all +=
            reply.text("_embedded.pacts[" + std::to_string(i) + "]._embedded.consumerVersion.number") + " ";
    }
    EXPECT_EQ(all, GetParam().expected);
    // The list by tag has the newer spelling of the rels, the others the older one.
    const bool by_tag = std::string(GetParam().name) == "Tag";
    EXPECT_EQ(reply.size(by_tag ? "_links.pb:pact-versions" : "_links.pact-versions"),
              reply.size("_embedded.pacts"));
    EXPECT_EQ(reply.has("_links.pb:consumer"), by_tag);
    EXPECT_EQ(reply.has("_links.consumer"), !by_tag);
    EXPECT_EQ(reply.href("self"), std::string("http://broker.example") + GetParam().path);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, PairLists,
    testing::ValuesIn(std::vector<ListCase>{
        {"All", "/pacts/provider/Bar/consumer/Foo/versions", "2 1 "},
        {"Tag", "/pacts/provider/Bar/consumer/Foo/tag/prod", "1 "},
        {"Branch", "/pacts/provider/Bar/consumer/Foo/branch/feat", "2 "},
        {"MainBranch", "/pacts/provider/Bar/consumer/Foo/branch/versions", "1 "},
        {"LatestBranch", "/pacts/provider/Bar/consumer/Foo/branch/feat/latest/versions", "2 "},
        {"LatestMainBranch", "/pacts/provider/Bar/consumer/Foo/branch/latest/versions", "1 "},
    }),
    [](const auto& row) { return row.param.name; });

class ModifiableContracts : public BrokerTest {
  protected:
    ModifiableContracts() : BrokerTest(allowing()) {}
    static Settings allowing() {
        Settings settings;
        settings.allow_contract_modification = true;
        return settings;
    }
};

TEST_F(ModifiableContracts, ANewRevisionHidesTheOlderOne) {
    publish("Foo", "1", "Bar", "/a");
    const auto old_content = path_of(get(kUrl).href("pb:pact-version"));
    EXPECT_EQ(publish("Foo", "1", "Bar", "/b").status(), 200);
    EXPECT_EQ(get(kUrl).text("interactions[0].request.path"), "/b");
    EXPECT_EQ(get("/pacts/provider/Bar").size("_links.pb:pacts"), 1u);
    EXPECT_EQ(get(old_content).text("interactions[0].request.path"), "/a")
        << "by its content it is still found";
}

TEST_F(Contracts, TheExtendedFormHasTheContractAsAMemberAndTheTags) {
    publish("Foo", "1", "Bar");
    tag("Foo", "1", "prod");
    const std::string type = "application/vnd.pactbrokerextended.v1+json";
    const auto reply = get("/pacts/provider/Bar/consumer/Foo/version/1", type);
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(reply.header("Content-Type"), type + ";charset=utf-8");
    EXPECT_EQ(reply.text("contract.consumer.name"), "Foo");
    EXPECT_EQ(reply.text("_embedded.tags[0].name"), "prod");
    EXPECT_EQ(json::to_text(reply.at("_embedded.tags[0].latest")), "true");
    EXPECT_NE(reply.href("pb:publish-verification-results"), "");
}

TEST_F(ModifiableContracts, GoWithAllTheirRevisions) {
    publish("Foo", "1", "Bar", "/a");
    publish("Foo", "1", "Bar", "/b");
    EXPECT_EQ(get("/metrics").at("pactPublications.count").integer(), 2);
    EXPECT_EQ(remove(kUrl).status(), 200);
    EXPECT_EQ(get("/metrics").at("pactPublications.count").integer(), 0);
}

TEST_F(Contracts, MayLeaveTheirNamesOut) {
    EXPECT_EQ(put(kUrl, R"({"consumer":{"name":null},"provider":{},"interactions":[]})").status(), 201);
}

TEST_F(Contracts, LookAlikeNamesAreAllTold) {
    for (const auto* name : {"zoo", "Zoo Service", "api zoo"})
        post("/pacticipants", R"({"name":")" + std::string(name) + "\"}");
    EXPECT_NE(publish("Foo", "1", "ZooS").response.body.find("'api zoo', 'zoo', 'Zoo Service'"),
              std::string::npos)
        << publish("Foo", "1", "ZooS").response.body;
}

TEST_F(Contracts, MergedWithWhatTheyHaveStayTheSame) {
    publish("Foo", "1", "Bar");
    EXPECT_EQ(patch(kUrl, contract("Foo", "Bar"), "application/json").status(), 200);
    EXPECT_EQ(patch(kUrl, R"({"interactions":[]})", "application/json").status(), 200);
    EXPECT_EQ(get("/metrics").at("pactPublications.count").integer(), 1);
}

TEST_F(Contracts, AreShownToBrowsersAsDocuments) {
    publish("Foo", "1", "Bar");
    EXPECT_EQ(get(kUrl, "text/html").header("Content-Type"), "application/hal+json;charset=utf-8");
}

TEST_F(Contracts, LinkToTheWebhooksUnderTheNameThatClientsKnow) {
    publish("Foo", "1", "Bar");
    EXPECT_EQ(get(kUrl).href("pb:consumer-webhooks"), "http://broker.example/webhooks/consumer/Bar");
}

TEST_F(Contracts, TheExtendedFormSaysWhichTagsMovedOn) {
    publish("Foo", "1", "Bar");
    tag("Foo", "1", "prod");
    tag("Foo", "2", "prod");
    const auto reply = get(kUrl, "application/vnd.pactbrokerextended.v1+json");
    EXPECT_EQ(json::to_text(reply.at("_embedded.tags[0].latest")), "false");
}

TEST_F(Contracts, FoundByContentAreOfTheNewestVersionThatWasSelected) {
    for (const auto* version : {"1", "2", "3"}) publish("Foo", version, "Bar");
    tag("Foo", "1", "a");
    tag("Foo", "2", "b");
    const auto selected = post("/pacts/provider/Bar/for-verification",
                               R"({"consumerVersionSelectors":[{"tag":"a"},{"tag":"b"}]})");
    ASSERT_EQ(selected.size("_embedded.pacts"), 1u) << selected.response.body;
    const auto reply = get(path_of(selected.text("_embedded.pacts[0]._links.self.href")));
    EXPECT_EQ(reply.text("_links.pb:consumer-version.name"), "2");
    EXPECT_EQ(reply.size("_links.pb:consumer-versions"), 2u);
}

TEST_F(ContractLists, OfATagComeNewestFirst) {
    publish("Foo", "3", "Bar", "/3");
    tag("Foo", "3", "prod");
    const auto list = get("/pacts/provider/Bar/consumer/Foo/tag/prod");
    EXPECT_EQ(list.text("_embedded.pacts[0]._embedded.consumerVersion.number"), "3");
    EXPECT_EQ(list.text("_embedded.pacts[1]._embedded.consumerVersion.number"), "1");
}

TEST_F(ContractLists, OfAPairAndABranchLeaveOtherConsumersOut) {
    put_on_branch("Web", "1", "feat");
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/branch/feat/latest/versions").size("_embedded.pacts"),
              1u);
}

TEST_F(ContractLists, LatestOfEveryPairHaveLinksThatMoveOn) {
    EXPECT_EQ(get("/pacts/latest").text("_links.pb:pacts[0].href"),
              "http://broker.example/pacts/provider/Bar/consumer/Foo/latest");
}

TEST_F(ContractLists, TheLatestWithoutATagIsNotTheLatest) {
    publish("Till", "1", "Bar", "/1");
    publish("Till", "2", "Bar", "/2");
    tag("Till", "2", "prod");
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Till/latest-untagged").header("X-Pact-Consumer-Version"),
              "1");
}

}  // namespace

}  // namespace tally::testing_support
