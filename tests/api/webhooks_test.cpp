// Webhooks: what is stored of them, what is refused, and what events make of them.
#include "api/broker_fixture.h"
#include "base/text.h"

namespace tally::testing_support {

namespace {

class Webhooks : public BrokerTest {
  protected:
    // With `more` members, as "\"events\":[...],".
    Reply create(const std::string& more = "", const std::string& url = "https://ci.example/build") {
        return post("/webhooks", "{" + more + R"("request":{"method":"POST","url":")" + url +
                                     R"(","headers":{"X-Api-Token":"s3cret-token"},"username":"me",)"
                                     R"("password":"hunter22","body":{"pact":"${pactbroker.consumerName}"}}})");
    }
    Reply triggered(const std::string& version = "1") {
        return get("/pacts/provider/Bar/consumer/Foo/version/" + version + "/triggered-webhooks");
    }
};

TEST_F(Webhooks, ShowNoSecrets) {
    const auto reply = create();
    ASSERT_EQ(reply.status(), 201) << reply.response.body;
    EXPECT_EQ(reply.header("Location"), reply.href("self"));
    EXPECT_EQ(reply.text("description"), "POST ci.example");
    EXPECT_EQ(reply.text("request.password"), "**********");
    EXPECT_EQ(reply.text("request.headers.x-api-token"), "**********");
    EXPECT_EQ(reply.response.body.find("hunter22"), std::string::npos);
}

TEST_F(Webhooks, AreRefusedWithEverythingThatIsWrong) {
    const auto reply = post("/webhooks", R"({"events":[{"name":"never"}],"consumer":{"name":"Nobody"},)"
                                         R"("request":{"method":"GET","url":"http://x.example"}})");
    EXPECT_EQ(reply.status(), 400);
    for (const char* key : {"events", "consumer.name", "request.method", "request.url"}) {
        EXPECT_NE(reply.at("errors").find(key), nullptr) << key << "\n" << reply.response.body;
    }
    EXPECT_EQ(post("/webhooks", "{}").status(), 400);
    EXPECT_EQ(create("", "https://${pactbroker.consumerName}.example/").status(), 400);
    EXPECT_EQ(create("", "https://ci.example/${pactbroker.consumerName}").status(), 201);
    EXPECT_EQ(put("/webhooks/short", R"({"request":{"method":"POST","url":"https://x.example"}})").status(), 400);
    EXPECT_EQ(get("/webhooks/unknown-but-long-enough").status(), 404);
}

TEST_F(Webhooks, WaitInTheTransactionOfTheirCause) {
    create(R"("events":[{"name":"contract_published"},{"name":"provider_verification_failed"}],)");
    publish("Foo", "1", "Bar");
    const auto reply = triggered();
    ASSERT_EQ(reply.size("_embedded.triggeredWebhooks"), 1u) << reply.response.body;
    EXPECT_EQ(reply.text("_embedded.triggeredWebhooks[0].eventName"), "contract_published");
    EXPECT_EQ(reply.text("_embedded.triggeredWebhooks[0].status"), "not_run");
    EXPECT_EQ(reply.at("_embedded.triggeredWebhooks[0].attemptsRemaining").integer(), 7);

    verify("Foo", "1", "Bar", "1", true);
    EXPECT_EQ(triggered().size("_embedded.triggeredWebhooks"), 1u);
    verify("Foo", "1", "Bar", "2", false);
    EXPECT_EQ(triggered().size("_embedded.triggeredWebhooks"), 2u);
    EXPECT_EQ(publish("Foo", "1", "Bar", "/other").status(), 409);
    EXPECT_EQ(triggered().size("_embedded.triggeredWebhooks"), 2u);
}

TEST_F(Webhooks, ApplyByNameAndByLabel) {
    put("/pacticipants/Foo/versions/0");
    put("/pacticipants/Other/versions/0");
    put("/pacticipants/Foo/labels/team");
    const std::string event = R"("events":[{"name":"contract_published"}],)";
    create(event + R"("consumer":{"label":"team"},)");
    create(event + R"("consumer":{"label":"elsewhere"},)");
    create(event + R"("consumer":{"name":"Foo"},)");
    create(event + R"("consumer":{"name":"Other"},)");
    create(event + R"("enabled":false,)");
    publish("Foo", "1", "Bar");
    EXPECT_EQ(triggered().size("_embedded.triggeredWebhooks"), 2u);
}

TEST_F(Webhooks, AreTriedOutWithTheNewestContract) {
    publish("Foo", "1", "Bar");
    const auto uuid = create().text("uuid");
    const auto reply = post("/webhooks/" + uuid + "/execute", "");
    ASSERT_EQ(reply.status(), 200) << reply.response.body;
    EXPECT_EQ(reply.at("success").boolean() != nullptr && *reply.at("success").boolean(), true);
    ASSERT_EQ(receiver_.requests.size(), 1u);
    EXPECT_EQ(receiver_.requests[0].body, R"({"pact":"Foo"})");
    EXPECT_EQ(receiver_.requests[0].headers.value_or("authorization", ""), "Basic bWU6aHVudGVyMjI=");
    for (const char* secret : {"hunter22", "s3cret-token", "bWU6aHVudGVyMjI="}) {
        EXPECT_EQ(reply.response.body.find(secret), std::string::npos) << secret;
    }
}

TEST_F(Webhooks, AreNotSentToTheBrokersOwnMachineOrLink) {
    for (const char* host : {"127.0.0.1", "169.254.169.254", "0.0.0.0"}) {
        const auto uuid = create("", std::string("https://") + host + "/").text("uuid");
        const auto reply = post("/webhooks/" + uuid + "/execute", "");
        EXPECT_NE(reply.text("logs").find("the address"), std::string::npos) << reply.response.body;
    }
    EXPECT_TRUE(receiver_.requests.empty());
}

TEST_F(Webhooks, KeepTheirHistoryWhenDeleted) {
    const auto created = create(R"("events":[{"name":"contract_published"}],)");
    publish("Foo", "1", "Bar");
    EXPECT_EQ(remove("/webhooks/" + created.text("uuid")).status(), 204);
    const auto reply = triggered();
    ASSERT_EQ(reply.size("_embedded.triggeredWebhooks"), 1u);
    EXPECT_FALSE(reply.has("_embedded.triggeredWebhooks[0]._links.pb:webhook"));
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/webhooks/status").at("summary.notRun").integer(), 1);
}

}  // namespace

}  // namespace tally::testing_support
