#include "verification/message_exchange.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/json.h"

namespace tally::verification {
namespace {

model::Interaction message(const std::string& contents, json::Object metadata = {}) {
    model::AsyncMessage async;
    async.message.contents = {model::BodyState::present, contents, "application/json", {}};
    async.message.metadata = std::move(metadata);
    model::Interaction interaction;
    interaction.description = "an order was placed";
    interaction.exchange = std::move(async);
    return interaction;
}

http::Response answer(const std::string& body, const std::string& metadata = "") {
    http::Response response{200, {{"Content-Type", "application/json"}}, body};
    if (!metadata.empty()) response.headers.set("pact-message-metadata", encoding::base64(metadata));
    return response;
}

TEST(MessageRequest, NamesTheMessageAndItsStates) {
    auto interaction = message("{}");
    EXPECT_EQ(message_request(interaction, "/messages").body, R"({"description":"an order was placed"})");
    interaction.provider_states = {{"a", {}}, {"b", {{"id", 1}}}};
    const auto request = message_request(interaction, "/messages");
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.target, "/messages");
    EXPECT_EQ(
        request.body,
        R"({"description":"an order was placed","providerStates":[{"name":"a"},{"name":"b","params":{"id":1}}]})");
}

TEST(MessageRequest, HasTheRequestOfASynchronousMessage) {
    model::Interaction interaction;
    interaction.description = "d";
    model::SyncMessage sync;
    sync.request.contents = {model::BodyState::present, "{\"a\":1}", "application/json", {}};
    interaction.exchange = sync;
    const auto body = json::parse(message_request(interaction, "/").body).value();
    EXPECT_EQ(json::to_text(*body.find("request")->find("contents")->find("content")), "{\"a\":1}");
}

TEST(ReceivedMessage, TakesItsMetadataFromTheHeader) {
    const auto received = received_message(answer("{}", R"({"topic":"orders","n":5})"));
    EXPECT_EQ(json::to_text(received.metadata),
              R"({"contentType":"application/json","topic":"orders","n":5})");
}

TEST(ReceivedMessage, IgnoresMetadataThatIsNoObject) {
    auto response = answer("{}");
    for (const char* value : {"%%%", "e30", "WzFd", ""}) {
        response.headers.set("Pact-Message-Metadata", value);
        EXPECT_EQ(received_message(response).metadata.size(), 1u) << value;
    }
}

TEST(MatchAnswer, ComparesContentsAndMetadata) {
    const auto expected = message(R"({"m":1})", {{"topic", "orders"}});
    EXPECT_TRUE(match_answer(expected, answer(R"({"m":1,"more":2})", R"({"topic":"orders"})"), {}).empty());
    EXPECT_EQ(match_answer(expected, answer(R"({"m":2})", R"({"topic":"x"})"), {}).size(), 2u);
}

TEST(MatchAnswer, TakesAnErrorStatusAsADifference) {
    auto response = answer("{}");
    response.status = 404;
    const auto mismatches = match_answer(message("{}"), response, {});
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].sentence, "Expected a message but the provider answered with status code 404");
}

TEST(MatchAnswer, CannotGiveSeveralResponses) {
    model::Interaction interaction;
    model::SyncMessage sync;
    interaction.exchange = sync;
    EXPECT_TRUE(match_answer(interaction, answer("{}"), {}).empty());
    sync.responses.resize(2);
    interaction.exchange = sync;
    EXPECT_EQ(match_answer(interaction, answer("{}"), {}).size(), 1u);
}

}  // namespace
}  // namespace tally::verification
