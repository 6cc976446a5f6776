// Webhooks: what is stored of them, what is refused, and what events make of them.
#include "api/broker_fixture.h"
#include "base/encoding.h"
#include "base/text.h"
#include "support/golden.h"

namespace tally::testing_support {

namespace {

class Webhooks : public BrokerTest {
  protected:
    // With `more` members, as "\"events\":[...],".
    Reply create(const std::string& more = "", const std::string& url = "https://ci.example/build") {
        return post("/webhooks",
                    "{" + more + R"("request":{"method":"POST","url":")" + url +
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
    EXPECT_EQ(put("/webhooks/short", R"({"request":{"method":"POST","url":"https://x.example"}})").status(),
              400);
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

// Forms send empty fields, and a password that is left out stays.
TEST_F(Webhooks, WithoutAUserNameSendTheAuthorizationOfTheirOwn) {
    for (const char* user : {R"("username":"")", R"("username":"","password":"")", R"("password":"hunter22")"}) {
        receiver_.requests.clear();
        post("/webhooks/execute", R"({"request":{"method":"POST","url":"https://ci.example",)"
                                  R"("headers":{"Authorization":"Bearer abcd"},)" +
                                      std::string(user) + "}}");
        ASSERT_EQ(receiver_.requests.size(), 1u);
        EXPECT_EQ(receiver_.requests[0].headers.value_or("authorization", ""), "Bearer abcd") << user;
    }
}

TEST_F(Webhooks, AreNamedAfterTheirHostWhateverTheRestOfTheUrlIs) {
    for (const char* rest : {"", "/", "/build/${pactbroker.consumerName}", "?branch=${pactbroker.consumerVersionBranch}"}) {
        EXPECT_EQ(create("", std::string("https://ci.example") + rest).text("description"), "POST ci.example") << rest;
    }
}

TEST_F(Webhooks, ThatWereTriedOutTellWhatWasSent) {
    const auto reply =
        post("/webhooks/execute", R"({"request":{"method":"POST","url":"https://ci.example"}})");
    EXPECT_FALSE(reply.has("request.body")) << "none was sent";
    EXPECT_TRUE(reply.has("request.headers.user-agent")) << reply.response.body;
}

TEST_F(Webhooks, AreListedFromTheNewestUnderTheNameOfTheirRequest) {
    create(
        R"("description":"mine","events":[{"name":"contract_published"},{"name":"contract_content_changed"}],)");
    publish("Foo", "1", "Bar");
    ASSERT_EQ(triggered().size("_embedded.triggeredWebhooks"), 2u);
    EXPECT_EQ(triggered().text("_embedded.triggeredWebhooks[0].eventName"), "contract_content_changed");
    EXPECT_EQ(triggered().text("_embedded.triggeredWebhooks[0].name"), "POST ci.example");
}

TEST_F(Webhooks, HaveOneStatusForAllContractsOfAPair) {
    create(R"("events":[{"name":"contract_published"},{"name":"provider_verification_published"}],)");
    const std::string url = "/pacts/provider/Bar/consumer/Foo/webhooks/status";
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "7");
    publish("Foo", "2", "Bar", "/other");
    const auto status = get(url);
    ASSERT_EQ(status.size("_embedded.triggeredWebhooks"), 2u) << "the newest of each event";
    EXPECT_EQ(status.text("_embedded.triggeredWebhooks[0].eventName"), "provider_verification_published")
        << "the oldest of them first";
    EXPECT_EQ(status.at("summary.notRun").integer(), 2);
    publish("Web", "1", "Bar");
    EXPECT_TRUE(status.has("_links.pb:pact-version"));
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
    EXPECT_FALSE(reply.has("_embedded.triggeredWebhooks[0].name")) << "it has none any more";
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/webhooks/status").size("_embedded.triggeredWebhooks"), 0u)
        << "the status is about those that there are";
}

struct RefusedCase {
    const char* body;  // of a request; "$" stands for a valid request member
    const char* keys;  // of the errors, in their order
};

TEST_F(Webhooks, AreCheckedMemberByMember) {
    publish("Foo", "1", "Bar");
    const std::string valid = R"("request":{"method":"POST","url":"https://ci.example"})";
    for (const auto& [body, keys] : std::vector<RefusedCase>{
             {"{}", "request"},
             {R"({"request":null})", "request"},
             {R"({"request":"x"})", "request"},
             {R"({"request":{}})", "request"},
             {R"({"request":{"method":"POST","url":""}})", "request.url"},
             {R"({"request":{"method":"FETCH","url":"https://ci.example"}})", "request.method"},
             {R"({"request":{"method":"DELETE","url":"https://ci.example"}})", "request.method"},
             {R"({"request":{"method":7,"url":"https://ci.example"}})", "request.method"},
             {R"({"request":{"method":"POST","url":"http://ci.example"}})", "request.url"},
             {R"({"request":{"method":"POST","url":"ftp://ci.example"}})", "request.url"},
             {R"({"request":{"method":"POST","url":"ci.example"}})", "request.url"},
             {R"({"request":{"method":"POST","url":"https://"}})", "request.url"},
             {R"({"request":{"method":"POST","url":"https://a b/"}})", "request.url"},
             {R"({"request":{"method":"POST","url":"https://me:pw@ci.example"}})", "request.url"},
             {R"({"request":{"method":"POST","url":"https://ci.example:99999"}})", "request.url"},
             {R"({"request":{"method":"POST","url":"https://${pactbroker.consumerName}/"}})", "request.url"},
             {R"({"request":{"method":"POST","url":"https://ci.${pactbroker.consumerName}"}})",
              "request.url"},
             {R"({"request":{"method":"POST","url":"${pactbroker.consumerName}://ci.example"}})",
              "request.url"},
             {R"({"request":{"method":"POST","url":"https://ci.example","headers":[]}})", "request.headers"},
             {R"({"request":{"method":"POST","url":"https://ci.example","headers":{"a b":"c"}}})",
              "request.headers"},
             {R"({"request":{"method":"POST","url":"https://ci.example","headers":{"":"c"}}})",
              "request.headers"},
             {R"({"request":{"method":"POST","url":"https://ci.example","headers":{"a":1}}})",
              "request.headers"},
             {R"({"request":{"method":"POST","url":"https://ci.example","headers":{"a":"b\r\nc: d"}}})",
              "request.headers"},
             {R"({"request":{"method":"POST","url":"https://ci.example","headers":{"a\r\nb":"c"}}})",
              "request.headers"},
             {R"({"request":{"method":"POST","url":"https://ci.example","username":[],"password":1}})",
              "request.username request.password"},
             {R"({$,"events":[]})", "events"},
             {R"({$,"events":"contract_published"})", "events"},
             {R"({$,"events":[{"name":"contract_publishd"}]})", "events"},
             {R"({$,"events":[{}]})", "events"},
             {R"({$,"events":["contract_published"]})", "events"},
             {R"({$,"consumer":{}})", "consumer.name"},
             {R"({$,"consumer":"Foo"})", "consumer"},
             {R"({$,"consumer":{"name":null}})", "consumer.name"},
             {R"({$,"consumer":{"name":"Foo","label":"team"}})", "consumer.label"},
             {R"({$,"consumer":{"name":"Nobody"}})", "consumer.name"},
             {R"({$,"consumer":{"name":""}})", "consumer.name"},
             {R"({$,"provider":{"name":"Nobody"}})", "provider.name"},
             {R"({$,"provider":{"label":7}})", "provider.label"},
             {R"({$,"enabled":"yes"})", "enabled"},
             {R"({$,"description":7})", "description"}}) {
        const auto sent = text::replace_all(body, "$,", valid + ",");
        for (const auto& path : {std::string("/webhooks"), std::string("/webhooks/execute")}) {
            const auto reply = post(path, sent);
            EXPECT_EQ(reply.status(), 400) << sent << reply.response.body;
            std::string found;
            if (const auto* errors = reply.at("errors").object()) {
                for (const auto& member : *errors) found += (found.empty() ? "" : " ") + member.name;
            }
            EXPECT_EQ(found, keys) << path << " " << sent << reply.response.body;
        }
    }
    EXPECT_TRUE(receiver_.requests.empty());
    EXPECT_EQ(get("/webhooks").size("_links.pb:webhooks"), 0u);
}

TEST_F(Webhooks, AreRefusedInTheDialectOfTheClient) {
    const http::Request request{"POST",
                                "/webhooks",
                                {{"Host", "broker.example"},
                                 {"Content-Type", "application/json"},
                                 {"Accept", "application/hal+json, application/problem+json"}},
                                R"({"events":[{"name":"never"}],"request":{"method":"POST"}})",
                                {}};
    const auto reply = send(request);
    EXPECT_EQ(reply.status(), 400);
    EXPECT_EQ(reply.header("Content-Type"), "application/problem+json;charset=utf-8");
    EXPECT_EQ(reply.text("type"), "http://broker.example/problems/validation-error");
    ASSERT_EQ(reply.size("errors"), 2u) << reply.response.body;
    EXPECT_EQ(reply.text("errors[0].pointer"), "/events");
    EXPECT_EQ(reply.text("errors[1].pointer"), "/request/url");
    EXPECT_NE(reply.text("errors[1].type").find("/problems/missing-body-property"), std::string::npos);
}

TEST_F(Webhooks, AreListedWhereTheyWereMade) {
    publish("Foo", "1", "Bar");
    publish("Foo", "1", "Other Api");
    struct Case {
        const char* path;
        const char* consumer;
        const char* provider;
    };
    const std::string body = R"({"request":{"method":"POST","url":"https://ci.example"}})";
    const std::vector<Case> places{{"/webhooks/provider/Bar/consumer/Foo", "Foo", "Bar"},
                                   {"/webhooks/provider/Other%20Api", "", "Other Api"},
                                   {"/webhooks/consumer/Foo", "Foo", ""}};
    for (const auto& [path, consumer, provider] : places) {
        EXPECT_EQ(get(path).size("_links.pb:webhooks"), 0u);
        const auto made = post(path, body);
        EXPECT_EQ(made.status(), 201) << made.response.body;
        EXPECT_EQ(made.text("consumer.name"), consumer);
        EXPECT_EQ(made.text("provider.name"), provider);
        EXPECT_EQ(get(path_of(made.header("Location"))).status(), 200);
        ASSERT_EQ(get(path).size("_links.pb:webhooks"), 1u) << path;
        EXPECT_EQ(get(path).text("_links.pb:webhooks[0].href"), made.href("self"));
    }
    EXPECT_EQ(get("/webhooks").size("_links.pb:webhooks"), 3u);
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/webhooks").size("_links.pb:webhooks"), 1u);
    EXPECT_EQ(post("/pacts/provider/Bar/consumer/Foo/webhooks", body).status(), 201);
    EXPECT_EQ(get("/webhooks/provider/Bar/consumer/Foo").size("_links.pb:webhooks"), 2u);
    // What the path says is not for the body to change.
    const auto made = post("/webhooks/consumer/Foo",
                           R"({"consumer":{"name":"Bar"},"provider":{"name":"Bar"},)" + body.substr(1));
    EXPECT_EQ(made.text("consumer.name"), "Foo");
    EXPECT_EQ(made.text("provider.name"), "Bar");
    for (const char* path :
         {"/webhooks/provider/Nobody", "/webhooks/consumer/Nobody", "/webhooks/provider/Bar/consumer/Nobody",
          "/pacts/provider/Nobody/consumer/Foo/webhooks",
          "/pacts/provider/Nobody/consumer/Foo/webhooks/status"}) {
        EXPECT_EQ(get(path).status(), 404) << path;
    }
    EXPECT_EQ(post("/webhooks/provider/Nobody", body).status(), 404);
}

TEST_F(Webhooks, AreReplacedWholeAndKeepOnlyTheirSecrets) {
    publish("Foo", "1", "Bar");
    const std::string path = "/webhooks/a-uuid-of-my-own-1";
    const std::string everything =
        R"({"description":"d","enabled":false,"consumer":{"name":"Foo"},"events":[{"name":"contract_published"}],)"
        R"("request":{"method":"POST","url":"https://ci.example/?api_key=k1","headers":{"Authorization":"Bearer abcd","X":"y"},)"
        R"("username":"me","password":"hunter22","body":{"token":"t-4711","n":1}}})";
    EXPECT_EQ(put(path, everything).status(), 201);
    EXPECT_FALSE(put(path, everything).has("updatedAt")) << "within the second";
    clock_.advance(std::chrono::seconds(5));
    auto shown = get(path);
    // What was shown is sent back: nothing has changed.
    json::Object again;
    for (const char* name : {"description", "enabled", "consumer", "events", "request"})
        again.set(name, shown.at(name));
    const auto same = put(path, json::to_text(again));
    EXPECT_EQ(same.status(), 200) << same.response.body;
    EXPECT_EQ(same.text("updatedAt"), "2021-09-01T00:07:26+00:00");
    EXPECT_EQ(same.at("request"), shown.at("request"));
    put(path, text::replace_all(json::to_text(again), R"("enabled":false)", R"("enabled":true)"));
    publish("Foo", "2", "Bar");
    EXPECT_EQ(deliver(), 1);
    ASSERT_EQ(receiver_.requests.size(), 1u);
    EXPECT_EQ(receiver_.requests[0].headers.value_or("authorization", ""), "Basic bWU6aHVudGVyMjI=")
        << "a username wins over the header";
    EXPECT_EQ(receiver_.requests[0].body, R"({"token":"t-4711","n":1})");
    EXPECT_EQ(receiver_.requests[0].target, "/?api_key=k1");
    EXPECT_EQ(shown.text("request.url"), "https://ci.example/?api_key=***");
    // What is left out is gone, but the password stays.
    const auto little = put(path, R"({"request":{"method":"POST","url":"https://ci.example"}})");
    EXPECT_EQ(little.text("description"), "POST ci.example");
    EXPECT_FALSE(little.has("consumer"));
    EXPECT_FALSE(little.has("request.headers"));
    EXPECT_EQ(little.text("request.password"), "**********");
    EXPECT_EQ(little.text("events[0].name"), "contract_content_changed");
    EXPECT_FALSE(put(path, R"({"request":{"method":"POST","url":"https://ci.example","password":null}})")
                     .has("request.password"));
}

TEST_F(Webhooks, OfOneResultAreListedWithIt) {
    create(R"("events":[{"name":"provider_verification_published"},{"name":"contract_published"}],)");
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "1");
    const auto result = get("/verification-results/consumer/Foo/version/1/latest")
                            .text("_embedded.verificationResults[0]._links.self.href");
    const auto listed = get(path_of(get(path_of(result)).href("pb:triggered-webhooks")));
    ASSERT_EQ(listed.size("_embedded.triggeredWebhooks"), 1u) << listed.response.body;
    EXPECT_EQ(listed.text("_embedded.triggeredWebhooks[0].eventName"), "provider_verification_published");
    EXPECT_EQ(triggered().size("_embedded.triggeredWebhooks"), 2u);
    EXPECT_EQ(get(path_of(result) + "9/triggered-webhooks").status(), 404);
    EXPECT_EQ(get(path_of(result) + "x/triggered-webhooks").status(), 404);
}

TEST_F(Webhooks, AreToldOfWhereAnybodyLooks) {
    publish("Foo", "1", "Bar");
    EXPECT_EQ(get("/dashboard").text("items[0].webhookStatus"), "none");
    EXPECT_TRUE(get("/dashboard").at("items[0].latestWebhookExecution").is_null());
    create(
        R"("events":[{"name":"contract_published"}],"consumer":{"name":"Foo"},"provider":{"name":"Bar"},)");
    EXPECT_EQ(get("/dashboard").text("items[0].webhookStatus"), "not_run");
    publish("Foo", "1", "Bar");
    deliver();
    const auto dashboard = get("/dashboard");
    EXPECT_EQ(dashboard.text("items[0].webhookStatus"), "success");
    EXPECT_EQ(dashboard.text("items[0].latestWebhookExecution.triggeredAt"), "2021-09-01T00:07:21+00:00");
    EXPECT_EQ(get(path_of(dashboard.text("items[0]._links.pb:webhook-status.href")))
                  .at("summary.successful")
                  .integer(),
              1);
    const auto metrics = get("/metrics");
    for (const char* section : {"webhooks", "triggeredWebhooks", "webhookExecutions"})
        EXPECT_EQ(metrics.at(section + std::string(".count")).integer(), 1) << section;
    EXPECT_EQ(remove("/integrations/provider/Bar/consumer/Foo").status(), 204);
    EXPECT_EQ(get("/webhooks").size("_links.pb:webhooks"), 0u);
    EXPECT_EQ(get("/metrics").at("webhookExecutions.count").integer(), 0);
}

TEST_F(Webhooks, AreWhatThePublisherIsTold) {
    const auto publish_one = [this](const std::string& version) {
        const auto reply =
            post("/contracts/publish",
                 R"({"pacticipantName":"Foo","pacticipantVersionNumber":")" + version +
                     R"(","branch":"b","contracts":[{"consumerName":"Foo","providerName":"Bar",)"
                     R"("specification":"pact","contentType":"application/json","content":")" +
                     encoding::base64(contract("Foo", "Bar")) + R"("}]})");
        std::string all;
        for (const auto& notice : *reply.at("notices").array()) {
            all += *notice.find("type")->string() + ": " + *notice.find("text")->string() + "\n";
        }
        return text::replace_all(all, "http://broker.example", "URL") + "\n";
    };
    std::string told = "# no webhook\n" + publish_one("1");
    const auto made = create(R"("description":"build it","events":[{"name":"contract_content_changed"}],)");
    told += "# a webhook that does not wait for what happened\n" + publish_one("2");
    verify("Foo", "1", "Bar", "1");
    put("/webhooks/" + made.text("uuid"),
        R"({"description":"build it","events":[{"name":"contract_published"}],)"
        R"("request":{"method":"POST","url":"https://ci.example"}})");
    told += "# one that does, and there are results\n" + publish_one("3");
    EXPECT_TRUE(matches_golden("broker/notices_of_webhooks.txt", told));
}

TEST_F(Webhooks, AreTriedOutWithPlaceholdersWhereThereIsNothingYet) {
    const auto reply =
        post("/webhooks/execute", R"({"request":{"method":"POST","url":"https://ci.example/",)"
                                  R"("body":"${pactbroker.consumerName} ${pactbroker.eventName}"}})");
    EXPECT_EQ(reply.status(), 200) << reply.response.body;
    ASSERT_EQ(receiver_.requests.size(), 1u);
    EXPECT_EQ(receiver_.requests[0].body, "placeholder-consumer test");
    EXPECT_TRUE(reply.has("message"));
    EXPECT_FALSE(reply.has("response"));
    EXPECT_FALSE(reply.has("error"));
    EXPECT_EQ(post("/webhooks/unknown-but-long-enough/execute", "").status(), 404);
}

TEST_F(Webhooks, OfAPacticipantGoWithIt) {
    publish("Foo", "1", "Bar");
    create(R"("consumer":{"name":"Foo"},)");
    create(R"("provider":{"name":"Bar"},)");
    create();
    EXPECT_EQ(remove("/pacticipants/Foo").status(), 204);
    EXPECT_EQ(get("/webhooks").size("_links.pb:webhooks"), 2u);
}

TEST_F(Webhooks, ThatAreLargeAreRefused) {
    const auto with = [](const std::string& members) {
        return R"({"request":{"method":"POST","url":"https://ci.example")" + members + "}}";
    };
    std::string headers;
    for (int i = 0; i < 51; ++i) headers += (i == 0 ? "\"h" : ",\"h") + std::to_string(i) + "\":\"v\"";
    EXPECT_EQ(post("/webhooks", with(R"(,"headers":{)" + headers + "}")).status(), 400);
    EXPECT_EQ(post("/webhooks", with(R"(,"headers":{"h":")" + std::string(8193, 'v') + "\"}")).status(), 400);
    EXPECT_EQ(post("/webhooks", with(R"(,"body":")" + std::string(1 << 20, 'v') + "\"")).status(), 400);
    EXPECT_EQ(create("", "https://ci.example/" + std::string(8192, 'v')).status(), 400);
}

TEST_F(Webhooks, AreTriedOutWithTheNewestContractThatTheyAreAbout) {
    publish("Foo", "1", "Bar");
    publish("Web", "1", "Bar");
    publish("App", "1", "Baz");
    put("/pacticipants/Foo/labels/team");
    put("/pacticipants/Bar/labels/team");
    const auto tried_with = [this](const std::string& about) {
        post("/webhooks/" + create(about).text("uuid") + "/execute", "");
        return receiver_.requests.back().body;
    };
    EXPECT_EQ(tried_with(""), R"({"pact":"App"})");
    EXPECT_EQ(tried_with(R"("consumer":{"label":"team"},)"), R"({"pact":"Foo"})");
    EXPECT_EQ(tried_with(R"("provider":{"label":"team"},)"), R"({"pact":"Web"})");
}

TEST_F(Webhooks, AreStoredAsTheyAreMeant) {
    const auto reply =
        post("/webhooks",
             R"({"description":"","events":[{"name":"contract_published"},)"
             R"({"name":"contract_published"}],"request":{"method":"post","url":"https://ci.example"}})");
    ASSERT_EQ(reply.status(), 201) << reply.response.body;
    EXPECT_EQ(reply.size("events"), 1u);
    EXPECT_EQ(reply.text("request.method"), "POST");
    EXPECT_EQ(reply.text("description"), "POST ci.example");
}

TEST_F(Webhooks, KeepTheHeadersThatWereShownHidden) {
    const auto made = create(R"("events":[{"name":"contract_published"}],)");
    put("/webhooks/" + made.text("uuid"),
        R"({"events":[{"name":"contract_published"}],"request":{"method":"POST","url":"https://ci.example",)"
        R"("headers":{"X-Api-Token":")" +
            made.text("request.headers.x-api-token") + "\"}}}");
    publish("Foo", "1", "Bar");
    EXPECT_EQ(deliver(), 1);
    EXPECT_EQ(receiver_.requests[0].headers.value_or("x-api-token", ""), "s3cret-token");
}

TEST_F(Webhooks, SayWhatTheyAreFor) {
    publish("Foo", "1", "Bar");
    for (const char* about :
         {"", R"("consumer":{"name":"Foo"},)", R"("provider":{"name":"Bar"},)",
          R"("consumer":{"label":"x"},)", R"("consumer":{"name":"Foo"},"provider":{"name":"Bar"},)"})
        create(about);
    const auto list = get("/webhooks");
    std::string all;
    for (std::size_t i = 0; i < list.size("_links.pb:webhooks"); ++i)
        all += list.text("_links.pb:webhooks[" + std::to_string(i) + "].title") + "\n";
    EXPECT_EQ(
        all,
        "A webhook for all pacts\nA webhook for all pacts with consumer Foo\n"
        "A webhook for all pacts with provider Bar\nA webhook for all pacts with consumers labelled 'x'\n"
        "A webhook for the pact between Foo and Bar\n");
    EXPECT_EQ(get(path_of(list.text("_links.pb:webhooks[4].href"))).href("pb:pact-webhooks"),
              "http://broker.example/webhooks/provider/Bar/consumer/Foo");
    EXPECT_FALSE(get(path_of(list.text("_links.pb:webhooks[1].href"))).has("_links.pb:pact-webhooks"));
}

TEST_F(Webhooks, HaveAStatusWithoutAContractToLookAt) {
    publish("Foo", "1", "Bar");
    const auto status = get("/pacts/provider/Bar/consumer/Foo/webhooks/status");
    EXPECT_FALSE(status.has("_links.pb:pact-version")) << "nothing was triggered by it";
    EXPECT_FALSE(status.has("summary.notRun"));
    create(R"("enabled":false,)");
    EXPECT_EQ(get("/dashboard").text("items[0].webhookStatus"), "none") << "it will never be sent";
}

TEST_F(Webhooks, OfAPairAreListedAsTriggeredAndOfOneResultFromTheNewest) {
    create(R"("events":[{"name":"contract_published"},{"name":"provider_verification_published"},)"
           R"({"name":"provider_verification_succeeded"}],)");
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "7");
    const auto status = get("/pacts/provider/Bar/consumer/Foo/webhooks/status");
    EXPECT_EQ(status.text("_embedded.triggeredWebhooks[0].eventName"), "contract_published");
    EXPECT_EQ(status.text("_embedded.triggeredWebhooks[2].eventName"), "provider_verification_succeeded");
    const auto result = get("/verification-results/consumer/Foo/version/1/latest")
                            .text("_embedded.verificationResults[0]._links.self.href");
    EXPECT_EQ(get(path_of(result) + "/triggered-webhooks").text("_embedded.triggeredWebhooks[0].eventName"),
              "provider_verification_succeeded");
}

}  // namespace

}  // namespace tally::testing_support
