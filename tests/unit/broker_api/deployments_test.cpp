#include "broker_api/deployments.h"

#include <gtest/gtest.h>

#include "unit/broker_api/fake_broker.h"

namespace tally::broker_api {
namespace {

using testing::FakeBroker;

void set_up(FakeBroker& broker, const std::string& deployed) {
    broker.answer("GET /", 200, R"({"_links":{"pb:environments":{"href":"http://b/environments"}}})");
    broker.answer("GET /environments", 200,
                  R"({"_links":{"pb:environments":[{"name":"test","href":"http://b/environments/1"},
                     {"name":"prod","href":"http://b/environments/2"}]}})");
    broker.answer(
        "GET /environments/2", 200,
        R"({"_links":{"pb:currently-deployed-deployed-versions":{"href":"http://b/environments/2/d"}}})");
    broker.answer("GET /environments/2/d?pacticipant=web", 200,
                  R"({"_embedded":{"deployedVersions":[)" + deployed + "]}}");
    broker.answer("PATCH /d/1", 200, R"({"currentlyDeployed":false})");
}

std::string placed(const std::string& instance, const std::string& number) {
    return R"({"applicationInstance":)" + instance + R"(,"_links":{"self":{"href":"http://b/d/)" + number +
           R"("}}})";
}

TEST(RecordUndeployment, EndsTheOneInstanceThatIsMeant) {
    FakeBroker broker;
    set_up(broker, placed("\"blue\"", "1") + "," + placed("\"green\"", "2"));
    auto client = broker.client();
    const auto ended = record_undeployment(*client, {"web", "", "prod", "blue"});
    ASSERT_TRUE(ended) << ended.error().text();
    EXPECT_EQ(ended->size(), 1u);
    EXPECT_EQ(broker.requests.back().body, R"({"currentlyDeployed":false})");
    EXPECT_EQ(broker.requests.back().headers.value_or("Content-Type", ""), "application/merge-patch+json");
}

TEST(RecordUndeployment, WithoutAnInstanceMeansTheOneWithoutAny) {
    FakeBroker broker;
    set_up(broker, placed("\"blue\"", "2") + "," + placed("null", "1"));
    auto client = broker.client();
    EXPECT_TRUE(record_undeployment(*client, {"web", "", "prod", ""}));
    EXPECT_EQ(broker.requests.back().target, "/d/1");
}

TEST(RecordUndeployment, AsksWhichInstanceIsMeant) {
    FakeBroker broker;
    set_up(broker, placed("\"blue\"", "1") + "," + placed("\"green\"", "2"));
    auto client = broker.client();
    const auto ended = record_undeployment(*client, {"web", "", "prod", ""});
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::not_found);
    EXPECT_EQ(ended.error().remedy, "name one; deployed: blue, green");
}

TEST(RecordUndeployment, SuggestsAnEnvironment) {
    FakeBroker broker;
    set_up(broker, "");
    auto client = broker.client();
    EXPECT_EQ(record_undeployment(*client, {"web", "", "prdo", ""}).error().remedy, "prod");
    EXPECT_EQ(record_undeployment(*client, {"web", "", "prod", ""}).error().what,
              "web is not deployed to prod");
}

}  // namespace
}  // namespace tally::broker_api
