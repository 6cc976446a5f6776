// Messages: what the handler under test is given, what it has to send, and what is written.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "support/golden.h"
#include "support/temporary_folder.h"
#include "tally/consumer.h"

namespace tally {
namespace {

using namespace tally::matchers;
using testing_support::matches_golden;
using testing_support::TemporaryFolder;

constexpr const char* kFile = "mailer-shop.json";
constexpr Place kPlace{"tests/mailer_test.cpp", 12};

class Messages : public testing::Test {
  protected:
    Messages() : contract_("mailer", "shop") { contract_.write_to(folder_.path().string()); }

    std::string written() const { return folder_.read(kFile); }

    TemporaryFolder folder_;
    Contract contract_;
};

TEST_F(Messages, ReachTheHandlerWithContentsAndMetadata) {
    contract_.expects_to_receive("an order was placed", kPlace)
        .given("order 10 exists", {{"id", 10}})
        .comment("sent once the payment is through")
        .reference("ticket", "id", "SHOP-12")
        .with_message()
        .metadata("topic", regex("orders\\..+", "orders.placed"))
        .metadata("attempt", integer(1))
        .metadata("trace", like({{"id", "7f"}, {"sampled", true}}))
        .json_body({{"id", integer(10)}, {"lines", each_like({{"sku", like("A1")}})}});
    std::vector<ReceivedMessage> received;
    const Outcome outcome = contract_.receive([&](const ReceivedMessage& message) { received.push_back(message); });
    ASSERT_TRUE(outcome.passed()) << outcome.text();
    ASSERT_EQ(received.size(), 1u);
    EXPECT_EQ(received.front().description, "an order was placed");
    EXPECT_EQ(received.front().contents, R"({"id":10,"lines":[{"sku":"A1"}]})");
    EXPECT_EQ(received.front().content_type, "application/json");
    EXPECT_EQ(*find_metadata(received.front(), "topic"), "orders.placed");
    EXPECT_EQ(*find_metadata(received.front(), "attempt"), "1");
    EXPECT_EQ(*find_metadata(received.front(), "trace"), R"({"id":"7f","sampled":true})");
    EXPECT_TRUE(matches_golden("recording/messages_v4.json", written()));
}

TEST_F(Messages, AreWrittenInVersion3Too) {
    contract_.specification(Specification::v3);
    contract_.expects_to_receive("an order was placed")
        .given("order 10 exists")
        .with_message()
        .metadata("topic", regex("orders\\..+", "orders.placed"))
        .json_body({{"id", integer(10)}});
    ASSERT_TRUE(contract_.receive([](const ReceivedMessage&) {}).passed());
    EXPECT_TRUE(matches_golden("recording/messages_v3.json", written()));
}

TEST_F(Messages, StandBesideRequestsOfTheSameDescription) {
    contract_.expects_to_receive("an order").with_message().json_body(1);
    ASSERT_TRUE(contract_.receive([](const ReceivedMessage&) {}).passed());
    ExpectedExchange request = contract_.expects_exchange("an order").with_request();
    request.json_body(1);
    request.will_respond_with().json_body(2);
    ASSERT_TRUE(contract_.exchange([](const MessageExchange& exchange) { return exchange.send({"1", "application/json", {}}).has_value(); })
                    .passed());
    EXPECT_NE(written().find("Asynchronous/Messages"), std::string::npos) << written();
    EXPECT_NE(written().find("Synchronous/Messages\""), std::string::npos) << written();
}

TEST_F(Messages, CannotBeWrittenInVersion2) {
    contract_.specification(Specification::v2);
    contract_.expects_to_receive("an order was placed").with_message().json_body(1);
    const Outcome outcome = contract_.receive([](const ReceivedMessage&) {});
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().kind, ProblemKind::invalid_expectation) << outcome.text();
}

TEST_F(Messages, HaveNewValuesWhereTheExpectationLeavesThemOpen) {
    contract_.expects_to_receive("an order was placed").with_message().json_body({{"id", uuid()}});
    std::string contents;
    ASSERT_TRUE(contract_.receive([&](const ReceivedMessage& message) { contents = message.contents; }).passed());
    const std::string example = written().substr(written().find("\"id\": \"") + 7, 36);
    EXPECT_EQ(contents.size(), std::string(R"({"id":""})").size() + 36);
    EXPECT_EQ(contents.find(example), std::string::npos) << contents;
}

TEST_F(Messages, ThatTheHandlerCannotTakeAreNotWritten) {
    contract_.expects_to_receive("an order was placed").with_message().json_body(1);
    const Outcome outcome =
        contract_.receive([](const ReceivedMessage&) { throw std::runtime_error("no such order"); });
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().text, "the test threw: no such order");
    EXPECT_EQ(written(), "");
}

TEST_F(Messages, ComeOnceForEachAlternative) {
    contract_.expects_to_receive("an order was placed")
        .with_message()
        .metadata("priority", optional("high", given("an ordinary order")))
        .json_body({{"note", nullable("fragile", given("no note"))}});
    std::vector<std::string> received;
    const Outcome outcome = contract_.receive([&](const ReceivedMessage& message) {
        received.push_back(message.variant + ": " + message.contents +
                           (find_metadata(message, "priority") ? " with priority" : ""));
    });
    ASSERT_TRUE(outcome.passed()) << outcome.text();
    EXPECT_EQ(received, (std::vector<std::string>{R"(: {"note":"fragile"} with priority)",
                                                  R"(without metadata priority: {"note":"fragile"})",
                                                  R"(with $.note null: {"note":null} with priority)"}));
}

class Exchanges : public Messages {
  protected:
    void expect_price() {
        ExpectedExchange request = contract_.expects_exchange("a question for a price", kPlace).with_request(kPlace);
        request.metadata("queue", "prices", Place{"tests/mailer_test.cpp", 14}).json_body({{"sku", like("A1")}}, Place{"tests/mailer_test.cpp", 15});
        request.will_respond_with().json_body({{"price", decimal(19.99)}}).will_respond_with().text_body("done");
    }
};

TEST_F(Exchanges, AnswerTheExpectedRequest) {
    expect_price();
    std::vector<Message> answers;
    const Outcome outcome = contract_.exchange([&](const MessageExchange& exchange) {
        EXPECT_EQ(exchange.expected_request().contents, R"({"sku":"A1"})");
        auto received = exchange.send({R"({"sku":"B2"})", "application/json", {{"queue", "prices"}}});
        ASSERT_TRUE(received);
        answers = *received;
    });
    ASSERT_TRUE(outcome.passed()) << outcome.text();
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[0].contents, R"({"price":19.99})");
    EXPECT_EQ(answers[1].contents, "done");
    EXPECT_TRUE(matches_golden("recording/exchange_v4.json", written()));
}

TEST_F(Exchanges, ExplainARequestThatDiffers) {
    expect_price();
    const Outcome outcome = contract_.exchange([&](const MessageExchange& exchange) {
        EXPECT_FALSE(exchange.send({R"({"sku":7})", "application/json", {{"queue", "orders"}}}));
    });
    EXPECT_EQ(written(), "");
    EXPECT_TRUE(matches_golden("recording/exchange_differs.txt", outcome.text()));
}

TEST_F(Exchanges, HaveToBeHeld) {
    expect_price();
    const Outcome outcome = contract_.exchange([](const MessageExchange&) {});
    EXPECT_EQ(written(), "");
    EXPECT_TRUE(matches_golden("recording/exchange_missing.txt", outcome.text()));
}

}  // namespace
}  // namespace tally
