#include <gtest/gtest.h>

#include "base/json.h"

namespace tally::json {
namespace {

constexpr const char* kDocument =
    "{\n"
    "  \"a\": [1, {\"b\\n\": \"x\"}, [ ]],\n"
    "  \"twice\": 1, \"twice\": {\"c\": 2},\n"
    "  \"\u00e9\": [\"]\", -1.5e3 , null]\n"
    "}";

struct LocateCase {
    const char* name;
    Pointer pointer;
    std::size_t line, column;
};
class JsonLocate : public testing::TestWithParam<LocateCase> {};
TEST_P(JsonLocate, Row) {
    const Position position = locate(kDocument, GetParam().pointer);
    EXPECT_EQ(position.line, GetParam().line);
    EXPECT_EQ(position.column, GetParam().column);
}

using S = std::string;
INSTANTIATE_TEST_SUITE_P(Rows, JsonLocate,
                         testing::ValuesIn(std::vector<LocateCase>{
                             {"Root", {}, 1, 1},
                             {"Member", {S("a")}, 2, 8},
                             {"Item", {S("a"), std::size_t(1)}, 2, 12},
                             {"EscapedName", {S("a"), std::size_t(1), S("b\n")}, 2, 20},
                             {"EmptyArray", {S("a"), std::size_t(2)}, 2, 26},
                             {"LastOfEqualNames", {S("twice"), S("c")}, 3, 30},
                             {"BehindBracketsInStrings", {S("\u00e9"), std::size_t(2)}, 4, 23},
                             {"AbsentMember", {S("a"), std::size_t(1), S("nothing"), S("more")}, 2, 12},
                             {"AbsentItem", {S("a"), std::size_t(3)}, 2, 8},
                             {"IndexIntoObject", {std::size_t(0)}, 1, 1},
                             {"NameIntoScalar", {S("a"), std::size_t(0), S("x")}, 2, 9},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(JsonLocate, EndsOnTextThatIsNotJson) {
    for (const char* text :
         {"", "{", "{\"a", "{\"a\"", "{\"a\":", "[", "[1,", "{\"a\" \"b\"}", "[[[", "]", "\"\\"}) {
        locate(text, {S("a"), std::size_t(3)});
        locate(text, {std::size_t(3), S("a")});
    }
}

}  // namespace
}  // namespace tally::json
