#include "base/secrets.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace tally
