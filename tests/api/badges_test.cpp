// Badges: what they say, drawn and as redirects.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Badges : public BrokerTest {
  protected:
    explicit Badges(Settings settings = {}) : BrokerTest(std::move(settings)) {}

    // "foo/bar pact: verified"
    std::string words(const std::string& target) {
        const auto reply = get(target, "image/svg+xml");
        EXPECT_EQ(reply.status(), 200) << reply.response.body;
        EXPECT_EQ(reply.header("Content-Type"), "image/svg+xml;charset=utf-8");
        const auto& text = reply.response.body;
        const auto begin = text.find("<title>") + 7;
        return text.substr(begin, text.find("</title>") - begin);
    }
};

TEST_F(Badges, OfAPactFollowItsVerification) {
    const std::string url = "/pacts/provider/Bar/consumer/Foo/latest/badge";
    EXPECT_EQ(words(url), "foo/bar pact: pact not found");
    publish("Foo", "1", "Bar", "/1");
    EXPECT_EQ(words(url), "foo/bar pact: unknown");
    verify("Foo", "1", "Bar", "7");
    EXPECT_EQ(words(url), "foo/bar pact: verified");
    EXPECT_EQ(words(url + ".svg"), "foo/bar pact: verified");
    publish("Foo", "2", "Bar", "/2");
    EXPECT_EQ(words(url), "foo/bar pact: changed");
    verify("Foo", "2", "Bar", "7", false);
    EXPECT_EQ(words(url), "foo/bar pact: failed");
    EXPECT_EQ(words(url + "?label=consumer"), "foo pact: failed");
    tag("Foo", "1", "prod");
    EXPECT_EQ(words("/pacts/provider/Bar/consumer/Foo/latest/prod/badge"), "foo/bar pact: verified");
    EXPECT_EQ(words("/pacts/provider/Bar/consumer/Foo/latest-untagged/badge"), "foo/bar pact: failed");
}

TEST_F(Badges, AbbreviateLongNamesWhenAsked) {
    publish("Pricing Service", "1", "webShop-v2");
    publish("Pricing Service", "1", "single");
    EXPECT_EQ(words("/pacts/provider/webShop-v2/consumer/Pricing%20Service/latest/badge?initials=true"),
              "ps/wsv pact: unknown");
    EXPECT_EQ(words("/pacts/provider/single/consumer/Pricing%20Service/latest/badge?initials=true"),
              "ps/single pact: unknown");
}

TEST_F(Badges, OfTwoTags) {
    publish("Foo", "1", "Bar");
    tag("Foo", "1", "dev");
    const std::string url = "/matrix/provider/Bar/latest/prod/consumer/Foo/latest/dev/badge";
    EXPECT_EQ(words(url), "foo (dev)/bar (prod) pact: provider version not found");
    verify("Foo", "1", "Bar", "7");
    tag("Bar", "7", "prod");
    EXPECT_EQ(words(url), "foo (dev)/bar (prod) pact: verified");
}

TEST_F(Badges, OfDeploymentQuestions) {
    const auto prod = create_environment("prod", true);
    publish("Foo", "1", "Bar");
    put_on_branch("Foo", "1", "main");
    tag("Foo", "1", "dev");
    const std::string by_tag = "/pacticipants/Foo/latest-version/dev/can-i-deploy/to/live/badge";
    const std::string by_branch =
        "/pacticipants/Foo/branches/main/latest-version/can-i-deploy/to-environment/prod/badge";
    const std::string merge = "/pacticipants/Foo/main-branch/can-i-merge/badge";
    EXPECT_EQ(get(by_tag, "image/svg+xml").response.body.find("#44cc11"), std::string::npos);
    EXPECT_EQ(words(merge), "can-i-merge: unknown");
    verify("Foo", "1", "Bar", "7");
    put_on_branch("Bar", "7", "main");
    tag("Bar", "7", "live");
    deploy("Bar", "7", prod);
    EXPECT_EQ(words(by_tag), "can-i-deploy: dev to live");
    EXPECT_NE(get(by_tag, "image/svg+xml").response.body.find("#44cc11"), std::string::npos);
    EXPECT_EQ(words(by_branch + "?label=ship"), "ship: main to prod");
    EXPECT_EQ(words(merge), "can-i-merge: success");
    EXPECT_EQ(get(merge, "image/svg+xml").header("Cache-Control"), "max-age=30");
    EXPECT_EQ(words("/pacticipants/Nobody/main-branch/can-i-merge/badge"),
              "can-i-merge: pacticipant not found");
    EXPECT_EQ(words("/pacticipants/Foo/branches/x/latest-version/can-i-deploy/to-environment/prod/badge"),
              "can-i-deploy: branch not found");
    EXPECT_EQ(words("/pacticipants/Foo/branches/main/latest-version/can-i-deploy/to-environment/x/badge"),
              "can-i-deploy: environment not found");
}

TEST_F(Badges, CannotBeUsedToSmuggleMarkup) {
    EXPECT_EQ(words("/pacts/provider/%3Cb%3E/consumer/A%26B/latest/badge"),
              "a&amp;b/&lt;b&gt; pact: pact not found");
}

class RedirectedBadges : public Badges {
  protected:
    RedirectedBadges() : Badges(with_server()) {}
    static Settings with_server() {
        Settings settings;
        settings.badge_server = "https://badges.example";
        return settings;
    }
};

TEST_F(RedirectedBadges, GoToTheServerThatDrawsThem) {
    publish("Foo-app", "1", "Bar");
    const auto reply = get("/pacts/provider/Bar/consumer/Foo-app/latest/badge", "image/svg+xml");
    EXPECT_EQ(reply.status(), 307);
    EXPECT_EQ(reply.header("Location"),
              "https://badges.example/badge/foo--app%2Fbar%20pact-unknown-lightgrey.svg");
}

TEST_F(Badges, OfThePactWithoutATagAreNotThoseOfTheLatest) {
    publish("Foo", "1", "Bar", "/1");
    verify("Foo", "1", "Bar", "7");
    publish("Foo", "2", "Bar", "/2");
    tag("Foo", "2", "dev");
    EXPECT_EQ(words("/pacts/provider/Bar/consumer/Foo/latest-untagged/badge"), "foo/bar pact: verified");
    const auto changed = get("/pacts/provider/Bar/consumer/Foo/latest/badge", "image/svg+xml").response.body;
    EXPECT_NE(changed.find("#fe7d37"), std::string::npos) << changed;
}

TEST_F(Badges, NeedAVersionOnTheMainBranch) {
    post("/pacticipants", R"({"name":"Foo","mainBranch":"main"})");
    EXPECT_EQ(words("/pacticipants/Foo/main-branch/can-i-merge/badge"),
              "can-i-merge: main branch version not found");
}

TEST_F(Badges, AreAsWideAsTheirCharacters) {
    const auto width = [this](const std::string& name) {
        const auto text =
            get("/pacts/provider/Bar/consumer/" + name + "/latest/badge", "image/svg+xml").response.body;
        return text.substr(text.find("width="), 12);
    };
    EXPECT_EQ(width("caf%C3%A9"), width("cafe"));
}

TEST_F(RedirectedBadges, NameTheColourOfWhatChanged) {
    publish("Foo", "1", "Bar", "/1");
    verify("Foo", "1", "Bar", "7");
    publish("Foo", "2", "Bar", "/2");
    EXPECT_NE(get("/pacts/provider/Bar/consumer/Foo/latest/badge", "image/svg+xml")
                  .header("Location")
                  .find("-changed-orange.svg"),
              std::string::npos);
}

}  // namespace

}  // namespace tally::testing_support
