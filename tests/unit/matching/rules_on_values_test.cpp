// Every matcher on JSON values and on texts, with the sentences people see.
#include "matching/apply_rule.h"
#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

model::MatchingRule matcher(const std::string& text) {
    const auto request = request_of(R"({"matchingRules":{"path":{"matchers":[)" + text + "]}}}");
    return request.rules.path.rules.at(0);
}

struct ValueCase {
    const char* name;
    const char* rule;
    const char* expected;
    const char* actual;
    const char* complaint;  // "": satisfied
};
class RuleOnValue : public testing::TestWithParam<ValueCase> {};

TEST_P(RuleOnValue, Row) {
    const ValueCase& row = GetParam();
    const Complaint complaint = check_value(matcher(row.rule), json::parse(row.expected).value(),
                                            json::parse(row.actual).value(), {});
    EXPECT_EQ(complaint.value_or(""), row.complaint);
}

constexpr const char* digits = R"({"match":"regex","regex":"\\d+"})";

INSTANTIATE_TEST_SUITE_P(
    Rows, RuleOnValue,
    testing::ValuesIn(std::vector<ValueCase>{
        {"EqualityOk", R"({"match":"equality"})", "\"a\"", "\"a\"", ""},
        {"Equality", R"({"match":"equality"})", "\"b\"", "\"c\"",
         "Expected 'c' (String) to be equal to 'b' (String)"},
        {"EqualityOfKinds", R"({"match":"equality"})", "1", "1.0",
         "Expected 1.0 (Decimal) to be equal to 1 (Integer)"},
        {"TypeOk", R"({"match":"type"})", "\"a\"", "\"b\"", ""},
        {"TypeOfNumbers", R"({"match":"type"})", "1", "1.5", ""},
        {"TypeNullNull", R"({"match":"type"})", "null", "null", ""},
        {"TypeNull", R"({"match":"type"})", "1", "null",
         "Expected null (Null) to be the same type as 1 (Integer)"},
        {"Type", R"({"match":"type"})", "1", "\"100\"",
         "Expected '100' (String) to be the same type as 1 (Integer)"},
        {"TypeContainer", R"({"match":"type"})", "1", "[1]",
         "Expected [1] (Array) to be the same type as 1 (Integer)"},
        {"RegexOk", digits, "1", "100", ""},
        {"RegexString", digits, "1", "\"9999X\"", "Expected '9999X' to match '\\d+'"},
        {"RegexContainer", R"({"match":"regex","regex":"\\[.*\\]"})", "1", "[1,2]", ""},
        {"RegexIsWhole", R"({"match":"regex","regex":"a|ab"})", "\"a\"", "\"ab\"", ""},
        {"IncludeOk", R"({"match":"include","value":"a"})", "\"\"", "\"cat\"", ""},
        {"Include", R"({"match":"include","value":"a"})", "\"\"", "\"dog\"", "Expected 'dog' to include 'a'"},
        {"IncludeNumber", R"({"match":"include","value":"1"})", "0", "210", ""},
        {"NumberOk", R"({"match":"number"})", "1", "-1.5", ""},
        {"NumberText", R"({"match":"number"})", "1", "\"100\"", "Expected '100' (String) to be a number"},
        {"NumberBoolean", R"({"match":"number"})", "1", "true", "Expected true (Boolean) to be a number"},
        {"IntegerOk", R"({"match":"integer"})", "1", "-7", ""},
        {"IntegerFraction", R"({"match":"integer"})", "1", "100.1",
         "Expected 100.1 (Decimal) to be an integer"},
        {"IntegerPointZero", R"({"match":"integer"})", "1", "1.0", "Expected 1.0 (Decimal) to be an integer"},
        {"IntegerExponent", R"({"match":"integer"})", "1", "1e3", "Expected 1e3 (Decimal) to be an integer"},
        {"IntegerList", R"({"match":"integer"})", "\"a\"", "[]", "Expected [] (Array) to be an integer"},
        {"DecimalOk", R"({"match":"decimal"})", "1", "100.1234", ""},
        {"DecimalInteger", R"({"match":"decimal"})", "1", "100",
         "Expected 100 (Integer) to be a decimal number"},
        {"DecimalNull", R"({"match":"decimal"})", "1", "null", "Expected null (Null) to be a decimal number"},
        {"NullOk", R"({"match":"null"})", "1", "null", ""},
        {"Null", R"({"match":"null"})", "1", "\"\"", "Expected '' (String) to be a null value"},
        {"BooleanOk", R"({"match":"boolean"})", "true", "false", ""},
        {"BooleanText", R"({"match":"boolean"})", "true", "\"true\"", ""},
        {"Boolean", R"({"match":"boolean"})", "true", "\"\"", "Expected '' (String) to match a boolean"},
        {"DateOk", R"({"match":"date","format":"yyyy-MM-dd"})", "\"\"", "\"2023-07-19\"", ""},
        {"Date", R"({"match":"date","format":"yyyy-MM-dd"})", "\"\"", "\"23/07/19\"",
         "Expected '23/07/19' to match a date pattern of 'yyyy-MM-dd'"},
        {"DateDefault", R"({"match":"datetime"})", "\"\"", "\"2020-01-01T10:00:00Z\"", ""},
        {"ValuesIsEquality", R"({"match":"values"})", "1", "2",
         "Expected 2 (Integer) to be equal to 1 (Integer)"},
        {"NotEmptyOk", R"({"match":"notEmpty"})", "\"a\"", "0", ""},
        {"NotEmptyFalse", R"({"match":"notEmpty"})", "\"a\"", "false", ""},
        {"NotEmptyText", R"({"match":"notEmpty"})", "\"a\"", "\"\"", "Expected '' (String) to not be empty"},
        {"NotEmptyNull", R"({"match":"notEmpty"})", "\"a\"", "null", "Expected null (Null) to not be empty"},
        {"NotEmptyList", R"({"match":"notEmpty"})", "\"a\"", "[]", "Expected [] (Array) to not be empty"},
        {"SemverOk", R"({"match":"semver"})", "\"1.0.0\"", "\"1.2.3-rc.1+b\"", ""},
        {"Semver", R"({"match":"semver"})", "\"1.0.0\"", "\"1.2\"", "'1.2' is not a valid semantic version"},
        {"StatusCodeIsIgnored", R"({"match":"statusCode"})", "1", "\"x\"", ""},
        {"EachKeyIsIgnored", R"({"match":"eachKey"})", "1", "\"x\"", ""},
        {"ArrayContainsIsIgnored", R"({"match":"arrayContains","variants":[]})", "1", "\"x\"", ""},
        {"Unknown", R"({"match":"credit"})", "1", "1",
         "The matcher 'credit' is not known, so nothing can be compared with it"},
    }),
    [](const auto& row) { return row.param.name; });

struct TextCase {
    const char* name;
    const char* rule;
    const char* expected;
    const char* actual;
    bool satisfied;
    bool satisfied_by_core;
};
class RuleOnText : public testing::TestWithParam<TextCase> {};

TEST_P(RuleOnText, Row) {
    const TextCase& row = GetParam();
    Settings core;
    core.strict_compat = true;
    EXPECT_EQ(!check_text(matcher(row.rule), row.expected, row.actual, {}), row.satisfied);
    EXPECT_EQ(!check_text(matcher(row.rule), row.expected, row.actual, core), row.satisfied_by_core);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, RuleOnText,
    testing::ValuesIn(std::vector<TextCase>{
        {"Equality", R"({"match":"equality"})", "a", "b", false, false},
        {"Type", R"({"match":"type"})", "a", "", true, true},
        {"Regex", digits, "1", "12", true, true},
        {"RegexRest", digits, "1", "12x", false, false},
        {"Include", R"({"match":"include","value":"b"})", "", "abc", true, true},
        {"Number", R"({"match":"number"})", "1", "1e5", true, true},
        {"NumberPoint", R"({"match":"number"})", "1", ".5", true, true},
        {"NumberPlus", R"({"match":"number"})", "1", "+1", true, true},
        {"NumberWord", R"({"match":"number"})", "1", "x", false, false},
        {"NumberInfinity", R"({"match":"number"})", "1", "inf", false, true},
        {"NumberNan", R"({"match":"number"})", "1", "NaN", false, true},
        {"Integer", R"({"match":"integer"})", "1", "00", true, true},
        {"IntegerPlus", R"({"match":"integer"})", "1", "+1", true, true},
        {"IntegerMinus", R"({"match":"integer"})", "1", "-1", true, false},
        {"IntegerFraction", R"({"match":"integer"})", "1", "1.0", false, false},
        {"IntegerEmpty", R"({"match":"integer"})", "1", "", false, false},
        {"Decimal", R"({"match":"decimal"})", "1", "100", true, true},
        {"Null", R"({"match":"null"})", "1", "", false, false},
        {"BooleanTrue", R"({"match":"boolean"})", "1", "true", true, true},
        {"BooleanUpper", R"({"match":"boolean"})", "1", "TRUE", false, false},
        {"Time", R"({"match":"time"})", "1", "10:00:00", true, true},
        {"StatusCode", R"({"match":"statusCode","status":"success"})", "1", "204", true, true},
        {"StatusCodeWord", R"({"match":"statusCode"})", "1", "x", false, false},
        {"NotEmpty", R"({"match":"notEmpty"})", "1", "", false, false},
        {"Semver", R"({"match":"semver"})", "1", "01.0.0", false, false},
        {"EachKey", R"({"match":"eachKey"})", "1", "x", false, false},
        {"ArrayContains", R"({"match":"arrayContains","variants":[]})", "1", "x", false, false},
        {"Unknown", R"({"match":"credit"})", "1", "1", false, false},
    }),
    [](const auto& row) { return row.param.name; });

struct StatusCase {
    const char* name;
    const char* rule;
    int actual;
    bool satisfied;
};
class RuleOnStatus : public testing::TestWithParam<StatusCase> {};

TEST_P(RuleOnStatus, Row) {
    EXPECT_EQ(!check_status(matcher(GetParam().rule), 200, GetParam().actual, {}), GetParam().satisfied);
}

INSTANTIATE_TEST_SUITE_P(Rows, RuleOnStatus,
                         testing::ValuesIn(std::vector<StatusCase>{
                             {"Info", R"({"match":"statusCode","status":"info"})", 101, true},
                             {"Success", R"({"match":"statusCode","status":"success"})", 300, false},
                             {"Redirect", R"({"match":"statusCode","status":"redirect"})", 302, true},
                             {"ClientError", R"({"match":"statusCode","status":"clientError"})", 404, true},
                             {"ServerError", R"({"match":"statusCode","status":"serverError"})", 404, false},
                             {"NonError", R"({"match":"statusCode","status":"nonError"})", 399, true},
                             {"Error", R"({"match":"statusCode","status":"error"})", 500, true},
                             {"List", R"({"match":"statusCode","status":[200,201]})", 201, true},
                             {"NotInList", R"({"match":"statusCode","status":[200,201]})", 202, false},
                             {"Regex", R"({"match":"regex","regex":"2\\d\\d"})", 204, true},
                             {"Type", R"({"match":"type"})", 500, true},
                             {"Integer", R"({"match":"integer"})", 500, true},
                             {"Decimal", R"({"match":"decimal"})", 200, false},
                             {"Equality", R"({"match":"equality"})", 201, false},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(Rules, AnInvalidPatternIsAMismatchThatSaysSo) {
    const Complaint complaint = check_text({model::RegexRule{"[a"}}, "a", "a", {});
    ASSERT_TRUE(complaint);
    EXPECT_NE(complaint->find("invalid pattern '[a'"), std::string::npos);
}

TEST(Rules, ACatastrophicPatternIsAMismatchThatSaysSo) {
    const Complaint complaint = check_text({model::RegexRule{"(x+x+)+y"}}, "x", std::string(5000, 'x'), {});
    ASSERT_TRUE(complaint);
}

}  // namespace
}  // namespace tally::matching
