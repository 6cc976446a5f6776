#include "reporting/body_sides.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace tally::reporting {
namespace {

using matching::Mismatch;
using matching::MismatchKind;

struct Sides {
    const char* name;
    const char* expected;
    const char* actual;
    const char* location;
    const char* marks;  // "location note | missing", a line each
    const char* hint;
};
class BodySidesAt : public testing::TestWithParam<Sides> {};
TEST_P(BodySidesAt, Row) {
    const auto& row = GetParam();
    model::Interaction interaction;
    model::HttpExchange http;
    http.response.body.bytes = row.expected;
    interaction.exchange = http;
    verification::Exchange exchange;
    exchange.response.body = row.actual;
    Mismatch mismatch;
    mismatch.location = row.location;
    mismatch.sentence = std::string(matching::kMissingKeys) + "whatever";
    const BodySides sides(interaction, exchange);
    std::vector<std::string> marks;
    for (const auto& mark : sides.marks_of(mismatch)) {
        marks.push_back(mark.location + " " + mark.note);
        for (const auto& missing : mark.missing) marks.back() += "| " + missing;
    }
    EXPECT_EQ(text::join(marks, "\n"), row.marks);
    EXPECT_EQ(sides.hint_of(mismatch), row.hint);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BodySidesAt,
    testing::ValuesIn(std::vector<Sides>{
        {"NameNearlyRight", R"({"currency":"EUR","n":1})", R"({"curency":"EUR","n":1})", "$",
         "$.curency did you mean \"currency\"?\n$ | \"currency\": (missing)  <- expected \"EUR\"",
         "the provider sends \"curency\": did you mean \"currency\"?"},
        {"NameInAnotherStyle", R"({"order_id":1})", R"({"orderId":1})", "$",
         "$.orderId did you mean \"order_id\"?\n$ | \"order_id\": (missing)  <- expected 1",
         "the provider sends \"orderId\": did you mean \"order_id\"?"},
        {"NameThatIsExpectedItself", R"({"currency":"EUR","curency":1})", R"({"curency":1})", "$",
         "$ | \"currency\": (missing)  <- expected \"EUR\"", ""},
        {"ShortNamesSayNothing", R"({"id":1})", R"({"ip":1})", "$", "$ | \"id\": (missing)  <- expected 1",
         ""},
        {"InOneMoreWrapper", R"({"a":1,"b":2})", R"({"data":{"a":1,"b":2}})", "$",
         "$ | \"a\": (missing)  <- expected 1| \"b\": (missing)  <- expected 2",
         "what is missing here is inside \"data\""},
        {"InAListOfThem", R"({"a":1,"b":2})", R"({"items":[{"a":1,"b":2}]})", "$",
         "$ | \"a\": (missing)  <- expected 1| \"b\": (missing)  <- expected 2",
         "what is missing here is inside \"items\", which is a list"},
        {"OneOfManyInsideByChance", R"({"id":1,"x":1})", R"({"x":1,"owner":{"id":2}})", "$",
         "$ | \"id\": (missing)  <- expected 1", ""},
        {"WithoutItsWrapper", R"({"data":{"a":1}})", R"({"a":1})", "$",
         "$ | \"data\": (missing)  <- expected {\"a\":1}", "what belongs into \"data\" is here without it"},
        {"ElementBeyondTheExample", R"({"list":[{"abc":1}]})", R"({"list":[{"abc":1},{"abd":1}]})",
         "$.list[1]", "$.list[1].abd did you mean \"abc\"?\n$.list[1] | \"abc\": (missing)  <- expected 1",
         "the provider sends \"abd\": did you mean \"abc\"?"},
        {"SecretMember", R"({"token":"hunter2"})", R"({"tokens":"hunter3"})", "$",
         "$.tokens did you mean \"token\"?\n$ | \"token\": (missing)  <- expected \"***\"",
         "the provider sends \"tokens\": did you mean \"token\"?"},
        {"NoJson", "a", "b", "$", "$ ", ""},
        {"NoSuchPlace", R"({"a":1})", R"({"b":1})", "$.x.y", "$.x.y ", ""},
    }),
    [](const auto& row) { return std::string(row.param.name); });

struct Kinds {
    const char* name;
    const char* expected;
    const char* actual;
    const char* hint;
};
class BodySidesOfOtherKinds : public testing::TestWithParam<Kinds> {};
TEST_P(BodySidesOfOtherKinds, Row) {
    model::Interaction interaction;
    model::HttpExchange http;
    http.response.body.bytes = GetParam().expected;
    interaction.exchange = http;
    verification::Exchange exchange;
    exchange.response.body = GetParam().actual;
    Mismatch mismatch;
    mismatch.location = "$";
    EXPECT_EQ(BodySides(interaction, exchange).hint_of(mismatch), GetParam().hint);
}
INSTANTIATE_TEST_SUITE_P(Rows, BodySidesOfOtherKinds,
                         testing::ValuesIn(std::vector<Kinds>{
                             {"ListOfIt", R"({"a":1})", R"([{"a":2,"b":3}])",
                              "the provider sends a list; its first element has what is expected"},
                             {"ListOfSomethingElse", R"({"a":1})", R"([{"b":2}])", ""},
                             {"OneForAList", R"([{"a":1}])", R"({"a":2})",
                              "the provider sends one element where a list of them is expected"},
                             {"ListInAWrapper", R"([{"a":1}])", R"({"items":[{"a":2}]})",
                              "there is a list inside \"items\""},
                             {"Nothing", R"({"a":1})", "null", ""},
                             {"TheSameKind", R"({"a":1})", R"({"a":2})", ""},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(BodySidesOfAnyDifference, SayWhatWasExpected) {
    Mismatch mismatch;
    mismatch.location = "$.price";
    mismatch.expected = "19.99";
    mismatch.rule = "decimal at $.price";
    const auto marks = BodySides({}, {}).marks_of(mismatch);
    ASSERT_EQ(marks.size(), 1u);
    EXPECT_EQ(marks[0].note, "expected 19.99 (decimal)");
}

}  // namespace
}  // namespace tally::reporting
