#include <gtest/gtest.h>

#include <limits>

#include "base/json.h"

namespace tally::json {
namespace {

TEST(JsonNumber, KeepsItsTextAndKnowsItsKind) {
    struct Row {
        const char* text;
        Kind kind;
    };
    for (const Row& row : std::vector<Row>{{"0", Kind::integer},
                                           {"-1", Kind::integer},
                                           {"18446744073709551615", Kind::integer},
                                           {"18446744073709551616", Kind::decimal},
                                           {"-9223372036854775808", Kind::integer},
                                           {"-9223372036854775809", Kind::decimal},
                                           {"1.0", Kind::decimal},
                                           {"1e2", Kind::decimal},
                                           {"1.00", Kind::decimal}}) {
        const Value value = Value::number(row.text);
        EXPECT_EQ(value.kind(), row.kind) << row.text;
        EXPECT_EQ(*value.number_text(), row.text);
        EXPECT_EQ(to_text(value), row.text);
    }
}

TEST(JsonNumber, RefusesTextThatIsNone) {
    for (const char* text : {"", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x1", "1 ", "NaN"}) {
        EXPECT_THROW(static_cast<void>(Value::number(text)), std::logic_error) << text;
    }
}

struct EqualityCase {
    const char* name;
    const char* a;
    const char* b;
    bool equal;
};
class JsonEquality : public testing::TestWithParam<EqualityCase> {};
TEST_P(JsonEquality, Row) {
    const Result<Value> a = parse(GetParam().a), b = parse(GetParam().b);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(*a == *b, GetParam().equal);
    EXPECT_EQ(*b == *a, GetParam().equal);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, JsonEquality,
    testing::ValuesIn(std::vector<EqualityCase>{
        {"IntegerIsNotDecimal", "1", "1.0", false},
        {"TrailingZeros", "1.0", "1.00", true},
        {"ExponentOrDigits", "100.0", "1e2", true},
        {"SignOfExponent", "1E+2", "10e1", true},
        {"SmallNumbers", "0.001", "1e-3", true},
        {"SignOfZero", "-0.0", "0.0", true},
        {"ZeroWithExponent", "0.0", "0e99999999999999999999", true},
        {"Sign", "-1.5", "1.5", false},
        {"BeyondDoubles", "0.1", "0.10000000000000000001", false},
        {"LargeIntegers", "18446744073709551616", "18446744073709551617", false},
        {"LargeIntegersEqual", "18446744073709551616", "18446744073709551616.0", true},
        {"HugeExponentsSame", "1e-99999999999999999999", "1e-99999999999999999999", true},
        {"HugeExponentsDiffer", "1e-99999999999999999999", "1e-99999999999999999998", false},
        {"HugeExponentWithZeros", "1e-0099999999999999999999", "1E-99999999999999999999", true},
        {"OrderOfMembers", R"({"a":1,"b":2})", R"({"b":2,"a":1})", true},
        {"OtherMembers", R"({"a":1,"b":2})", R"({"a":1,"c":2})", false},
        {"OrderOfItems", "[1,2]", "[2,1]", false},
        {"NullIsNotAbsent", R"({"a":null})", "{}", false},
        {"NumberIsNotString", "1", "\"1\"", false},
        {"EscapesOfStrings", R"("\u00e9\/")", "\"\u00e9/\"", true},
    }),
    [](const auto& row) { return row.param.name; });

TEST(JsonInteger, IsGivenWhenItFits) {
    EXPECT_EQ(Value::number("-9223372036854775808").integer(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(Value(std::uint64_t(18446744073709551615u)).integer(), std::nullopt);
    EXPECT_EQ(Value::number("1.0").integer(), std::nullopt);
    EXPECT_EQ(Value("1").integer(), std::nullopt);
}

TEST(JsonDouble, IsRounded) {
    EXPECT_EQ(Value::number("1.5e1").as_double(), 15.0);
    EXPECT_EQ(Value(7).as_double(), 7.0);
    EXPECT_EQ(Value::number("1e400").as_double(), std::numeric_limits<double>::infinity());
    EXPECT_EQ(Value::number("-1e-400").as_double(), 0.0);
    EXPECT_EQ(Value("1").as_double(), std::nullopt);
}

TEST(JsonKind, HasTheWordsOfMismatches) {
    EXPECT_EQ(kind_name(Value().kind()), "Null");
    EXPECT_EQ(kind_name(Value(true).kind()), "Boolean");
    EXPECT_EQ(kind_name(Value(1).kind()), "Integer");
    EXPECT_EQ(kind_name(Value::number("1.5").kind()), "Decimal");
    EXPECT_EQ(kind_name(Value("").kind()), "String");
    EXPECT_EQ(kind_name(Value(Array()).kind()), "Array");
    EXPECT_EQ(kind_name(Value(Object()).kind()), "Object");
}

Object object_of(std::size_t count) {
    Object object;
    for (std::size_t i = 0; i < count; ++i) object.set("name" + std::to_string(i), Value(std::uint64_t(i)));
    return object;
}

// Below and above the size at which an index is made.
class JsonObject : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Sizes, JsonObject, testing::Values(1, 32, 33, 34, 1000));

TEST_P(JsonObject, FindsEveryMemberAndNoOther) {
    const Object object = object_of(GetParam());
    ASSERT_EQ(object.size(), GetParam());
    for (std::size_t i = 0; i < GetParam(); ++i) {
        const Value* value = object.find("name" + std::to_string(i));
        ASSERT_NE(value, nullptr);
        EXPECT_EQ(value->integer(), static_cast<std::int64_t>(i));
    }
    EXPECT_EQ(object.find("name"), nullptr);
    EXPECT_FALSE(object.contains(""));
}

TEST_P(JsonObject, SurvivesCopyAndMove) {
    Object original = object_of(GetParam());
    Object copy = original;
    copy.set("name0", "changed");
    copy.set("new", true);
    EXPECT_EQ(original.find("name0")->integer(), 0);
    EXPECT_EQ(original.find("new"), nullptr);

    Object moved = std::move(copy);
    EXPECT_EQ(*moved.find("name0")->string(), "changed");
    EXPECT_TRUE(moved.contains("new"));
    copy = Object{{"fresh", 1}};
    EXPECT_TRUE(copy.contains("fresh"));
    original = moved;
    EXPECT_TRUE(original == moved);
}

TEST_P(JsonObject, ErasesAndKeepsTheOrder) {
    Object object = object_of(GetParam());
    EXPECT_TRUE(object.erase("name0"));
    EXPECT_FALSE(object.erase("name0"));
    EXPECT_EQ(object.size(), GetParam() - 1);
    std::size_t expected = 1;
    for (const Member& member : object) {
        EXPECT_EQ(member.name, "name" + std::to_string(expected++));
        EXPECT_EQ(object.find(member.name), &member.value);
    }
}

TEST(JsonObject, ReplacesInPlace) {
    Object object{{"a", 1}, {"b", 2}};
    object.set("a", 3);
    EXPECT_EQ(to_text(object), R"({"a":3,"b":2})");
}

TEST(JsonObject, MayBeSetFromItsOwnMember) {
    Object object = object_of(32);
    object.set("copy", *object.find("name5"));
    EXPECT_EQ(object.find("copy")->integer(), 5);
}

TEST(JsonSorted, SortsNamesByBytesAtEveryLevel) {
    const Result<Value> value = parse(R"({"b":[{"z":1,"a":2}],"B":{},"":0,"é":1})");
    EXPECT_EQ(to_text(sorted(*value)), R"({"":0,"B":{},"b":[{"a":2,"z":1}],"é":1})");
}

}  // namespace
}  // namespace tally::json
