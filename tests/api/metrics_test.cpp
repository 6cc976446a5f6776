// What the metrics count, each number told apart from its neighbours.
#include "api/broker_fixture.h"
#include "support/golden.h"

namespace tally::testing_support {

namespace {

class Metrics : public BrokerTest {
  protected:
    Metrics() : BrokerTest(modifiable()) {}
    static Settings modifiable() {
        Settings settings;
        settings.allow_contract_modification = true;
        return settings;
    }
};

TEST_F(Metrics, TellApartWhatIsAlike) {
    publish("Foo", "1", "Bar", "/1");
    publish("Foo", "1", "Baz", "/1");
    clock_.advance(std::chrono::seconds(1));
    publish("Foo", "1", "Bar", "/2");  // another revision
    put("/pacts/provider/Bar/consumer/Foo/version/2",
        R"({"consumer":{"name":"Foo"},"provider":{"name":"Bar"},"messages":[{"description":"a"},{"description":"b"}]})");
    verify("Foo", "1", "Bar", "7");
    clock_.advance(std::chrono::seconds(1));
    verify("Foo", "1", "Bar", "7");  // the same once more
    verify("Foo", "2", "Bar", "7", false);
    put_on_branch("Foo", "1", "main");
    put_on_branch("Foo", "1", "next");
    tag("Foo", "1", "prod");  // makes no branch: the version has one
    tag("Foo", "2", "prod");
    tag("Bar", "8", "prod");  // makes a branch by itself
    const auto there = create_environment("there");
    create_environment("nowhere");
    deploy("Foo", "1", there);
    deploy("Foo", "2", there);
    release("Foo", "1", there);
    release("Foo", "2", there);
    patch(path_of(get("/environments/" + there + "/released-versions/currently-supported?version=1")
                      .text("_embedded.releasedVersions[0]._links.self.href")),
          R"({"currentlySupported":false})");
    EXPECT_TRUE(matches_golden("broker/metrics.json", json::to_pretty_text(get("/metrics").body) + "\n"));
}

}  // namespace

}  // namespace tally::testing_support
