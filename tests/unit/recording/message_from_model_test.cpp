// Messages as tests meet them.
#include "recording/message_from_model.h"

#include <gtest/gtest.h>

#include "support/fake_clock.h"

namespace tally::recording {
namespace {

model::MessagePart part_of(std::string contents, std::string type, json::Object metadata) {
    model::MessagePart part;
    part.contents = {model::BodyState::present, std::move(contents), std::move(type), model::ContentTypeHint::none};
    part.metadata = std::move(metadata);
    return part;
}

Message generated(const model::MessagePart& part) {
    SeededRandom random(1);
    const testing_support::FakeClock clock;
    return generated_message(part, random, clock);
}

TEST(GeneratedMessage, HasTheContentsAndTheirType) {
    const Message message = generated(part_of("<a/>", "application/xml", {}));
    EXPECT_EQ(message.contents, "<a/>");
    EXPECT_EQ(message.content_type, "application/xml");
}

TEST(GeneratedMessage, TakesTheTypeFromTheMetadataWhereTheContentsHaveNone) {
    EXPECT_EQ(generated(part_of("x", "", {{"content-type", "text/csv"}})).content_type, "text/csv");
}

TEST(GeneratedMessage, HasTextsOfTheMetadataAsTheyAreAndTheRestAsJson) {
    const Message message = generated(part_of("", "", {{"topic", "orders"}, {"partition", 3}, {"none", nullptr}}));
    ASSERT_EQ(message.metadata.size(), 3u);
    EXPECT_EQ(*find_metadata(message, "topic"), "orders");
    EXPECT_EQ(*find_metadata(message, "partition"), "3");
    EXPECT_EQ(*find_metadata(message, "none"), "null");
    EXPECT_EQ(find_metadata(message, "Topic"), nullptr);
}

TEST(GeneratedMessage, HasGeneratedValuesInContentsAndMetadata) {
    model::MessagePart part = part_of(R"({"id":1})", "application/json", {{"key", "x"}});
    part.generators.body.push_back({"$.id", {{model::Field{"id"}}}, model::RandomIntGenerator{70, 79}});
    part.generators.metadata.push_back({"key", {{model::Field{"key"}}}, model::RandomIntGenerator{80, 89}});
    const Message message = generated(part);
    EXPECT_EQ(message.contents.substr(0, 7), R"({"id":7)");
    EXPECT_EQ(find_metadata(message, "key")->substr(0, 1), "8");
}

TEST(ReceivedMessage, ReadsMetadataAsJsonWhereTheExpectationIsNoText) {
    const model::MessagePart expected = part_of("", "", {{"topic", "7"}, {"partition", 3}, {"offset", 4}});
    const model::MessagePart part =
        received_message({"", "", {{"topic", "8"}, {"partition", "9"}, {"offset", "{"}, {"more", "1"}}}, expected);
    EXPECT_EQ(*part.metadata.find("topic"), json::Value("8"));
    EXPECT_EQ(*part.metadata.find("partition"), json::Value(9));
    EXPECT_EQ(*part.metadata.find("offset"), json::Value("{"));
    EXPECT_EQ(*part.metadata.find("more"), json::Value("1"));
}

TEST(ReceivedMessage, HasEmptyContentsWhereNothingWasSent) {
    EXPECT_EQ(received_message({}, {}).contents.state, model::BodyState::empty);
    EXPECT_EQ(received_message({"x", "text/plain", {}}, {}).contents.state, model::BodyState::present);
}

}  // namespace
}  // namespace tally::recording
