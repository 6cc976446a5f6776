// What people are advised to do, in the words of the program that the client is part of.
#include "broker_api/advice.h"

#include <gtest/gtest.h>

#include "broker_api/versions.h"
#include "unit/broker_api/fake_broker.h"

namespace tally::broker_api {

namespace {

using testing::FakeBroker;

TEST(Advice, IsFilledInAsAShellReadsIt) {
    EXPECT_EQ(filled_in("show {pacticipant} in {environment}", {{"pacticipant", "web shop"}, {"environment", "prod"}}),
              "show 'web shop' in prod");
}

TEST(Advice, WithoutAProgramNamesNoCommand) {
    FakeBroker broker;
    broker.answer("GET /", 200, R"({"_links":{"pb:pacticipant-version":{"href":"/p/{pacticipant}/{version}"}}})");
    broker.answer("GET /p/web/1", 404, "{}");
    auto client = broker.client();
    const auto version = get_version(*client, "web", "1");
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().remedy, "check its number");
}

TEST(Advice, IsInTheProgramsWords) {
    FakeBroker broker;
    broker.answer("GET /", 200, R"({"_links":{"pb:pacticipant-version":{"href":"/p/{pacticipant}/{version}"}}})");
    broker.answer("GET /p/web/1", 404, "{}");
    BrokerSettings settings = {.url = "http://broker"};
    settings.advice.version = "create {version} of {pacticipant}";
    auto client = broker.client(settings);
    const auto version = get_version(*client, "web", "1");
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().remedy, "create 1 of web");
}

}  // namespace

}  // namespace tally::broker_api
