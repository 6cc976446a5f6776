// Deliveries of webhooks: once when all is well, again by the schedule when not, never under another id, and what is
// logged of them. The clock is moved, nobody waits.
#include "api/broker_fixture.h"
#include "support/golden.h"
#include "webhooks/triggered_store.h"

#include <set>

namespace tally::testing_support {

namespace {

using namespace std::chrono_literals;

Settings with_hosts() {
    Settings settings;
    settings.webhooks.hosts = {"ci.example"};
    return settings;
}

class WebhookDeliveryBase : public BrokerTest {
  protected:
    using BrokerTest::BrokerTest;

    // For publications; `request` has members beside method and URL.
    std::string webhook(const std::string& request = R"("body":{"pact":"${pactbroker.pactUrl}"})") {
        const auto reply = post("/webhooks", R"({"events":[{"name":"contract_published"}],"request":{"method":"POST",)"
                                             R"("url":"https://ci.example/build")" +
                                                 (request.empty() ? "" : "," + request) + "}}");
        EXPECT_EQ(reply.status(), 201) << reply.response.body;
        return reply.text("uuid");
    }
    Reply triggered(const std::string& version = "1") {
        return get("/pacts/provider/Bar/consumer/Foo/version/" + version + "/triggered-webhooks");
    }
    std::string state() {
        const auto reply = triggered();
        const std::string first = "_embedded.triggeredWebhooks[0].";
        return reply.text(first + "status") + " " + std::to_string(reply.at(first + "attemptsMade").integer().value_or(-1)) +
               "+" + std::to_string(reply.at(first + "attemptsRemaining").integer().value_or(-1));
    }
    std::string link(const std::string& rel) {
        return path_of(triggered().text("_embedded.triggeredWebhooks[0]._links." + rel + ".href"));
    }
    std::string log() { return get(link("pb:logs"), "text/plain").response.body; }
    std::set<std::string> ids() {
        std::set<std::string> all;
        for (const auto& request : receiver_.requests) all.insert(request.headers.value_or("webhook-id", ""));
        return all;
    }
    static Error refused_connection() { return {ErrorCode::unreachable, "", "nothing is listening", ""}; }
};

class WebhookDelivery : public WebhookDeliveryBase {};
class WebhookDeliveryToListedHosts : public WebhookDeliveryBase {
  protected:
    WebhookDeliveryToListedHosts() : WebhookDeliveryBase(with_hosts()) {}
};

TEST_F(WebhookDelivery, HappensOnceWhenAllIsWell) {
    webhook();
    publish("Foo", "1", "Bar");
    EXPECT_EQ(wake_calls_, 1);
    EXPECT_EQ(state(), "not_run 0+7");
    EXPECT_EQ(log(), "Webhook has not been run yet.\n");
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(state(), "success 1+0");
    ASSERT_EQ(receiver_.requests.size(), 1u);
    const auto& request = receiver_.requests[0];
    EXPECT_EQ(receiver_.origins[0], "https://ci.example");
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.target, "/build");
    const auto pact = *json::parse(request.body)->find("pact")->string();
    EXPECT_EQ(get(path_of(pact)).text("consumer.name"), "Foo") << pact;
    EXPECT_NE(request.headers.value_or("user-agent", "").find("Pact Broker v"), std::string::npos);
    clock_.advance(24h);
    EXPECT_EQ(deliver(), 0);
    EXPECT_FALSE(request.headers.contains("webhook-signature"));
}

TEST_F(WebhookDelivery, IsRepeatedByTheScheduleUntilItSucceeds) {
    webhook();
    publish("Foo", "1", "Bar");
    receiver_.answer = refused_connection();
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(state(), "retrying 1+6");
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/webhooks/status").size("_links.pb:error-logs"), 1u);
    EXPECT_EQ(get("/dashboard").text("items[0].webhookStatus"), "retrying");
    int made = 1;
    for (const auto wait : {10s, 60s, 120s, 300s, 600s}) {
        clock_.advance(wait - 1us);
        EXPECT_EQ(deliver(), 0) << wait.count();
        clock_.advance(1us);
        EXPECT_EQ(deliver(), 1) << wait.count();
        ++made;
        EXPECT_EQ(state(), "retrying " + std::to_string(made) + "+" + std::to_string(7 - made));
    }
    receiver_.answer = http::Response{204, {}, {}};
    clock_.advance(1200s);
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(state(), "success 7+0");
    EXPECT_EQ(ids().size(), 1u) << "the same delivery every time";
    EXPECT_EQ(get(link("pb:logs")).size("executions"), 7u);
}

TEST_F(WebhookDelivery, FailsForGoodAfterTheSchedule) {
    webhook();
    publish("Foo", "1", "Bar");
    receiver_.answer = http::Response{500, {}, {}};
    for (int i = 0; i < 10; ++i) {
        deliver();
        clock_.advance(1200s);
    }
    EXPECT_EQ(state(), "failure 7+0");
    const auto status = get("/pacts/provider/Bar/consumer/Foo/webhooks/status");
    EXPECT_EQ(status.at("summary.failed").integer(), 1);
    EXPECT_EQ(status.size("_links.pb:error-logs"), 1u);
    EXPECT_EQ(get("/dashboard").text("items[0].webhookStatus"), "failure");
}

TEST_F(WebhookDelivery, CountsTheAnswersOfTheListAsDelivered) {
    struct Case {
        int status;
        bool delivered;
    };
    for (const auto& [status, delivered] : std::vector<Case>{
             {200, true}, {201, true}, {206, true}, {207, false}, {301, false}, {302, false}, {400, false}, {500, false}}) {
        receiver_.answer = http::Response{status, {{"Location", "https://elsewhere.example/"}}, {}};
        const auto uuid = webhook();
        const auto reply = post("/webhooks/" + uuid + "/execute", "");
        EXPECT_EQ(*reply.at("success").boolean(), delivered) << status;
    }
    EXPECT_EQ(receiver_.requests.size(), 8u) << "no redirect was followed";
}

TEST_F(WebhookDelivery, IsLeftAloneByOthersWhileItIsUnderWay) {
    webhook();
    publish("Foo", "1", "Bar");
    int others = -1;
    receiver_.meanwhile = [&] {
        clock_.advance(30s);  // all the time that one attempt has
        others = deliver();
    };
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(others, 0);
    EXPECT_EQ(state(), "success 1+0");
}

TEST_F(WebhookDelivery, IsTakenOverUnderTheSameIdFromASenderThatDied) {
    webhook();
    publish("Foo", "1", "Bar");
    // The first sender sleeps until long after its lease; a second one delivers meanwhile.
    receiver_.meanwhile = [&] {
        receiver_.answer = http::Response{};
        clock_.advance(2min);
        EXPECT_EQ(deliver(), 1);
        EXPECT_EQ(state(), "success 1+0");
        receiver_.answer = refused_connection();
    };
    EXPECT_EQ(deliver_next(), true);
    EXPECT_EQ(state(), "success 1+0") << "the late one changes nothing";
    EXPECT_EQ(receiver_.requests.size(), 2u);
    EXPECT_EQ(ids().size(), 1u);
    EXPECT_EQ(get(link("pb:logs")).size("executions"), 2u) << "but is logged";
}

TEST_F(WebhookDelivery, HoldsNoTransactionWhileItCallsOut) {
    webhook();
    publish("Foo", "1", "Bar");
    receiver_.meanwhile = [&] { EXPECT_EQ(publish("Other", "1", "Bar").status(), 201); };
    EXPECT_EQ(deliver(), 2);
}

TEST_F(WebhookDelivery, HasAtMostTwoOfOneWebhookUnderWay) {
    webhook();
    for (const char* version : {"1", "2", "3"}) publish("Foo", version, "Bar");
    int inner = -1;
    receiver_.meanwhile = [&] {
        receiver_.meanwhile = [&] { inner = deliver(); };  // a third sender, while two are waiting
        deliver_next();
    };
    EXPECT_TRUE(deliver_next());
    EXPECT_EQ(inner, 0);
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(receiver_.requests.size(), 3u);
}

TEST_F(WebhookDelivery, WaitsForNoSenderThatDiedWithAnother) {
    webhook();
    for (const char* version : {"1", "2", "3", "4"}) publish("Foo", version, "Bar");
    // A broker that is gone with three of them.
    for (int i = 0; i < 3; ++i) {
        database_->write([this](storage::Transaction& transaction) {
            const auto now = iso_8601_fixed(clock_.now());
            return webhooks::lease_delivery(transaction, now, iso_8601_fixed(clock_.now() + 40s), {}).has_value();
        });
    }
    EXPECT_EQ(deliver(), 1);
    clock_.advance(40s + 1us);
    EXPECT_EQ(deliver(), 3);
    EXPECT_EQ(ids().size(), 4u);
}

TEST_F(WebhookDelivery, OfOthersGoesOnWhileOneReceiverIsSilent) {
    webhook();
    for (const char* version : {"1", "2", "3"}) publish("Foo", version, "Bar");
    webhook();
    publish("Foo", "4", "Bar");
    std::vector<std::string> meanwhile;
    receiver_.meanwhile = [&] {
        receiver_.meanwhile = [&] {
            // Two of the first webhook are under way; what follows is of the second.
            const auto before = receiver_.requests.size();
            deliver();
            for (auto i = before; i < receiver_.requests.size(); ++i)
                meanwhile.push_back(receiver_.requests[i].headers.value_or("webhook-id", ""));
        };
        deliver_next();
    };
    deliver_next();
    EXPECT_EQ(meanwhile.size(), 1u);
    EXPECT_EQ(deliver(), 2);
}

TEST(WebhooksUnderWay, LeaveSendersForOthers) {
    struct Case {
        unsigned senders;
        int most;
    };
    for (const auto& [senders, most] : std::vector<Case>{{1, 2}, {4, 2}, {16, 2}, {17, 3}, {64, 8}}) {
        delivery::UnderWay under_way(senders);
        for (int i = 0; i < most; ++i) {
            EXPECT_EQ(under_way.busy(), webhooks::BusyWebhooks{}) << senders;
            under_way.begin(7);
        }
        EXPECT_EQ(under_way.busy()[0], 7) << senders;
        under_way.end(7);
        EXPECT_EQ(under_way.busy(), webhooks::BusyWebhooks{}) << senders;
    }
}

TEST_F(WebhookDelivery, EndsWithTheWebhook) {
    for (const bool deleted : {true, false}) {
        const auto uuid = webhook();
        const std::string version = deleted ? "1" : "2";
        publish("Foo", version, "Bar");
        if (deleted) {
            EXPECT_EQ(remove("/webhooks/" + uuid).status(), 204);
        } else {
            put("/webhooks/" + uuid, R"({"enabled":false,"request":{"method":"POST","url":"https://ci.example/"}})");
        }
        EXPECT_EQ(deliver(), 1);
        EXPECT_TRUE(receiver_.requests.empty());
        const auto reply = triggered(version);
        EXPECT_EQ(reply.text("_embedded.triggeredWebhooks[0].status"), "failure");
        const auto logs = path_of(reply.text("_embedded.triggeredWebhooks[0]._links.pb:logs.href"));
        EXPECT_NE(get(logs, "text/plain").response.body.find(deleted ? "was deleted" : "was disabled"), std::string::npos);
        const auto uuid_of_delivery = logs.substr(0, logs.rfind('/'));
        EXPECT_EQ(post(uuid_of_delivery + "/redeliver", "").status(), 409);
    }
}

TEST_F(WebhookDelivery, CanBeRepeatedFromItsLog) {
    webhook();
    publish("Foo", "1", "Bar");
    deliver();
    const auto again = post(link("tally:redeliver"), "");
    EXPECT_EQ(again.status(), 200) << again.response.body;
    EXPECT_EQ(again.text("status"), "retrying");
    EXPECT_EQ(wake_calls_, 2);
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(state(), "success 2+0");
    EXPECT_EQ(ids().size(), 1u);
    EXPECT_EQ(receiver_.requests[0].body, receiver_.requests[1].body);
    EXPECT_EQ(post("/triggered-webhooks/unknown/redeliver", "").status(), 404);
}

TEST_F(WebhookDelivery, UsesTheValuesOfItsEventAndTheTemplateOfNow) {
    const auto uuid = webhook(R"("body":"old ${pactbroker.consumerVersionTags}")");
    tag("Foo", "1", "then");
    publish("Foo", "1", "Bar");
    tag("Foo", "1", "now");
    put("/webhooks/" + uuid, R"({"request":{"method":"POST","url":"https://ci.example/","body":)"
                             R"("new ${pactbroker.consumerVersionTags}"}})");
    deliver();
    ASSERT_EQ(receiver_.requests.size(), 1u);
    EXPECT_EQ(receiver_.requests[0].body, "new then");
}

TEST_F(WebhookDelivery, TellsNothingOfTheAnswerWithoutAListOfHosts) {
    webhook();
    publish("Foo", "1", "Bar");
    receiver_.answer = http::Response{418, {{"X-Inside", "inner"}}, "inner page"};
    deliver();
    receiver_.answer = Error{ErrorCode::unreachable, "", "inner error", ""};
    clock_.advance(10s);
    deliver();
    const auto text = log();
    for (const char* hidden : {"418", "inner"}) EXPECT_EQ(text.find(hidden), std::string::npos) << text;
    EXPECT_NE(text.find("--webhook-host-whitelist"), std::string::npos) << text;
    EXPECT_NE(text.find("was not delivered"), std::string::npos) << text;
}

TEST_F(WebhookDeliveryToListedHosts, LogsTheExchangeWithoutItsSecrets) {
    webhook(R"("headers":{"X-Api-Token":"s3cret-token","X-Seen":"seen"},"username":"me","password":"hunter22",)"
            R"("body":{"pact":"${pactbroker.consumerName}","api_key":"key-4711"})");
    publish("Foo", "1", "Bar");
    receiver_.answer = http::Response{
        200, {{"Set-Cookie", "session=1"}, {"X-Echo", "s3cret-token"}}, "you said hunter22 and key-4711\x1b[31m"};
    deliver();
    ASSERT_EQ(receiver_.requests.size(), 1u);
    EXPECT_EQ(receiver_.requests[0].body, R"({"pact":"Foo","api_key":"key-4711"})") << "the receiver gets them";
    EXPECT_TRUE(matches_golden("broker/webhook_log.txt", log()));
}

TEST_F(WebhookDeliveryToListedHosts, ReadsNoMoreOfAnAnswerThanItLogs) {
    webhook();
    publish("Foo", "1", "Bar");
    receiver_.answer = http::Response{200, {{"X-Long", std::string(60000, 'x')}}, std::string(1 << 20, 'y')};
    deliver();
    EXPECT_TRUE(receiver_.limits.cuts_body);
    EXPECT_LE(receiver_.limits.max_body, 10240u);
    EXPECT_EQ(receiver_.limits.deadline, 30s);
    EXPECT_LT(log().size(), 20000u);
    EXPECT_EQ(state(), "success 1+0");
}

TEST_F(WebhookDeliveryToListedHosts, LetsNoTemplateBeginAHeaderOrALineOfTheLog) {
    webhook(R"("headers":{"X-Build":"${pactbroker.buildUrl}"},"body":"${pactbroker.buildUrl}")");
    // Build URLs of the API are one line; what an older table may hold is not trusted.
    publish("Foo", "1", "Bar");
    database_->write([](storage::Transaction& transaction) {
        transaction.execute("UPDATE triggered_webhooks SET parameters = $1",
                            {R"({"buildUrl":"a\r\nX-Injected: 1\u0000\n[2021-09-01T00:00:00Z] INFO: forged"})"});
        return true;
    });
    deliver();
    ASSERT_EQ(receiver_.requests.size(), 1u);
    EXPECT_EQ(receiver_.requests[0].headers.value_or("x-build", ""),
              "a  X-Injected: 1  [2021-09-01T00:00:00Z] INFO: forged");
    EXPECT_FALSE(receiver_.requests[0].headers.contains("x-injected"));
    EXPECT_NE(log().find("\n    [2021-09-01T00:00:00Z] INFO: forged"), std::string::npos) << log();
}

Settings signing() {
    auto settings = with_hosts();
    settings.webhooks.signing_secret = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    settings.webhooks.retry_schedule = {1s};
    settings.webhooks.success_codes = {{202, 202}};
    settings.webhooks.methods = {"PUT", "POST"};
    settings.webhooks.timeout = 3s;
    settings.webhooks.user_agent = "ours";
    return settings;
}
class WebhookDeliveryWithOptions : public WebhookDeliveryBase {
  protected:
    WebhookDeliveryWithOptions() : WebhookDeliveryBase(signing()) {}
};

TEST_F(WebhookDeliveryWithOptions, SignsAndObeysThem) {
    webhook();
    publish("Foo", "1", "Bar");
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(state(), "retrying 1+1");
    EXPECT_EQ(receiver_.limits.deadline, 3s);
    const auto& headers = receiver_.requests[0].headers;
    EXPECT_EQ(headers.value_or("user-agent", ""), "ours");
    EXPECT_EQ(headers.value_or("webhook-timestamp", ""), "1630454841");
    const auto signature = headers.value_or("webhook-signature", "");
    EXPECT_EQ(signature.substr(0, 3), "v1,");
    EXPECT_EQ(signature.size(), 3u + 44u);
    receiver_.answer = http::Response{202, {}, {}};
    clock_.advance(1s);
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(state(), "success 2+0");
    EXPECT_EQ(ids().size(), 1u);
    EXPECT_NE(receiver_.requests[1].headers.value_or("webhook-signature", ""), signature) << "signed with its time";
}

TEST_F(WebhookDelivery, IsLoggedAttemptByAttempt) {
    webhook();
    publish("Foo", "1", "Bar");
    const auto again = post(link("tally:redeliver"), "");
    EXPECT_EQ(again.text("status"), "not_run") << "it has not been tried yet";
    receiver_.answer = refused_connection();
    deliver();
    receiver_.answer = http::Response{};
    clock_.advance(10s);
    deliver();
    const auto logs = get(link("pb:logs"));
    EXPECT_EQ(json::to_text(logs.at("executions[0].success")), "false");
    EXPECT_EQ(json::to_text(logs.at("executions[1].success")), "true");
    EXPECT_EQ(log(), logs.text("executions[0].logs") + "\n" + logs.text("executions[1].logs"));
    EXPECT_TRUE(logs.has("_links.pb:webhook"));
    EXPECT_EQ(get("/dashboard").text("items[0].webhookStatus"), "success");
}

TEST_F(WebhookDelivery, IsLoggedWithoutAWebhookThatIsGone) {
    const auto uuid = webhook();
    publish("Foo", "1", "Bar");
    remove("/webhooks/" + uuid);
    EXPECT_FALSE(get(link("pb:logs")).has("_links.pb:webhook"));
}

TEST_F(WebhookDelivery, OfOneDoesNotHideThatAnotherFailed) {
    const auto first = webhook();
    publish("Foo", "1", "Bar");
    receiver_.answer = refused_connection();
    deliver();
    put("/webhooks/" + first, R"({"enabled":false,"request":{"method":"POST","url":"https://ci.example/build"}})");
    webhook();
    receiver_.answer = http::Response{};
    publish("Foo", "1", "Bar");
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(get("/dashboard").text("items[0].webhookStatus"), "retrying");
}

TEST_F(WebhookDelivery, ForOneEventDoesNotHideThatAnotherFailed) {
    post("/webhooks", R"({"events":[{"name":"contract_published"},{"name":"provider_verification_published"}],)"
                      R"("request":{"method":"POST","url":"https://ci.example"}})");
    publish("Foo", "1", "Bar");
    receiver_.answer = refused_connection();
    deliver();
    receiver_.answer = http::Response{};
    verify("Foo", "1", "Bar", "7");
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(get("/dashboard").text("items[0].webhookStatus"), "retrying");
}

TEST_F(WebhookDeliveryToListedHosts, ShowsTheHeadersOfAnAnswerInOneSpelling) {
    receiver_.answer = http::Response{200, {{"X-Echo", "a"}}, ""};
    const auto reply = post("/webhooks/" + webhook() + "/execute", "");
    EXPECT_EQ(reply.text("response.headers.x-echo"), "a") << reply.response.body;
}

}  // namespace

}  // namespace tally::testing_support
