// Differences between contracts, provider states, and lists that are deleted.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Differences : public BrokerTest {
  protected:
    static constexpr const char* kPair = "/pacts/provider/Bar/consumer/Foo";
    std::string text(const std::string& path) {
        const auto reply = get(kPair + path, "text/plain");
        EXPECT_EQ(reply.status(), 200) << reply.response.body;
        EXPECT_EQ(reply.header("Content-Type"), "text/plain;charset=utf-8");
        return reply.response.body;
    }
};

TEST_F(Differences, SkipVersionsWithTheSameContent) {
    publish("Foo", "1", "Bar", "/old");
    publish("Foo", "2", "Bar", "/new");
    publish("Foo", "3", "Bar", "/new");
    EXPECT_EQ(
        get(std::string(kPair) + "/version/3/previous-distinct").text("_links.pb:consumer-version.name"),
        "1");
    EXPECT_EQ(get(std::string(kPair) + "/version/1/previous-distinct").status(), 404);
    publish("Foo", "4", "Bar", "/newest");
    EXPECT_EQ(
        get(std::string(kPair) + "/version/4/previous-distinct").text("_links.pb:consumer-version.name"),
        "3");
    const auto changes = text("/version/3/diff/previous-distinct");
    EXPECT_NE(changes.find("-         \"path\": \"/old\""), std::string::npos) << changes;
    EXPECT_NE(changes.find("+         \"path\": \"/new\""), std::string::npos) << changes;
    EXPECT_NE(changes.find("href: http://broker.example/pacts/provider/Bar/consumer/Foo/version/1"),
              std::string::npos);
    EXPECT_NE(text("/version/1/diff/previous-distinct").find("no earlier version"), std::string::npos);
}

TEST_F(Differences, CompareAnyTwo) {
    publish("Foo", "1", "Bar", "/a");
    publish("Foo", "2", "Bar", "/b");
    publish("Foo", "3", "Bar", "/c");
    const auto changes = text("/version/3/diff/version/1");
    EXPECT_NE(changes.find("/a"), std::string::npos);
    EXPECT_NE(changes.find("/c"), std::string::npos);
    const auto sha = [&](const char* version) {
        return get(std::string(kPair) + "/version/" + version).text("_links.pb:pact-version.name");
    };
    EXPECT_NE(text("/pact-version/" + sha("2") + "/diff/pact-version/" + sha("1")).find("/b"),
              std::string::npos);
    EXPECT_NE(text("/pact-version/" + sha("2") + "/diff/pact-version/" + sha("2")).find("equal"),
              std::string::npos);
    EXPECT_EQ(get(std::string(kPair) + "/version/3/diff/version/9", "text/plain").status(), 404);
    EXPECT_EQ(get(std::string(kPair) + "/version/3/diff/version/1", "application/hal+json").status(), 406);
}

TEST_F(Differences, ProviderStatesNameTheirConsumers) {
    const auto states = [&](const std::string& consumer, const std::string& version,
                            const std::string& list) {
        put("/pacticipants/" + consumer + "/branches/main/versions/" + version);
        const auto reply =
            put("/pacts/provider/Bar/consumer/" + consumer + "/version/" + version,
                R"({"interactions":[{"description":"a","request":{},"response":{},)" + list + "}]}");
        ASSERT_EQ(reply.status(), 201) << reply.response.body;
    };
    states("Foo", "1", R"("providerStates":[{"name":"b","params":{"id":1}},{"name":"a"}])");
    states("Web", "1", R"("providerState":"a")");
    const auto all = get("/pacts/provider/Bar/provider-states");
    ASSERT_EQ(all.size("providerStates"), 2u) << all.response.body;
    EXPECT_EQ(json::to_text(all.at("providerStates")),
              R"([{"name":"a","consumers":["Foo","Web"]},)"
              R"({"name":"b","params":{"id":1},"consumers":["Foo"]}])");
    put_on_branch("Web", "1", "feat");
    EXPECT_EQ(get("/pacts/provider/Bar/provider-states/branch/feat").size("providerStates"), 1u);
    const auto prod = create_environment("prod");
    deploy("Foo", "1", prod);
    EXPECT_EQ(get("/pacts/provider/Bar/provider-states/environment/prod").size("providerStates"), 2u);
    EXPECT_EQ(get("/pacts/provider/Bar/provider-states/environment/" + prod).size("providerStates"), 2u);
    EXPECT_EQ(get("/pacts/provider/Bar/provider-states/environment/moon").response.body,
              R"({"providerStates":[]})");
    EXPECT_EQ(get("/pacts/provider/Nobody/provider-states").status(), 404);
}

TEST_F(Differences, ListsOfContractsCanBeDeleted) {
    for (const auto* version : {"1", "2", "3"}) publish("Foo", version, "Bar", "/" + std::string(version));
    tag("Foo", "1", "old");
    put_on_branch("Foo", "2", "feat");
    const auto left = [&] { return get(std::string(kPair) + "/versions").size("_embedded.pacts"); };
    const auto by_tag = remove(std::string(kPair) + "/tag/old");
    EXPECT_EQ(by_tag.status(), 200);
    EXPECT_NE(by_tag.href("pb:latest-pact-version"), "");
    EXPECT_EQ(left(), 2u);
    EXPECT_EQ(remove(std::string(kPair) + "/branch/feat").status(), 200);
    EXPECT_EQ(left(), 1u);
    EXPECT_EQ(remove(std::string(kPair) + "/versions").status(), 204);
    EXPECT_EQ(left(), 0u);
}

TEST_F(Differences, TheLatestResultCanBeDeleted) {
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "7");
    verify("Foo", "1", "Bar", "8");
    const auto url = std::string(kPair) + "/version/1/verification-results/latest";
    EXPECT_EQ(remove(url).status(), 204);
    EXPECT_EQ(get(url).text("providerApplicationVersion"), "7");
    EXPECT_EQ(remove(std::string(kPair) + "/latest/verification-results/latest").status(), 204);
    EXPECT_EQ(remove(url).status(), 404);
}

TEST_F(Differences, ProviderStatesAreFoundInMessagesAndInTheOlderSpellings) {
    put(std::string(kPair) + "/version/1",
        R"({"messages":[{"description":"a","providerStates":"one"},{"description":"b","provider_state":"two"}]})");
    put_on_branch("Foo", "1", "main");
    EXPECT_EQ(json::to_text(get("/pacts/provider/Bar/provider-states").at("providerStates")),
              R"([{"name":"one","consumers":["Foo"]},{"name":"two","consumers":["Foo"]}])");
}

}  // namespace

}  // namespace tally::testing_support
