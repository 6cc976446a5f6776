// Integrations: what goes with one, and how they are drawn and listed for other programs.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Integrations : public BrokerTest {
  protected:
    std::string csv(const std::string& target) { return get(target, "text/csv").response.body; }
    // The name as in a path; the document need not have it.
    void publish_as(const std::string& consumer) {
        EXPECT_EQ(
            put("/pacts/provider/Api/consumer/" + consumer + "/version/1", R"({"interactions":[]})").status(),
            201);
    }
};

TEST_F(Integrations, ThatChangedAtOnceAreInTheOrderInWhichTheyBegan) {
    publish("Web", "1", "Api");
    publish("App", "1", "Api");
    const auto list = get("/integrations");
    EXPECT_EQ(list.text("_embedded.integrations[0].consumer.name"), "Web");
    EXPECT_EQ(list.text("_embedded.integrations[1].consumer.name"), "App");
}

TEST_F(Integrations, LeaveWhatOthersNeedWhenTheyGo) {
    publish("Web", "1", "Api", "/1");
    publish("Web", "1", "Store", "/2");
    publish("App", "1", "Api", "/3");
    verify("App", "1", "Api", "7");
    put("/pacticipants/Api/versions/8");
    post("/webhooks", R"({"consumer":{"name":"Web"},"provider":{"name":"Api"},)"
                      R"("request":{"method":"POST","url":"https://ci.example"}})");
    EXPECT_EQ(remove("/integrations/provider/Api/consumer/Web").status(), 204);
    EXPECT_EQ(get("/pacticipants/Api/versions/7").status(), 200) << "it verified another contract";
    EXPECT_EQ(get("/pacticipants/Api/versions/8").status(), 404) << "nothing is left of it";
    EXPECT_EQ(get("/pacticipants/Web/versions/1").status(), 200) << "it has another contract";
    EXPECT_EQ(get("/webhooks").size("_links.pb:webhooks"), 0u);
    publish("App", "1", "Store");
    EXPECT_EQ(remove("/integrations/provider/Store/consumer/Web").status(), 204);
    EXPECT_EQ(get("/pacticipants/Store").status(), 200) << "somebody's provider, though without a version";
    EXPECT_EQ(remove("/integrations/provider/Api/consumer/App").status(), 204);
    EXPECT_EQ(get("/pacticipants/Api").status(), 404);
}

TEST_F(Integrations, ThatAreUnknownAreNotFoundByTheNameThatIsMissing) {
    publish("Web", "1", "Api");
    EXPECT_NE(remove("/integrations/provider/Api/consumer/Nobody").text("error").find("'Nobody'"),
              std::string::npos);
    EXPECT_NE(remove("/integrations/provider/None/consumer/Web").text("error").find("'None'"),
              std::string::npos);
}

TEST_F(Integrations, AreDrawnWhateverTheirNames) {
    publish_as("We%5C%22b");
    EXPECT_EQ(get("/integrations", "text/vnd.graphviz").response.body,
              "digraph {\n  \"We\\\\\\\"b\" -> \"Api\"\n}\n");
}

TEST_F(Integrations, AreLinesWithTheIdsOfTheProviders) {
    publish("a,b", "1", "Api");
    publish("a,b", "1", "Store");
    publish_as("x%22y");
    EXPECT_EQ(csv("/relationships"),
              "2,Api,1,1,0,0,0,0\n"
              "3,Store,1,1,0,1,0,0\n"
              "1,\"a,b\",1,1,0,2,2,3\n"
              "4,\"x\"\"y\",1,1,0,3,2,0\n");
}

TEST_F(Integrations, OfAGroupEndWhereItIsLargeEnough) {
    for (const auto* consumer : {"A", "B", "C"}) publish(consumer, "1", "Hub");
    publish("Hub", "1", "Zoo");
    post("/pacticipants", R"({"name":"Lonely"})");
    EXPECT_EQ(csv("/groups/Hub?maxPacticipants=2"), "1,A,1,1,0,0,2\n2,Hub,1,1,0,1,0\n");
    const auto all = csv("/groups/Hub");
    EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 5);
    for (const auto* most : {"0", "-1", "2x", ""})
        EXPECT_EQ(csv("/groups/Hub?maxPacticipants=" + std::string(most)), all) << most;
    EXPECT_EQ(csv("/groups/Lonely"), "");
}

TEST_F(Integrations, ThatChangedLastComeFirst) {
    publish("Web", "1", "Api");
    clock_.advance(std::chrono::seconds(1));
    publish("App", "1", "Api");
    const auto first = [this] {
        return get("/integrations").text("_embedded.integrations[0].consumer.name");
    };
    EXPECT_EQ(first(), "App");
    clock_.advance(std::chrono::seconds(1));
    verify("Web", "1", "Api", "7");
    EXPECT_EQ(first(), "Web");
    clock_.advance(std::chrono::seconds(1));
    publish("App", "1", "Api");
    EXPECT_EQ(first(), "App") << "though it was published before";
}

}  // namespace

}  // namespace tally::testing_support
