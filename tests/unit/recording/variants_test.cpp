// Alternatives in what a consumer receives: one interaction each, one run of the test each.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/golden.h"
#include "support/raw_client.h"
#include "support/temporary_folder.h"
#include "tally/consumer.h"

namespace tally {
namespace {

using namespace tally::matchers;
using testing_support::TemporaryFolder;

using Lines = std::vector<std::string>;

std::string body_of_answer(const MockServer& mock, const std::string& target) {
    testing_support::RawClient client(mock.port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    return testing_support::body_of(client.receive_response());
}

class Variants : public testing::Test {
  protected:
    Variants() : contract_("web-shop", "catalogue") { contract_.write_to(folder_.path().string()); }

    Interaction product() { return contract_.upon_receiving("product 10", Place{"tests/shop_test.cpp", 12}); }

    // "VARIANT: BODY" of each run of the test.
    Lines runs() {
        Lines lines;
        const Outcome outcome = contract_.run([&](const MockServer& mock) {
            lines.push_back(mock.variant() + ": " + body_of_answer(mock, "/products/10"));
        });
        EXPECT_TRUE(outcome.passed()) << outcome.text();
        return lines;
    }

    TemporaryFolder folder_;
    Contract contract_;
};

TEST_F(Variants, RunTheTestOnceForEach) {
    product().with_request("GET", "/products/10").will_respond_with(200).json_body(
        {{"id", integer(10)},
         {"note", optional(like("fragile"), given("no note"))},
         {"rating", nullable(integer(3), given("not rated"))},
         {"tags", each_like("new", at_least(0), given("no tags"))},
         {"unit", any_of({like("piece"), {{{"length", decimal(2.5)}}, given("sold by the metre")}})}});
    EXPECT_EQ(runs(),
              (Lines{R"(: {"id":10,"note":"fragile","rating":3,"tags":["new"],"unit":"piece"})",
                     R"(without $.note: {"id":10,"rating":3,"tags":["new"],"unit":"piece"})",
                     R"(with $.rating null: {"id":10,"note":"fragile","rating":null,"tags":["new"],"unit":"piece"})",
                     R"(with $.tags empty: {"id":10,"note":"fragile","rating":3,"tags":[],"unit":"piece"})",
                     R"(with alternative 2 of $.unit: )"
                     R"({"id":10,"note":"fragile","rating":3,"tags":["new"],"unit":{"length":2.5}})"}));
}

TEST_F(Variants, AreASumAndNotAProductInsideEachOtherToo) {
    product().with_request("GET", "/products/10").will_respond_with(200).json_body(
        {{"offers", each_like({{"price", decimal(1.5)}, {"old", optional(decimal(2.5), given("never reduced"))}},
                              at_least(0), given("no offers"))}});
    EXPECT_EQ(runs(), (Lines{R"(: {"offers":[{"price":1.5,"old":2.5}]})",
                             R"(without $.offers[*].old: {"offers":[{"price":1.5}]})",
                             R"(with $.offers empty: {"offers":[]})"}));
}

TEST_F(Variants, OfAnAlternativeNameBoth) {
    product().with_request("GET", "/products/10").will_respond_with(200).json_body(
        any_of({null(), {{{"name", optional("Lamp", given("no name"))}}, given("exists")}}));
    EXPECT_EQ(runs(), (Lines{": null", R"(with alternative 2 of $: {"name":"Lamp"})",
                             "with alternative 2 of $, without $.name: {}"}));
}

TEST_F(Variants, OfOneInteractionLeaveTheOthersAsTheyAre) {
    product().with_request("GET", "/products/10").will_respond_with(200).json_body(
        {{"note", optional("fragile", given("no note"))}});
    contract_.upon_receiving("the list").with_request("GET", "/products").will_respond_with(200).json_body("all");
    Lines lines;
    const Outcome outcome = contract_.run([&](const MockServer& mock) {
        lines.push_back(body_of_answer(mock, "/products/10") + body_of_answer(mock, "/products"));
    });
    EXPECT_TRUE(outcome.passed()) << outcome.text();
    EXPECT_EQ(lines, (Lines{R"({"note":"fragile"}"all")", R"({}"all")"}));
}

TEST_F(Variants, HaveAHeaderLessAndOtherStates) {
    product()
        .given("product 10 exists")
        .with_request("GET", "/products/10")
        .will_respond_with(200)
        .header("ETag", optional("\"1\"", given_instead("product 10 has no version", {{"id", 10}})))
        .json_body({{"id", integer(10)}, {"note", optional("fragile", given("no note"))}});
    EXPECT_EQ(runs().size(), 3u);
    EXPECT_TRUE(testing_support::matches_golden("recording/variants.json",
                                                folder_.read("web-shop-catalogue.json")));
}

TEST_F(Variants, AreWrittenForOlderVersionsToo) {
    contract_.specification(Specification::v3);
    product().with_request("GET", "/products/10").will_respond_with(200).json_body(
        {{"note", optional("fragile", given("no note"))}});
    EXPECT_EQ(runs().size(), 2u);
    const std::string file = folder_.read("web-shop-catalogue.json");
    EXPECT_NE(file.find("product 10 (without $.note)"), std::string::npos) << file;
    EXPECT_EQ(file.find("comments"), std::string::npos) << file;
}

TEST_F(Variants, ThatTheTestDoesNotPassAreNamedAndNothingIsWritten) {
    product().with_request("GET", "/products/10").will_respond_with(200).json_body(
        {{"note", optional("fragile", given("no note"))}});
    const Outcome outcome = contract_.run(
        [&](const MockServer& mock) { return body_of_answer(mock, "/products/10").find("note") != std::string::npos; });
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().text,
              "in the run without $.note: the test failed; no contract was written");
    EXPECT_EQ(folder_.read("web-shop-catalogue.json"), "");
}

TEST_F(Variants, ThatWereNotExercisedAreNamed) {
    product().with_request("GET", "/products/10").will_respond_with(200).json_body(
        {{"note", optional("fragile", given("no note"))}});
    const Outcome outcome = contract_.run([&](const MockServer& mock) {
        if (mock.variant().empty()) body_of_answer(mock, "/products/10");
    });
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().kind, ProblemKind::missing_request);
    EXPECT_EQ(outcome.problems.front().text.rfind("in the run without $.note: ", 0), 0u);
    EXPECT_EQ(outcome.problems.front().line, 12);
}

TEST_F(Variants, AreBounded) {
    std::vector<Value> items(200, nullable(1, given("none")));
    product().with_request("GET", "/products/10").will_respond_with(200).json_body(Value::array(items));
    const Outcome outcome = contract_.run([](const MockServer&) {});
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().text,
              "the interaction has more than 100 alternatives; describe it in several interactions");
}

}  // namespace
}  // namespace tally
