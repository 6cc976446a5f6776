#include "checking/looks_like.h"

#include <gtest/gtest.h>

#include <string>

namespace tally::checking {
namespace {

struct Case {
    const char* name;
    std::string text;
    bool timestamp, identifier, random;
};
void PrintTo(const Case& one, std::ostream* stream) {
    *stream << one.name;
}

class LooksLike : public testing::TestWithParam<Case> {};
TEST_P(LooksLike, WhatItIs) {
    EXPECT_EQ(looks_like_timestamp(GetParam().text), GetParam().timestamp);
    EXPECT_EQ(looks_like_identifier(GetParam().text), GetParam().identifier);
    EXPECT_EQ(looks_random(GetParam().text), GetParam().random);
}
INSTANTIATE_TEST_SUITE_P(Rows, LooksLike,
                         testing::ValuesIn(std::vector<Case>{
                             {"Nothing", "", false, false, false},
                             {"Word", "lamp", false, false, false},
                             {"Date", "2024-05-01", true, false, false},
                             {"DateTime", "2024-05-01T10:00", true, false, false},
                             {"DateAndMore", "2024-05-01-draft", false, false, false},
                             {"Uuid", "2f1c8a52-6f0f-4a53-9a3b-0d1f2c3b4a59", false, true, false},
                             {"ObjectId", "507f1f77bcf86cd799439011", false, true, false},
                             {"LongWord", "aaaaaaaaaaaaaaaaaaaaaaaaaa", false, false, false},
                             {"Url", "https://localhost:8080/products/11", false, false, false},
                             {"Random", "Bearer q7Zk2mN9xW4vB8tR1pLs", false, false, true},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(SecretForm, IsSeenByWhatTheTextIs) {
    EXPECT_EQ(secret_form("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.AAAAAAAAAAAAAAAAAAAA"),
              "a JSON web token");
    EXPECT_EQ(secret_form("-----BEGIN EC PRIVATE KEY-----\n"), "a private key");
    EXPECT_EQ(secret_form("AKIA" + std::string(16, 'A')), "an AWS access key");
    EXPECT_EQ(secret_form("Basic dTpodW50ZXIy"), "a user name with its password");
    EXPECT_EQ(secret_form("Basic nothing"), "");
    EXPECT_EQ(secret_form("Bearer token"), "");
}

}  // namespace
}  // namespace tally::checking
