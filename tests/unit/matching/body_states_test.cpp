// Missing, empty, null and present bodies, and bodies of different types.
#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

using model::BodyState;

model::Response with_body(BodyState state) {
    model::Response response;
    response.headers = {{"Content-Type", {"application/json"}}};
    response.body.state = state;
    if (state == BodyState::present) response.body.bytes = R"({"a":1})";
    return response;
}

struct StateCase {
    const char* name;
    BodyState expected;
    BodyState actual;
    bool matches;
};
class BodyStates : public testing::TestWithParam<StateCase> {};

TEST_P(BodyStates, Row) {
    EXPECT_EQ(match_response(with_body(GetParam().expected), with_body(GetParam().actual)).empty(),
              GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(Rows, BodyStates,
                         testing::ValuesIn(std::vector<StateCase>{
                             {"MissingMissing", BodyState::missing, BodyState::missing, true},
                             {"MissingEmpty", BodyState::missing, BodyState::empty, true},
                             {"MissingNull", BodyState::missing, BodyState::null, true},
                             {"MissingPresent", BodyState::missing, BodyState::present, true},
                             {"NullMissing", BodyState::null, BodyState::missing, true},
                             {"NullEmpty", BodyState::null, BodyState::empty, true},
                             {"NullNull", BodyState::null, BodyState::null, true},
                             {"NullPresent", BodyState::null, BodyState::present, false},
                             {"EmptyMissing", BodyState::empty, BodyState::missing, true},
                             {"EmptyEmpty", BodyState::empty, BodyState::empty, true},
                             {"EmptyNull", BodyState::empty, BodyState::null, true},
                             {"EmptyPresent", BodyState::empty, BodyState::present, false},
                             {"PresentMissing", BodyState::present, BodyState::missing, false},
                             {"PresentEmpty", BodyState::present, BodyState::empty, false},
                             {"PresentNull", BodyState::present, BodyState::null, false},
                             {"PresentPresent", BodyState::present, BodyState::present, true},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(BodyOfNull, IsEqualToTheFourBytesThatSayIt) {
    model::Response actual = with_body(BodyState::present);
    actual.body.bytes = "null";
    EXPECT_TRUE(match_response(with_body(BodyState::null), actual).empty());
    Settings core;
    core.strict_compat = true;
    EXPECT_FALSE(match_response(with_body(BodyState::null), actual, core).empty());
}

struct TypeCase {
    const char* name;
    const char* expected_type;
    const char* expected;
    const char* actual_type;
    const char* actual;
    Told told;  // of the body only
};
class BodyTypes : public testing::TestWithParam<TypeCase> {};

model::Response typed(const std::string& type, const std::string& bytes) {
    model::Response response;
    if (!type.empty()) response.headers = {{"Content-Type", {type}}};
    response.body.state = BodyState::present;
    response.body.bytes = bytes;
    return response;
}

TEST_P(BodyTypes, Row) {
    const TypeCase& row = GetParam();
    Mismatches mismatches =
        match_response(typed(row.expected_type, row.expected), typed(row.actual_type, row.actual));
    std::erase_if(mismatches, [](const Mismatch& mismatch) { return mismatch.kind == MismatchKind::header; });
    EXPECT_EQ(told(mismatches), row.told);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BodyTypes,
    testing::ValuesIn(std::vector<TypeCase>{
        {"OtherType",
         "application/json",
         "{}",
         "text/plain",
         "{}",
         {"Expected a body of 'application/json' but the actual content type was 'text/plain'"}},
        {"MoreSpecificActual", "application/json", R"({"a":1})", "application/hal+json", R"({"a":1})", {}},
        {"LessSpecificActual",
         "application/hal+json",
         "{}",
         "application/json",
         "{}",
         {"Expected a body of 'application/hal+json' but the actual content type was 'application/json'"}},
        {"DetectedJson", "", R"({"a":1})", "", R"({"a":1,"b":2})", {}},
        {"DetectedText",
         "",
         "hello",
         "",
         "world",
         {"$: Expected body 'hello' to match 'world' using equality but did not match"}},
        {"Text",
         "text/plain",
         "Hello World!",
         "text/plain",
         "Hello Mars!",
         {"$: Expected body 'Hello World!' to match 'Hello Mars!' using equality but did not match"}},
        {"TextIsExact",
         "text/plain",
         "hello",
         "text/plain",
         "hello\n",
         {"$: Expected body 'hello' to match 'hello\n' using equality but did not match"}},
        {"Binary",
         "image/jpeg",
         "\xff\xd8",
         "image/jpeg",
         "\xff\xd9",
         {"$: Actual body [image/jpeg, 2 bytes, starting with ffd9] is not equal to the expected body "
          "[image/jpeg, 2 bytes, "
          "starting with ffd8]"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(BodyType, FollowsFromTheHeaderThatSaysSo) {
    const Mismatches mismatches = match_response(typed("application/json", "{}"), typed("text/plain", "x"));
    ASSERT_EQ(mismatches.size(), 2u);
    EXPECT_EQ(mismatches[0].kind, MismatchKind::header);
    EXPECT_FALSE(mismatches[0].follows);
    EXPECT_EQ(mismatches[1].kind, MismatchKind::body_type);
    EXPECT_TRUE(mismatches[1].follows);
}

TEST(BodyType, MayDifferWhereARuleOnTheHeaderAllowsIt) {
    model::Response expected = typed("application/json", R"({"a":1})");
    expected.rules.header.push_back({"Content-Type",
                                     {{model::Field{"Content-Type"}}},
                                     {{{model::RegexRule{"application/.*"}}}, model::Combine::all}});
    EXPECT_TRUE(match_response(expected, typed("application/x-thing", R"({"a":1})")).empty());
}

TEST(TextBody, RulesAtTheRootApplyToTheWholeText) {
    model::Response expected = typed("text/plain", "x");
    expected.rules.body.push_back({"$", {}, {{{model::RegexRule{"\\w+, \\w+"}}}, model::Combine::all}});
    EXPECT_TRUE(match_response(expected, typed("text/plain", "hello, world")).empty());
    EXPECT_EQ(told(match_response(expected, typed("text/plain", "hello"))),
              Told{"$: Expected 'hello' to match '\\w+, \\w+'"});
}

TEST(BinaryBody, TypeAllowsEverythingAndTextRulesNeedText) {
    model::Response expected = typed("image/png", "x");
    expected.rules.body.push_back({"$", {}, {{{model::TypeRule{}}}, model::Combine::all}});
    EXPECT_TRUE(match_response(expected, typed("image/png", "\xff\xfe")).empty());
    expected.rules.body[0].list.rules = {{model::IncludeRule{"x"}}};
    EXPECT_EQ(told(match_response(expected, typed("image/png", "\xff\xfe"))),
              Told{"$: Expected the body to satisfy 'include' but it is not text"});
}

}  // namespace
}  // namespace tally::matching
