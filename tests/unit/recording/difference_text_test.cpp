#include "recording/difference_text.h"

#include <gtest/gtest.h>

#include "http/message.h"
#include "matching/match.h"
#include "unit/recording/expectations.h"

namespace tally::recording {
namespace {

struct Case {
    const char* name;
    model::Request expected;
    http::Request sent;
    const char* in_short;
    const char* change;
};

model::Request searching() {
    model::Request expected = request("GET", "/products");
    expected.query = {{"page", {"1"}}};
    return expected;
}

model::Request with_header() {
    model::Request expected = request("GET", "/products");
    expected.headers = {{"Accept", {"application/json"}}};
    return expected;
}

model::Request ordering() {
    model::Request expected = request("POST", "/orders");
    expected.headers = {{"Content-Type", {"application/json"}}};
    expected.body = {model::BodyState::present, R"({"items":[{"id":1},{"id":1},{"id":1}]})",
                     "application/json", model::ContentTypeHint::none};
    expected.rules.body.push_back(
        {"$.items[*].id", *model::parse_path("$.items[*].id"), {{{model::IntegerRule{}}}}});
    return expected;
}

class DifferenceText : public testing::TestWithParam<Case> {};

TEST_P(DifferenceText, SaysWhatDiffersAndWhatToChange) {
    const Case& row = GetParam();
    const auto mismatches = matching::match_request(row.expected, matching::received(row.sent));
    EXPECT_EQ(differences_in_short(mismatches), row.in_short);
    EXPECT_EQ(what_to_change(mismatches), row.change);
}

constexpr const char* kCorrect = "correct the client, or the expectation if it asks for too much";

INSTANTIATE_TEST_SUITE_P(
    Rows, DifferenceText,
    testing::ValuesIn(std::vector<Case>{
        {"Method",
         request("GET", "/orders"),
         {"POST", "/orders", {}, "", ""},
         "method differs",
         "send it with GET, or expect POST"},
        {"Path",
         request("GET", "/orders/1"),
         {"GET", "/order/1", {}, "", ""},
         "path differs",
         "ask for /orders/1, or write an interaction for /order/1"},
        {"MissingParameter",
         searching(),
         {"GET", "/products", {}, "", ""},
         "query parameter page is missing",
         "send the query parameter page, or take it out of the expectation"},
        {"UnexpectedParameter",
         searching(),
         {"GET", "/products?page=1&q=x", {}, "", ""},
         "query parameter q is not expected",
         "do not send the query parameter q, or expect it"},
        {"MisspeltParameter",
         searching(),
         {"GET", "/products?pgae=1", {}, "", ""},
         "query parameter page is missing, query parameter pgae is not expected",
         "call the query parameter 'page' instead of 'pgae', in the client or in the expectation"},
        {"OtherParameter",
         searching(),
         {"GET", "/products?page=2", {}, "", ""},
         "query parameter page differs",
         "send the query parameter page as 1, or expect 2"},
        {"EmptyParameter",
         searching(),
         {"GET", "/products?page=", {}, "", ""},
         "query parameter page differs",
         kCorrect},
        {"MissingHeader",
         with_header(),
         {"GET", "/products", {}, "", ""},
         "header Accept is missing",
         "send the header Accept, or take it out of the expectation"},
        {"OtherHeader",
         with_header(),
         {"GET", "/products", {{"Accept", "text/plain"}}, "", ""},
         "header Accept differs",
         "send the header Accept as application/json, or expect text/plain"},
        {"Body",
         ordering(),
         {"POST",
          "/orders",
          {{"Content-Type", "application/json"}},
          R"({"items":[{"id":1},{"id":2},{"id":"3"}]})",
          ""},
         "body $.items[2].id: expected '3' (String) to be an integer",
         kCorrect},
    }),
    [](const auto& row) { return row.param.name; });

TEST(DifferencesInShort, CountThoseThatHaveNoRoom) {
    matching::Mismatches many(5);
    for (matching::Mismatch& mismatch : many) mismatch.kind = matching::MismatchKind::method;
    EXPECT_EQ(differences_in_short(many), "method differs, method differs, method differs and 2 more");
}

TEST(WhatToChange, AsksForAnInteractionWhereNothingIsLikeTheRequest) {
    EXPECT_EQ(what_to_change({}), "correct the client, or write an interaction for this request");
}

}  // namespace
}  // namespace tally::recording
