#include "base/url.h"

#include <gtest/gtest.h>

#include <vector>

namespace tally {
namespace {

struct UrlCase {
    const char* name;
    const char* text;
    const char* scheme;
    const char* userinfo;
    const char* host;
    int port;
    const char* target;
};
class ParseUrl : public testing::TestWithParam<UrlCase> {};
TEST_P(ParseUrl, Row) {
    const UrlCase& row = GetParam();
    const Result<Url> url = parse_url(row.text, "http");
    ASSERT_TRUE(url) << url.error().text();
    EXPECT_EQ(url->scheme, row.scheme);
    EXPECT_EQ(url->userinfo, row.userinfo);
    EXPECT_EQ(url->host, row.host);
    EXPECT_EQ(url->port, row.port);
    EXPECT_EQ(url->target, row.target);
}
INSTANTIATE_TEST_SUITE_P(Rows, ParseUrl,
                         testing::ValuesIn(std::vector<UrlCase>{
                             {"HostOnly", "http://example.com", "http", "", "example.com", 80, "/"},
                             {"Https", "HTTPS://Example.COM/a", "https", "", "example.com", 443, "/a"},
                             {"Port", "http://localhost:9292/x?y=1", "http", "", "localhost", 9292, "/x?y=1"},
                             {"EmptyPort", "http://localhost:/x", "http", "", "localhost", 80, "/x"},
                             {"Userinfo", "https://me:p%40ss@h/", "https", "me:p%40ss", "h", 443, "/"},
                             {"AtSignInPassword", "http://me:p@ss@h/", "http", "me:p@ss", "h", 80, "/"},
                             {"Ipv6", "http://[::1]:8080/a", "http", "", "::1", 8080, "/a"},
                             {"QueryWithoutPath", "http://h?a=1", "http", "", "h", 80, "/?a=1"},
                             {"FragmentIsDropped", "http://h/a?b=1#c", "http", "", "h", 80, "/a?b=1"},
                             {"PathKeepsItsEncoding", "http://h/a%2Fb//c", "http", "", "h", 80, "/a%2Fb//c"},
                             {"SchemeLeftOut", "localhost:9292/x", "http", "", "localhost", 9292, "/x"},
                             {"UrlInTheQuery", "h/x?to=https://o/", "http", "", "h", 80, "/x?to=https://o/"},
                             {"AtSignInPath", "http://h/@me", "http", "", "h", 80, "/@me"},
                         }),
                         [](const auto& row) { return row.param.name; });

struct BadUrlCase {
    const char* name;
    const char* text;
    const char* what;
};
class RefuseUrl : public testing::TestWithParam<BadUrlCase> {};
TEST_P(RefuseUrl, Row) {
    const Result<Url> url = parse_url(GetParam().text);
    ASSERT_FALSE(url);
    EXPECT_NE(url.error().what.find(GetParam().what), std::string::npos) << url.error().text();
}
INSTANTIATE_TEST_SUITE_P(Rows, RefuseUrl,
                         testing::ValuesIn(std::vector<BadUrlCase>{
                             {"Empty", "", "empty"},
                             {"NoScheme", "localhost:80", "no scheme"},
                             {"OtherScheme", "ftp://h/", "neither http nor https"},
                             {"NoHost", "http:///x", "no host"},
                             {"OnlyPort", "http://:80/", "no host"},
                             {"PortZero", "http://h:0/", "1 to 65535"},
                             {"PortTooHigh", "http://h:65536/", "1 to 65535"},
                             {"PortNotANumber", "http://h:80a/", "1 to 65535"},
                             {"OpenBracket", "http://[::1/", "closing"},
                             {"NotIpv6", "http://[abc]/", "IPv6"},
                             {"Blank", "http://h/a b", "blank"},
                             {"LineFeed", "http://h/\r\nHost: x", "control"},
                             {"StrangeHost", "http://h<x>/", "character"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(RefuseUrl, NeverShowsThePassword) {
    const Result<Url> url = parse_url("ftp://me:hunter2@h/");
    ASSERT_FALSE(url);
    EXPECT_EQ(url.error().text().find("hunter2"), std::string::npos) << url.error().text();
}

TEST(UrlText, LeavesOutTheOwnPortAndUserinfo) {
    EXPECT_EQ(parse_url("http://me:x@h:80/a?b#c")->text(), "http://h/a?b");
    EXPECT_EQ(parse_url("https://h:80/")->origin(), "https://h:80");
    EXPECT_EQ(parse_url("http://[::1]:81/a?b")->origin(), "http://[::1]:81");
    EXPECT_EQ(parse_url("http://h/a?b")->path(), "/a");
}

struct JoinCase {
    const char* base;
    const char* path;
    const char* joined;
};
TEST(JoinPaths, HasOneSlashAtTheJoint) {
    for (const JoinCase& row : std::vector<JoinCase>{
             {"", "/x", "/x"},
             {"", "/", "/"},
             {"/", "/", "/"},
             {"/api", "/x", "/api/x"},
             {"/api/", "/x", "/api/x"},
             {"/api", "x", "/api/x"},
             {"/api", "/", "/api"},
             {"/api", "", "/api"},
             {"/api", "/?a=1", "/api?a=1"},
             {"http://h:1", "/", "http://h:1/"},
             {"http://h:1", "/x", "http://h:1/x"},
             {"http://h:1/", "/x", "http://h:1/x"},
             {"http://h:1/api", "/", "http://h:1/api"},
         }) {
        EXPECT_EQ(join_paths(row.base, row.path), row.joined) << row.base << " + " << row.path;
    }
}

struct MaskCase {
    const char* text;
    const char* masked;
};
TEST(MaskedUrl, HidesUserinfoAndSecretParameters) {
    for (const MaskCase& row : std::vector<MaskCase>{
             {"http://h/a?b=1#c", "http://h/a?b=1#c"},
             {"http://me:pw@h/a", "http://***@h/a"},
             {"http://token@h", "http://***@h"},
             {"postgres://me:p/w@h/db", "postgres://***@h/db"},
             {"postgres://me:p?w@h/db", "postgres://***@h/db"},
             {"me:pw@h:80", "***@h:80"},
             {"http://h/@me", "http://h/@me"},
             {"http://h:80/@me", "http://h:80/@me"},
             {"http://h/?access_token=abc&x=1", "http://h/?access_token=***&x=1"},
             {"http://h/\x1b[2J", "http://h/\\x1b[2J"},
             {"", ""},
         }) {
        EXPECT_EQ(masked_url(row.text), row.masked) << row.text;
    }
}

}  // namespace
}  // namespace tally
