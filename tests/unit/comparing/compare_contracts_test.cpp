#include "comparing/compare_contracts.h"

#include <gtest/gtest.h>

#include "format/read_contract.h"

namespace tally::comparing {
namespace {

// A V4 contract of one interaction.
model::Contract contract(const std::string& request, const std::string& response,
                         const std::string& more = "") {
    const std::string text = R"({"consumer": {"name": "c"}, "provider": {"name": "p"}, "interactions": [)"
                             R"({"type": "Synchronous/HTTP", "description": "d", "request": )" +
                             request + R"(, "response": )" + response + more +
                             R"(}], "metadata": {"pactSpecification": {"version": "4.0"}}})";
    auto read = format::read_contract(text, "c.json");
    EXPECT_TRUE(read) << (read ? "" : read.error().text());
    return read ? read->contract : model::Contract();
}

std::string body(const std::string& content, const std::string& rules = "{}") {
    return R"({"body": {"content": )" + content +
           R"(, "contentType": "application/json"}, "matchingRules": {"body": )" + rules + "}}";
}

std::string rule(const std::string& path, const std::string& matcher) {
    return "{\"" + path + "\": {\"matchers\": [" + matcher + "]}}";
}

const std::string kType = R"({"match": "type"})";
const std::string kInteger = R"({"match": "integer"})";

// "part path effect" of every change, one a line.
std::string told(const Changes& changes) {
    std::string text;
    for (const Change& change : changes) {
        text += (text.empty() ? "" : "; ") + change.part + ' ' + change.path + ' ' +
                std::string(to_text(change.effect));
    }
    return text;
}

struct Case {
    const char* name;
    std::string older, newer;
    std::string in_response;  // what is told when it is a response body
    std::string in_request;
};
void PrintTo(const Case& one, std::ostream* stream) {
    *stream << one.name;
}

class BodyChange : public testing::TestWithParam<Case> {};
TEST_P(BodyChange, CountsAsIsRightForAResponse) {
    const auto older = contract("{}", GetParam().older);
    const auto newer = contract("{}", GetParam().newer);
    EXPECT_EQ(told(compare_contracts(older, newer)), GetParam().in_response);
}
TEST_P(BodyChange, CountsAsIsRightForARequest) {
    const auto older = contract(GetParam().older, "{}");
    const auto newer = contract(GetParam().newer, "{}");
    EXPECT_EQ(told(compare_contracts(older, newer)), GetParam().in_request);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BodyChange,
    testing::ValuesIn(std::vector<Case>{
        {"Nothing", body(R"({"a": 1, "b": 2})"), body(R"({"b": 2, "a": 1})"), "", ""},
        {"NewMember", body(R"({"a": 1})"), body(R"({"a": 1, "b": 2})"), "response $.b tightening",
         "request $.b tightening"},
        {"GoneMember", body(R"({"a": 1, "b": 2})"), body(R"({"a": 1})"), "response $.b loosening",
         "request $.b tightening"},
        {"EqualityToType", body(R"({"a": 1})"), body(R"({"a": 1})", rule("$.a", kType)),
         "response $.a loosening", "request $.a tightening"},
        {"TypeToEquality", body(R"({"a": 1})", rule("$.a", kType)), body(R"({"a": 1})"),
         "response $.a tightening", "request $.a loosening"},
        {"TypeToInteger", body(R"({"a": 1})", rule("$.a", kType)), body(R"({"a": 1})", rule("$.a", kInteger)),
         "response $.a tightening", "request $.a loosening"},
        {"IntegerToRegex", body(R"({"a": 1})", rule("$.a", kInteger)),
         body(R"({"a": "x"})", rule("$.a", R"({"match": "regex", "regex": "x+"})")),
         "response $.a tightening", "request $.a tightening"},
        {"OtherExampleOfARule", body(R"({"a": 1})", rule("$.a", kInteger)),
         body(R"({"a": 2})", rule("$.a", kInteger)), "response $.a neutral", "request $.a neutral"},
        {"OtherValue", body(R"({"a": 1})"), body(R"({"a": 2})"), "response $.a tightening",
         "request $.a tightening"},
        {"OtherKind", body(R"({"a": 1})", rule("$.a", kType)), body(R"({"a": []})", rule("$.a", kType)),
         "response $.a tightening", "request $.a tightening"},
        {"RuleAbove", body(R"({"a": {"b": 1}})", rule("$.a", kType)), body(R"({"a": {"b": 1}})"),
         "response $.a tightening", "request $.a loosening"},
        {"SameRuleSpeltTwice", body(R"({"a": {"b": 1}})", rule("$.a.b", kType)),
         body(R"({"a": {"b": 1}})", rule("$['a']['b']", kType)), "", ""},
        {"LongerExampleUnderARule", body("[1]", rule("$", kType)), body("[1, 2]", rule("$", kType)), "", ""},
        {"LongerArray", body("[1]"), body("[1, 2]"), "response $ tightening", "request $ tightening"},
        {"FewerAtLeast", body("[1]", rule("$", R"({"match": "type", "min": 2})")),
         body("[1]", rule("$", R"({"match": "type", "min": 1})")), "response $ loosening",
         "request $ tightening"},
        {"BodyGone", body("[1]"), "{}", "response body loosening", "request body tightening"},
    }),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Changes, AreNamedForStatusHeadersAndQuery) {
    const auto older = contract(R"({"query": {"a": ["1"]}})", R"({"status": 200, "headers": {"X": ["1"]}})");
    const auto newer = contract(R"({"query": {"b": ["1"]}})", R"({"status": 201, "headers": {"x": ["2"]}})");
    EXPECT_EQ(told(compare_contracts(older, newer)),
              "request query a tightening; request query b tightening; response status tightening; "
              "response header X tightening");
}

TEST(Changes, HideSecretValues) {
    const auto older = contract(R"({"headers": {"Authorization": ["Bearer one"]}})", "{}");
    const auto newer = contract(R"({"headers": {"Authorization": ["Bearer two"]}})", "{}");
    const Changes changes = compare_contracts(older, newer);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].before, "***");
    EXPECT_EQ(changes[0].after, "***");
}

TEST(Changes, OfPendingLoosenWhatNeedNotPassAnyMore) {
    const auto older = contract("{}", "{}", R"(, "pending": false)");
    const auto newer = contract("{}", "{}", R"(, "pending": true)");
    EXPECT_EQ(told(compare_contracts(older, newer)), " pending loosening");
}

TEST(Changes, FollowAnInteractionWhoseKeyChangedWithItsContent) {
    const auto older = contract("{}", "{}", R"(, "key": "one")");
    const auto newer = contract("{}", R"({"status": 404})", R"(, "key": "two")");
    EXPECT_EQ(told(compare_contracts(older, newer)), "response status tightening");
}

TEST(Changes, NameAddedAndRemovedInteractions) {
    const auto one = contract("{}", "{}");
    model::Contract none = one;
    none.interactions.clear();
    const Changes added = compare_contracts(none, one);
    ASSERT_EQ(added.size(), 1u);
    EXPECT_EQ(added[0].kind, ChangeKind::added);
    EXPECT_EQ(added[0].effect, Effect::tightening);
    const Changes removed = compare_contracts(one, none);
    ASSERT_EQ(removed.size(), 1u);
    EXPECT_EQ(removed[0].kind, ChangeKind::removed);
    EXPECT_EQ(removed[0].effect, Effect::loosening);
}

}  // namespace
}  // namespace tally::comparing
