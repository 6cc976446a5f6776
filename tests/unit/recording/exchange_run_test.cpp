// The other end of a synchronous message.
#include "recording/exchange_run.h"

#include <gtest/gtest.h>

#include "support/fake_clock.h"

namespace tally::recording {
namespace {

model::MessagePart json_part(std::string contents) {
    model::MessagePart part;
    part.contents = {model::BodyState::present, std::move(contents), "application/json",
                     model::ContentTypeHint::none};
    part.metadata.set("contentType", "application/json");
    return part;
}

model::MessagePart with_random_id(model::MessagePart part) {
    part.generators.body.push_back({"$.id", {{model::Field{"id"}}}, model::RandomIntGenerator{1000, 1000000}});
    return part;
}

class ExchangeRunTest : public testing::Test {
  protected:
    ExchangeRun& start(model::MessagePart request, std::vector<model::MessagePart> responses) {
        model::Interaction interaction;
        interaction.description = "a price";
        interaction.exchange = model::SyncMessage{std::move(request), std::move(responses)};
        run_.emplace(std::move(interaction), model::SpecVersion::v4, "", random_, clock_);
        return *run_;
    }

    static Message json_message(std::string contents) {
        return {std::move(contents), "application/json", {{"contentType", "application/json"}}};
    }

  private:
    SeededRandom random_{1};
    testing_support::FakeClock clock_;
    std::optional<ExchangeRun> run_;
};

TEST_F(ExchangeRunTest, AnswersWhatWasExpectedWithAllAnswersInOrder) {
    ExchangeRun& run = start(json_part(R"({"id":1})"), {json_part("1"), json_part("2")});
    const auto answers = run.send(json_message(R"({"id":1})"));
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->size(), 2u);
    EXPECT_EQ((*answers)[0].contents, "1");
    EXPECT_EQ((*answers)[1].contents, "2");
    EXPECT_TRUE(run.report().answered);
    EXPECT_TRUE(run.report().refused.empty());
}

TEST_F(ExchangeRunTest, IsNotAnsweredBeforeAnythingIsSent) {
    EXPECT_FALSE(start(json_part("1"), {json_part("2")}).report().answered);
}

TEST_F(ExchangeRunTest, RefusesOtherContentsAndSaysWhere) {
    ExchangeRun& run = start(json_part(R"({"id":1})"), {json_part("1")});
    EXPECT_FALSE(run.send(json_message(R"({"id":2})")));
    const ExchangeReport report = run.report();
    EXPECT_FALSE(report.answered);
    ASSERT_EQ(report.refused.size(), 1u);
    ASSERT_EQ(report.refused[0].size(), 1u);
    EXPECT_EQ(report.refused[0][0].location, "$.id");
}

TEST_F(ExchangeRunTest, RefusesOtherMetadataAndSaysWhich) {
    model::MessagePart request = json_part("1");
    request.metadata.set("queue", "prices");
    ExchangeRun& run = start(std::move(request), {json_part("1")});
    Message message = json_message("1");
    message.metadata.emplace_back("queue", "orders");
    EXPECT_FALSE(run.send(message));
    const ExchangeReport report = run.report();
    ASSERT_EQ(report.refused.size(), 1u);
    ASSERT_EQ(report.refused[0].size(), 1u);
    EXPECT_EQ(report.refused[0][0].kind, matching::MismatchKind::metadata);
    EXPECT_EQ(report.refused[0][0].location, "queue");
}

TEST_F(ExchangeRunTest, ARefusedRequestStaysInTheReportWhenTheRightOneFollows) {
    ExchangeRun& run = start(json_part("1"), {json_part("1")});
    EXPECT_FALSE(run.send(json_message("2")));
    EXPECT_TRUE(run.send(json_message("1")));
    EXPECT_TRUE(run.report().answered);
    EXPECT_EQ(run.report().refused.size(), 1u);
}

TEST_F(ExchangeRunTest, RemembersTheFirstHundredRefusedRequestsAndCountsTheRest) {
    ExchangeRun& run = start(json_part("1"), {json_part("1")});
    for (int i = 0; i < 105; ++i) run.send(json_message("2"));
    EXPECT_EQ(run.report().refused.size(), 100u);
    EXPECT_EQ(run.report().further_refused, 5u);
}

TEST_F(ExchangeRunTest, TakesTheGeneratedRequestAsWellAsTheExample) {
    ExchangeRun& run = start(with_random_id(json_part(R"({"id":1,"n":2})")), {json_part("1")});
    ASSERT_NE(run.expected_request().contents, R"({"id":1,"n":2})");
    EXPECT_TRUE(run.send(run.expected_request()));
    EXPECT_TRUE(run.send(json_message(R"({"id":1,"n":2})")));
    EXPECT_FALSE(run.send(json_message(R"({"id":3,"n":2})")));
}

TEST_F(ExchangeRunTest, AnswersWithNewValuesEachTime) {
    ExchangeRun& run = start(json_part("1"), {with_random_id(json_part(R"({"id":1})"))});
    const auto first = run.send(json_message("1"));
    const auto second = run.send(json_message("1"));
    ASSERT_TRUE(first && second);
    EXPECT_NE((*first)[0].contents, R"({"id":1})");
    EXPECT_NE((*first)[0].contents, (*second)[0].contents);
}

}  // namespace
}  // namespace tally::recording
