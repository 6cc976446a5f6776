// Which events happen when, for whom, and what their webhooks say. Tables of cases.
#include "api/broker_fixture.h"
#include "base/encoding.h"
#include "contracts/selection_metadata.h"

#include <set>

namespace tally::testing_support {

namespace {

const char* const kBody =
    R"({"event":"${pactbroker.eventName}","consumer":"${pactbroker.consumerName}",)"
    R"("version":"${pactbroker.consumerVersionNumber}","tags":"${pactbroker.consumerVersionTags}",)"
    R"("branch":"${pactbroker.consumerVersionBranch}","provider":"${pactbroker.providerName}",)"
    R"("provider_version":"${pactbroker.providerVersionNumber}","uses":"${pactbroker.providerVersionDescriptions}",)"
    R"("provider_branch":"${pactbroker.providerVersionBranch}",)"
    R"("status":"${pactbroker.githubVerificationStatus}","build":"${pactbroker.buildUrl}"})";

class WebhookEvents : public BrokerTest {
  protected:
    // For all events, unless `more` says otherwise.
    void webhook(const std::string& more = {}, const std::string& body = kBody) {
        const bool says_events = more.find("events") != std::string::npos;
        const std::string all =
            R"("events":[{"name":"contract_published"},{"name":"contract_content_changed"},)"
            R"({"name":"contract_requiring_verification_published"},{"name":"provider_verification_published"},)"
            R"({"name":"provider_verification_succeeded"},{"name":"provider_verification_failed"}],)";
        const auto reply = post("/webhooks", "{" + (says_events ? "" : all) + more +
                                                 R"("request":{"method":"POST","url":"https://ci.example/",)"
                                                 R"("body":)" + body + "}}");
        ASSERT_EQ(reply.status(), 201) << reply.response.body;
    }
    // "published changed", in the order of sending, of what has happened since the last time.
    std::string events() {
        receiver_.requests.clear();
        deliver();
        std::string all;
        for (const auto& request : receiver_.requests) {
            const auto name = *json::parse(request.body)->find("event")->string();
            all += (all.empty() ? "" : " ") + short_name(name);
        }
        return all;
    }
    static std::string short_name(const std::string& name) {
        for (const auto& [long_name, other] :
             {std::pair{"contract_requiring_verification_published", "required"},
              std::pair{"contract_content_changed", "changed"}, std::pair{"contract_published", "published"},
              std::pair{"provider_verification_published", "verified"},
              std::pair{"provider_verification_succeeded", "succeeded"},
              std::pair{"provider_verification_failed", "failed"}}) {
            if (name == long_name) return other;
        }
        return name;
    }
    // Of the last delivery, out of its body.
    std::string said(const std::string& name) {
        if (receiver_.requests.empty()) return "nothing was sent";
        return *json::parse(receiver_.requests.back().body)->find(name)->string();
    }
    Reply result(const std::string& url, const std::string& version, bool success = true) {
        return post(path_of(url) + "/verification-results",
                    R"({"success":)" + std::string(success ? "true" : "false") +
                        R"(,"providerApplicationVersion":")" + version + R"(","buildUrl":"https://ci/7"})");
    }
};

TEST_F(WebhookEvents, OfPublicationAreThoseOfTheRules) {
    webhook();
    // Each step goes on from the one before.
    struct Step {
        const char* what;
        std::function<void()> act;
        const char* expected;
    };
    const auto environment = create_environment("test");
    for (const auto& step : std::vector<Step>{
             {"the first contract", [&] { publish("Foo", "1", "Bar", "/a"); }, "published changed"},
             {"the same again", [&] { publish("Foo", "1", "Bar", "/a"); }, "published"},
             {"the same content by a new version", [&] { publish("Foo", "2", "Bar", "/a"); }, "published"},
             {"other content", [&] { publish("Foo", "3", "Bar", "/b"); }, "published changed"},
             {"the same content with a new tag",
              [&] { tag("Foo", "4", "dev"), publish("Foo", "4", "Bar", "/b"); }, "published changed"},
             {"the same content with the tag",
              [&] { tag("Foo", "5", "dev"), publish("Foo", "5", "Bar", "/b"); }, "published"},
             {"a branch is no tag",
              [&] { put_on_branch("Foo", "6", "feat"), publish("Foo", "6", "Bar", "/b"); }, "published"},
             {"changed for one of two tags",
              [&] { tag("Foo", "7", "dev"), tag("Foo", "7", "prod"), publish("Foo", "7", "Bar", "/b"); },
              "published changed"},
             {"a change that is refused", [&] { publish("Foo", "7", "Bar", "/c"); }, ""},
             {"a document that is refused", [&] { put("/pacts/provider/Bar/consumer/Foo/version/8", "{"); }, ""},
             {"names that differ from the path",
              [&] { put("/pacts/provider/Bar/consumer/Foo/version/8", contract("Fo", "Bar")); }, ""},
             {"a provider version on the main branch that never verified it",
              [&] { put_on_branch("Bar", "10", "main"), publish("Foo", "9", "Bar", "/b"); }, "published required"},
             {"and one that is deployed",
              [&] { put("/pacticipants/Bar/versions/11"), deploy("Bar", "11", environment),
                    publish("Foo", "9", "Bar", "/b"); },
              "published required required"},
             {"and one that is released",
              [&] { put("/pacticipants/Bar/versions/12"), release("Bar", "12", environment),
                    publish("Foo", "9", "Bar", "/b"); },
              "published required required required"},
             {"after the main branch has verified it, if only with a failure",
              [&] { verify("Foo", "9", "Bar", "10", false), events(), publish("Foo", "9", "Bar", "/b"); },
              "published required required"},
             {"of a version in two places only once",
              [&] { put_on_branch("Bar", "11", "main"), publish("Foo", "9", "Bar", "/b"); },
              "published required required"}}) {
        step.act();
        EXPECT_EQ(events(), step.expected) << step.what;
    }
}

TEST_F(WebhookEvents, OfPublishingSeveralComeFromEachOfThem) {
    webhook();
    const auto content = [](const char* provider) {
        return encoding::base64(contract("Foo", provider));
    };
    const auto item = [&](const char* provider) {
        return R"({"consumerName":"Foo","providerName":")" + std::string(provider) +
               R"(","specification":"pact","contentType":"application/json","content":")" + content(provider) + R"("})";
    };
    const auto reply = post("/contracts/publish", R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1",)"
                                                  R"("branch":"main","tags":["dev"],"buildUrl":"https://ci/1",)"
                                                  R"("contracts":[)" + item("Bar") + "," + item("Baz") + "]}");
    EXPECT_EQ(reply.status(), 200) << reply.response.body;
    EXPECT_EQ(events(), "published changed published changed");
    EXPECT_EQ(said("tags"), "dev");
    EXPECT_EQ(said("branch"), "main");
    EXPECT_EQ(said("build"), "https://ci/1");
    EXPECT_EQ(wake_calls_, 1);
}

TEST_F(WebhookEvents, OfMergingAreAPublicationAndAChange) {
    webhook();
    publish("Foo", "1", "Bar", "/a");
    events();
    const auto reply = patch("/pacts/provider/Bar/consumer/Foo/version/1",
                             R"({"consumer":{"name":"Foo"},"provider":{"name":"Bar"},"interactions":[{"description":)"
                             R"("another","request":{"method":"GET","path":"/b"},"response":{"status":200}}]})",
                             "application/json");
    EXPECT_EQ(reply.status(), 200) << reply.response.body;
    EXPECT_EQ(events(), "published changed");
}

TEST_F(WebhookEvents, OfResultsTellWhetherItSucceeded) {
    webhook();
    publish("Foo", "1", "Bar");
    events();
    EXPECT_EQ(said("status"), "pending");
    verify("Foo", "1", "Bar", "2", true);
    EXPECT_EQ(events(), "verified succeeded");
    EXPECT_EQ(said("status"), "success");
    EXPECT_EQ(said("provider_version"), "2");
    verify("Foo", "1", "Bar", "3", false);
    EXPECT_EQ(events(), "verified failed");
    EXPECT_EQ(said("status"), "failure");
    // A result that is refused.
    const auto url = get("/pacts/provider/Bar/consumer/Foo/version/1").href("pb:publish-verification-results");
    EXPECT_EQ(post(path_of(url), R"({"success":"perhaps"})").status(), 400);
    EXPECT_EQ(events(), "");
}

TEST_F(WebhookEvents, OfAResultComeOnceForEachConsumerVersionThatWasAskedFor) {
    webhook(R"("events":[{"name":"provider_verification_published"}],)");
    for (const char* version : {"1", "2", "3"}) {
        publish("Foo", version, "Bar");
        tag("Foo", version, std::string("t") + version);
        tag("Foo", version, "both");
    }
    const auto asked = post("/pacts/provider/Bar/for-verification",
                            R"({"consumerVersionSelectors":[{"tag":"t1"},{"tag":"t2"},{"tag":"both","latest":true}]})");
    ASSERT_EQ(asked.size("_embedded.pacts"), 1u) << asked.response.body;
    EXPECT_EQ(result(asked.text("_embedded.pacts[0]._links.self.href"), "5").status(), 201);
    EXPECT_EQ(events(), "verified verified verified");
    std::set<std::string> said_of_versions;
    for (const auto& request : receiver_.requests) {
        const auto body = *json::parse(request.body);
        said_of_versions.insert(*body.find("version")->string() + ": " + *body.find("tags")->string());
    }
    EXPECT_EQ(said_of_versions, (std::set<std::string>{"1: t1", "2: t2", "3: both"}));
    // Whatever else clients send back is taken for nothing.
    const auto sha = get("/pacts/provider/Bar/consumer/Foo/version/1").text("_links.pb:pact-version.name");
    const std::vector<std::string> segments{"garbage", contracts::to_segment({{{"", "", "", false, 9999}}})};
    for (const auto& segment : segments) {
        const auto reply = result("/pacts/provider/Bar/consumer/Foo/pact-version/" + sha + "/metadata/" + segment, "6");
        EXPECT_EQ(reply.status(), 201) << reply.response.body;
        EXPECT_EQ(events(), "verified");
        EXPECT_EQ(said("version"), "3") << "the newest version with this content";
    }
}

TEST_F(WebhookEvents, RequiringVerificationSayOfWhichProviderVersion) {
    webhook(R"("events":[{"name":"contract_requiring_verification_published"}],)");
    put_on_branch("Bar", "10", "main");
    deploy("Bar", "10", create_environment("test"));
    publish("Foo", "1", "Bar");
    EXPECT_EQ(events(), "required");
    EXPECT_EQ(said("provider_version"), "10");
    EXPECT_EQ(said("uses"), "latest from main branch main, deployed to test");
    EXPECT_EQ(said("status"), "pending");
}

TEST_F(WebhookEvents, RequiringVerificationSayForWhichBranch) {
    webhook(R"("events":[{"name":"contract_requiring_verification_published"}],)");
    put_on_branch("Bar", "10", "main");
    put_on_branch("Bar", "10", "feat");  // began at the head of main
    publish("Foo", "1", "Bar");
    EXPECT_EQ(events(), "required");
    EXPECT_EQ(said("provider_branch"), "main");
    put_on_branch("Bar", "11", "main");
    deploy("Bar", "10", create_environment("test"));
    verify("Foo", "1", "Bar", "11");
    events();
    publish("Foo", "2", "Bar");
    EXPECT_EQ(events(), "required");
    EXPECT_EQ(said("provider_branch"), "feat") << "the newest, where main has gone on";
}

TEST_F(WebhookEvents, ComeOncePerDeployedVersionWhereTheBodyMentionsIt) {
    const std::string body =
        R"({"event":"${pactbroker.eventName}","deployed":"${pactbroker.currentlyDeployedProviderVersionNumber}"})";
    webhook(R"("events":[{"name":"contract_published"}],)", body);
    publish("Foo", "1", "Bar");
    EXPECT_EQ(events(), "published");
    EXPECT_EQ(said("deployed"), "");
    const auto test = create_environment("test");
    const auto production = create_environment("production", true);
    for (const char* version : {"1", "2"}) put("/pacticipants/Bar/versions/" + std::string(version));
    deploy("Bar", "1", test);
    deploy("Bar", "1", production);
    publish("Foo", "2", "Bar");
    EXPECT_EQ(events(), "published");
    EXPECT_EQ(said("deployed"), "1");
    deploy("Bar", "2", test);
    publish("Foo", "3", "Bar");
    EXPECT_EQ(events(), "published published");
}

struct SideCase {
    const char* sides;
    bool fires;
};

TEST_F(WebhookEvents, ConcernThoseThatTheWebhookIsAbout) {
    for (const char* name : {"Foo", "Bar", "Other"}) put("/pacticipants/" + std::string(name) + "/versions/0");
    put("/pacticipants/Foo/labels/team-a");
    put("/pacticipants/Bar/labels/team-b");
    int version = 0;
    for (const auto& row : std::vector<SideCase>{
             {"", true},
             {R"("consumer":{"name":"Foo"},)", true},
             {R"("consumer":{"name":"Bar"},)", false},
             {R"("provider":{"name":"Bar"},)", true},
             {R"("provider":{"name":"Foo"},)", false},
             {R"("consumer":{"name":"Foo"},"provider":{"name":"Bar"},)", true},
             {R"("consumer":{"name":"Foo"},"provider":{"name":"Other"},)", false},
             {R"("consumer":{"label":"team-a"},)", true},
             {R"("consumer":{"label":"team-b"},)", false},
             {R"("consumer":{"label":"Team-A"},)", false},
             {R"("provider":{"label":"team-b"},)", true},
             {R"("consumer":{"label":"team-a"},"provider":{"label":"team-b"},)", true},
             {R"("consumer":{"label":"team-a"},"provider":{"label":"nobody"},)", false},
             {R"("consumer":{"name":"Foo"},"provider":{"label":"team-b"},)", true},
             {R"("enabled":false,)", false},
             {R"("enabled":true,)", true}}) {
        webhook(std::string(row.sides) + R"("events":[{"name":"contract_published"}],)");
        publish("Foo", std::to_string(++version), "Bar");
        EXPECT_EQ(events(), row.fires ? "published" : "") << row.sides;
        const auto list = get("/webhooks");
        EXPECT_EQ(remove(path_of(list.text("_links.pb:webhooks[0].href"))).status(), 204);
    }
}

TEST_F(WebhookEvents, ThatNobodyWaitsForQueueNothing) {
    webhook(R"("events":[{"name":"provider_verification_failed"}],)");
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "1", true);
    EXPECT_EQ(wake_calls_, 0);
    EXPECT_EQ(events(), "");
    publish("Foo", "1", "Bar", "/other");
    EXPECT_EQ(wake_calls_, 0) << "refused, so rolled back";
}

TEST_F(WebhookEvents, ComeToNothingWhenTheirCauseIsRolledBack) {
    webhook(R"("events":[{"name":"contract_published"}],)");
    publish("Foo", "1", "Bar", "/a");
    events();
    const auto item = [](const std::string& version_path, const char* provider) {
        return R"({"consumerName":"Foo","providerName":")" + std::string(provider) +
               R"(","specification":"pact","contentType":"application/json","content":")" +
               encoding::base64(contract("Foo", provider, version_path)) + R"("})";
    };
    // The first is stored and triggers, then the second is refused, and with it everything.
    const auto reply = post("/contracts/publish", R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1",)"
                                                  R"("contracts":[)" + item("/new", "Baz") + "," +
                                                      item("/changed", "Bar") + "]}");
    EXPECT_EQ(reply.status(), 409) << reply.response.body;
    EXPECT_EQ(wake_calls_, 1) << "by the first publication alone";
    EXPECT_EQ(events(), "");
    EXPECT_EQ(get("/pacts/provider/Baz/consumer/Foo/version/1").status(), 404);
}

TEST_F(WebhookEvents, OfAContractTellWhatTheProvidersMainBranchSaysOfIt) {
    publish("Foo", "1", "Bar");
    put_on_branch("Bar", "7", "main");
    put_on_branch("Bar", "8", "feat");
    verify("Foo", "1", "Bar", "7");
    verify("Foo", "1", "Bar", "8", false);
    webhook(R"("events":[{"name":"contract_published"}],)");
    publish("Foo", "2", "Bar");
    EXPECT_EQ(events(), "published");
    EXPECT_EQ(said("status"), "success");
    EXPECT_EQ(said("provider_version"), "7");
}

}  // namespace

}  // namespace tally::testing_support
