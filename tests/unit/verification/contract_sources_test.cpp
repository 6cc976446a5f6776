#include "verification/contract_sources.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"

namespace tally::verification {
namespace {

using testing_support::TemporaryFolder;

std::string contract(const char* consumer, const char* provider) {
    return std::string(R"({"consumer":{"name":")") + consumer + R"("},"provider":{"name":")" + provider +
           R"("},"interactions":[{"description":"d","request":{},"response":{}}],)"
           R"("metadata":{"pactSpecification":{"version":"2.0.0"}}})";
}

std::unique_ptr<http::Client> nobody() {
    return http::in_process_client([](const http::Request&) { return http::Response{500, {}, ""}; });
}

TEST(ContractSources, ReadFoldersWithEverythingBelowInOrder) {
    TemporaryFolder folder;
    folder.write("b.json", contract("b", "p"));
    folder.write("sub/a.json", contract("a", "p"));
    folder.write("notes.txt", "not a contract");
    Sources sources;
    sources.paths = {folder.path()};
    const auto found = collect_contracts(sources, {}, *nobody(), nullptr);
    ASSERT_EQ(found.contracts.size(), 2u);
    EXPECT_EQ(found.contracts[0].contract.consumer, "b");
    EXPECT_EQ(found.contracts[1].contract.consumer, "a");
    EXPECT_TRUE(found.failures.empty());
    EXPECT_EQ(found.places, std::vector<std::string>{folder.path().string()});
}

TEST(ContractSources, GoOnAfterAFileThatCannotBeRead) {
    TemporaryFolder folder;
    folder.write("a.json", "{ not json");
    folder.write("b.json", contract("b", "p"));
    Sources sources;
    sources.paths = {folder.path(), folder / "missing.json"};
    const auto found = collect_contracts(sources, {}, *nobody(), nullptr);
    EXPECT_EQ(found.contracts.size(), 1u);
    EXPECT_EQ(found.failures.size(), 2u);
}

TEST(ContractSources, LeaveOutOtherProvidersAndConsumersAndRememberThem) {
    TemporaryFolder folder;
    folder.write("1.json", contract("web", "shop"));
    folder.write("2.json", contract("app", "shop"));
    folder.write("3.json", contract("web", "other"));
    Sources sources;
    sources.folders = {folder.path()};
    const auto found = collect_contracts(sources, {"shop", {"web"}}, *nobody(), nullptr);
    ASSERT_EQ(found.contracts.size(), 1u);
    EXPECT_EQ(found.left_out.providers, std::vector<std::string>{"other"});
    EXPECT_EQ(found.left_out.consumers, std::vector<std::string>{"app"});
    EXPECT_EQ(found.left_out.contracts, 2u);
}

TEST(ContractSources, TakeANamedFileWhateverItsProvider) {
    TemporaryFolder folder;
    Sources sources;
    sources.files = {folder.write("1.json", contract("web", "other"))};
    EXPECT_EQ(collect_contracts(sources, {"shop", {}}, *nobody(), nullptr).contracts.size(), 1u);
}

TEST(ContractSources, SayThatInteractionsOfAnUnknownKindWillNotBeVerified) {
    TemporaryFolder folder;
    Sources sources;
    sources.files = {folder.write("1.json", R"({"consumer": {"name": "web"}, "provider": {"name": "shop"},
        "interactions": [{"type": "Foo", "description": "x"},
                         {"type": "Synchronous/HTTP", "description": "y", "request": {}, "response": {}}],
        "metadata": {"pactSpecification": {"version": "4.0"}}})")};
    const auto found = collect_contracts(sources, {}, *nobody(), nullptr);
    ASSERT_EQ(found.contracts.size(), 1u);
    EXPECT_EQ(found.contracts[0].contract.interactions.size(), 1u);
    EXPECT_EQ(found.contracts[0].unknown_interactions, 1u);
    ASSERT_EQ(found.failures.size(), 1u);
    EXPECT_EQ(found.failures[0].what, "1 interaction of a kind that is not known");
}

TEST(ContractSources, FetchUrlsWithCredentials) {
    http::Request asked;
    const auto client = http::in_process_client([&asked](const http::Request& request) {
        asked = request;
        return http::Response{200, {}, contract("web", "shop")};
    });
    Sources sources;
    sources.urls = {"http://me:secret@host/c.json?x=1"};
    sources.url_headers = {{"Authorization", "Bearer t"}};
    const auto found = collect_contracts(sources, {}, *client, nullptr);
    ASSERT_EQ(found.contracts.size(), 1u) << found.failures.at(0).text();
    EXPECT_EQ(asked.target, "/c.json?x=1");
    EXPECT_EQ(asked.headers.value_or("Authorization", ""), "Bearer t");
    EXPECT_EQ(found.contracts[0].origin, "http://***@host/c.json?x=1");
    EXPECT_FALSE(found.contracts[0].broker);
}

TEST(ContractSources, SayWhatAUrlAnswered) {
    const auto client = http::in_process_client([](const http::Request&) {
        return http::Response{401, {}, ""};
    });
    Sources sources;
    sources.urls = {"http://host/c.json"};
    const auto found = collect_contracts(sources, {}, *client, nullptr);
    ASSERT_EQ(found.failures.size(), 1u);
    EXPECT_EQ(found.failures[0].text(),
              "http://host/c.json: expected a contract but received HTTP 401; pass --token, or --user and "
              "--password");
}

TEST(ContractSources, KeepWhatTheBrokerSaysOfAContract) {
    const auto client = http::in_process_client([](const http::Request& request) {
        http::Response response{200, {{"Content-Type", "application/hal+json"}}, ""};
        if (request.target == "/") {
            response.body =
                R"({"_links":{"pb:provider-pacts-for-verification":{"href":"http://b/{provider}"}}})";
        } else if (request.target == "/shop" && request.method == "GET") {
            response.body = R"({"_links":{"self":{"href":"http://b/shop"}}})";
        } else if (request.target == "/shop") {
            response.body =
                R"({"_embedded":{"pacts":[{"shortDescription":"latest","verificationProperties":{"pending":true},
                "_links":{"self":{"href":"http://b/c"}}}]}})";
        } else {
            response.body = contract("web", "shop");
            response.body.insert(1, R"("_links":{"pb:publish-verification-results":{"href":"http://b/r"}},)");
        }
        return response;
    });
    auto broker = broker_api::BrokerClient::create({.url = "http://b"}, *client, http::pause_quietly);
    ASSERT_TRUE(broker);
    Sources sources;
    sources.broker = BrokerSource{};
    sources.broker->wanted.provider = "shop";
    const auto found = collect_contracts(sources, {"shop", {}}, *client, &*broker);
    ASSERT_EQ(found.contracts.size(), 1u);
    const auto& copy = found.contracts[0].broker;
    ASSERT_TRUE(copy);
    EXPECT_TRUE(copy->pending);
    EXPECT_EQ(copy->reason, "latest");
    EXPECT_TRUE(copy->document.link("pb:publish-verification-results"));
    EXPECT_EQ(found.contracts[0].origin, "http://b/c");
}

}  // namespace
}  // namespace tally::verification
