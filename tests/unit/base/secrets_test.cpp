#include "base/secrets.h"

#include <gtest/gtest.h>

#include <vector>

namespace tally {
namespace {

TEST(SecretNames, AreKnownInAnyCase) {
    for (const char* name : {"Authorization", "PROXY-AUTHORIZATION", "cookie", "Set-Cookie", "X-Auth-Token",
                             "client_secret", "X-API-Key", "dbPassword", "access_token"}) {
        EXPECT_TRUE(is_secret_name(name)) << name;
    }
}

TEST(SecretNames, AreNoOthers) {
    for (const char* name :
         {"", "Accept", "Content-Type", "X-Authorization-Time", "Cookies-Accepted", "pass"}) {
        EXPECT_FALSE(is_secret_name(name)) << name;
    }
}

TEST(Masked, HidesTheWholeValueOfASecretOnly) {
    EXPECT_EQ(masked("Authorization", "Bearer abc"), "***");
    EXPECT_EQ(masked("Accept", "text/plain"), "text/plain");
}

struct Json {
    const char* name;
    const char* text;
    const char* masked;
};
class MaskedJson : public testing::TestWithParam<Json> {};
TEST_P(MaskedJson, Row) {
    EXPECT_EQ(masked_json(GetParam().text), GetParam().masked);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, MaskedJson,
    testing::ValuesIn(std::vector<Json>{
        {"KeepsTheRestAsWritten", R"( { "a" : 1.10,"password" : "x" , "b":[ ] } )",
         R"( { "a" : 1.10,"password" : "***" , "b":[ ] } )"},
        {"AnyKindOfValue", R"([{"token":1},{"token":null},{"token":[{"a":"]"}]},{"token":{"b":"}\""}}])",
         R"([{"token":"***"},{"token":"***"},{"token":"***"},{"token":"***"}])"},
        {"QuotesInTheValue", R"({"secret":"a\"b\\","c":"d"})", R"({"secret":"***","c":"d"})"},
        {"EscapedName", R"({"tok\u0065n":"x"})", R"({"tok\u0065n":"***"})"},
        {"DeepInside", R"({"a":[{"b":{"apiKey":"x"}}]})", R"({"a":[{"b":{"apiKey":"***"}}]})"},
        {"NotAValueOfThatText", R"({"a":"password","b":"token: x"})", R"({"a":"password","b":"token: x"})"},
        {"CutInTheValue", R"({"token":"abc)", R"({"token":"***")"},
        {"CutBeforeTheValue", R"({"token":)", R"({"token":"***")"},
        {"CutInTheName", R"({"token)", R"({"token)"},
        {"CutAfterABackslash", "{\"token\":\"a\\", R"({"token":"***")"},
        {"LinesOfJson", "{\"token\":1}\n{\"token\":2}\n", "{\"token\":\"***\"}\n{\"token\":\"***\"}\n"},
        {"ByteOrderMark", "\xEF\xBB\xBF{\"token\":1}", "\xEF\xBB\xBF{\"token\":\"***\"}"},
        {"OtherText", R"(say "token": x)", R"(say "token": x)"},
        {"Nothing", "", ""},
    }),
    [](const auto& row) { return row.param.name; });

TEST(MaskedJsonInside, IsFoundWithinOtherText) {
    EXPECT_EQ(masked_json_inside(R"(Expected {"token":"x","a":1} to be 'y')"),
              R"(Expected {"token":"***","a":1} to be 'y')");
}

TEST(MaskedForm, KeepsWhatIsNoSecret) {
    EXPECT_EQ(masked_form("user=me&password=x%26y&api%5Fkey=1&page=2"),
              "user=me&password=***&api%5Fkey=***&page=2");
    EXPECT_EQ(masked_form("token"), "token");
    EXPECT_EQ(masked_form(""), "");
}

}  // namespace
}  // namespace tally
