// Who may do what: two pairs of credentials and what is open to everybody.
#include "api/broker_fixture.h"
#include "base/encoding.h"
#include "routes.h"
#include "support/golden.h"

namespace tally::testing_support {

namespace {

const web::Credentials kWriter{"writer", "pass:word"};
const web::Credentials kReader{"reader", "sécret"};

std::string basic(const std::string& username, const std::string& password) {
    return "Basic " + encoding::base64(username + ":" + password);
}
std::string basic(const web::Credentials& credentials) {
    return basic(credentials.username, credentials.password);
}

Settings protected_settings() {
    Settings settings;
    settings.protection.read_write = kWriter;
    settings.protection.read_only = kReader;
    return settings;
}

class ProtectedBroker : public BrokerTest {
  protected:
    explicit ProtectedBroker(Settings settings = protected_settings()) : BrokerTest(std::move(settings)) {}

    int status(const std::string& method, const std::string& target, const std::string& authorization = {},
               const std::string& accept = "*/*") {
        http::Request request{method, target, {{"Accept", accept}}, {}, {}};
        if (!authorization.empty()) request.headers.set("Authorization", authorization);
        if (method == "PUT" || method == "POST") {
            request.headers.set("Content-Type", "application/json");
            request.body = "{}";
        }
        return send(request).status();
    }
};

// "401", or whatever else the broker says once the request has passed.
struct PermissionCase {
    const char* name;
    const char* method;
    const char* target;
    bool anybody_may;
    bool reader_may;
    bool writer_may = true;
};
class Permissions : public ProtectedBroker, public testing::WithParamInterface<PermissionCase> {};
TEST_P(Permissions, Row) {
    const auto& row = GetParam();
    EXPECT_EQ(status(row.method, row.target) != 401, row.anybody_may);
    EXPECT_EQ(status(row.method, row.target, basic(kReader)) != 401, row.reader_may);
    EXPECT_EQ(status(row.method, row.target, basic(kWriter)) != 401, row.writer_may);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Permissions,
    testing::ValuesIn(std::vector<PermissionCase>{
        {"Get", "GET", "/", false, true},
        {"Options", "OPTIONS", "/pacticipants", false, true},
        {"HeadWhichIsOfferedNowhere", "HEAD", "/pacticipants", false, true},
        {"Put", "PUT", "/pacticipants/a/versions/1", false, false},
        {"Post", "POST", "/contracts/publish", false, false},
        {"Patch", "PATCH", "/pacticipants/a", false, false},
        {"Delete", "DELETE", "/pacticipants/a", false, false},
        {"UnknownMethod", "PURGE", "/pacticipants", false, false},
        {"AQuestionWithABody", "POST", "/pacts/provider/a/for-verification", false, true},
        {"AQuestionWithAnEnding", "POST", "/pacts/provider/a/for-verification.json", false, true},
        {"TakingOverARun", "POST", "/providers/a/owed/leases", false, false},
        {"AnErrorOnDemand", "POST", "/test/error", false, false},
        {"NoSuchPath", "GET", "/nowhere", false, true},
        {"NoSuchPathToWriteTo", "POST", "/nowhere", false, false},
        {"NotAPath", "GET", "/pacts//x", false, true},
        {"Heartbeat", "GET", "/diagnostic/status/heartbeat", false, true},
        {"Dependencies", "GET", "/diagnostic/status/dependencies", false, true},
        {"Badge", "GET", "/pacts/provider/a/consumer/b/latest/badge.svg", false, true},
    }),
    [](const auto& row) { return row.param.name; });

struct HeaderCase {
    const char* name;
    std::string authorization;
    int status;
};
class AuthorizationHeader : public ProtectedBroker, public testing::WithParamInterface<HeaderCase> {};
TEST_P(AuthorizationHeader, Row) {
    EXPECT_EQ(status("GET", "/pacticipants", GetParam().authorization), GetParam().status);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, AuthorizationHeader,
    testing::ValuesIn(std::vector<HeaderCase>{
        {"Right", basic(kWriter), 200},
        {"PasswordWithColonAndOtherLetters", basic(kReader), 200},
        {"SchemeInOtherCase", "bAsIc " + encoding::base64("writer:pass:word"), 200},
        {"SeveralBlanks", "Basic   " + encoding::base64("writer:pass:word"), 200},
        {"WrongPassword", basic("writer", "password"), 401},
        {"StartOfThePassword", basic("writer", "pass"), 401},
        {"MoreThanThePassword", basic("writer", "pass:word!"), 401},
        {"WrongName", basic("Writer", "pass:word"), 401},
        {"PasswordOfTheOther", basic("writer", kReader.password), 401},
        {"NothingInIt", basic("", ""), 401},
        {"NoColon", "Basic " + encoding::base64("writer"), 401},
        {"NotBase64", "Basic writer:pass:word", 401},
        {"NoValue", "Basic", 401},
        {"Token", "Bearer " + encoding::base64("writer:pass:word"), 401},
    }),
    [](const auto& row) { return row.param.name; });

// What is open, and what stays closed although it is near.
struct PublicCase {
    const char* name;
    void (*open)(web::Protection&);
    std::vector<std::pair<const char*, const char*>> anybody_may;
    std::vector<std::pair<const char*, const char*>> nobody_may;
};
class PublicBroker : public ProtectedBroker {
  public:
    explicit PublicBroker(Settings settings) : ProtectedBroker(std::move(settings)) {}
    void TestBody() override {}
    using ProtectedBroker::status;
};
class PublicAccess : public testing::TestWithParam<PublicCase> {};
TEST_P(PublicAccess, Row) {
    auto settings = protected_settings();
    GetParam().open(settings.protection);
    PublicBroker broker(settings);
    for (const auto& [method, target] : GetParam().anybody_may)
        EXPECT_NE(broker.status(method, target), 401) << method << " " << target;
    for (const auto& [method, target] : GetParam().nobody_may)
        EXPECT_EQ(broker.status(method, target), 401) << method << " " << target;
}
INSTANTIATE_TEST_SUITE_P(
    Rows, PublicAccess,
    testing::ValuesIn(std::vector<PublicCase>{
        {"Reading",
         [](web::Protection& protection) { protection.public_read = true; },
         {{"GET", "/"}, {"OPTIONS", "/pacticipants"}, {"POST", "/pacts/provider/a/for-verification"},
          {"GET", "/diagnostic/status/heartbeat"}, {"GET", "/nowhere"}},
         {{"POST", "/contracts/publish"}, {"DELETE", "/pacticipants/a"}, {"POST", "/providers/a/owed/leases"}}},
        {"Heartbeat",
         [](web::Protection& protection) { protection.public_heartbeat = true; },
         {{"GET", "/diagnostic/status/heartbeat"}},
         {{"GET", "/diagnostic/status/dependencies"}, {"GET", "/"}, {"GET", "/pacts/latest"}}},
        {"Badges",
         [](web::Protection& protection) { protection.public_badges = true; },
         {{"GET", "/pacts/provider/a/consumer/b/latest/badge.svg"},
          {"GET", "/pacticipants/a/main-branch/can-i-merge/badge"},
          {"GET", "/matrix/provider/a/latest/x/consumer/b/latest/y/badge"}},
         {{"GET", "/pacts/provider/a/consumer/b/latest"}, {"GET", "/pacticipants/badge"},
          {"GET", "/pacticipants/a/branches/badge"}, {"GET", "/badge.svg"}}},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(ProtectedBroker, NothingIsReachedOrWrittenWithoutCredentials) {
    for (const auto& route : routes()) {
        for (const auto& operation : route.operations) {
            EXPECT_EQ(status(std::string(operation.method), std::string(route.path)), 401) << route.path;
        }
    }
    EXPECT_EQ(status("PUT", "/pacticipants/a/versions/1", basic(kReader)), 401);
    EXPECT_EQ(status("GET", "/pacticipants/a", basic(kReader)), 404);
    EXPECT_EQ(status("PUT", "/pacticipants/a/versions/1", basic(kWriter)), 201);
    EXPECT_EQ(status("GET", "/pacticipants/a", basic(kReader)), 200);
}

TEST_F(ProtectedBroker, SaysWhatIsMissing) {
    struct Said {
        const char* method;
        std::string authorization;
        const char* accept;
    };
    std::string all;
    for (const auto& [method, authorization, accept] :
         {Said{"GET", "", "*/*"}, Said{"GET", "", "application/hal+json, application/problem+json"},
          Said{"GET", basic("writer", "guess"), "*/*"}, Said{"GET", "Bearer abc", "*/*"},
          Said{"DELETE", basic(kReader), "application/problem+json"}}) {
        http::Request request{method, "/pacticipants", {{"Accept", accept}}, {}, {}};
        if (!authorization.empty()) request.headers.set("Authorization", authorization);
        const auto reply = send(request);
        all += std::string(method) + " with '" + authorization + "' accepting " + accept + "\n" +
               std::to_string(reply.status()) + " " + reply.header("WWW-Authenticate") + "\n" +
               reply.header("Content-Type") + "\n" + reply.response.body + "\n\n";
    }
    EXPECT_TRUE(matches_golden("broker/credentials.txt", all));
}

class ReadOnlyBroker : public ProtectedBroker {
  protected:
    ReadOnlyBroker() : ProtectedBroker([] {
        auto settings = protected_settings();
        settings.protection.read_write.reset();
        return settings;
    }()) {}
};
TEST_F(ReadOnlyBroker, LetsNobodyWrite) {
    EXPECT_EQ(status("GET", "/pacticipants", basic(kReader)), 200);
    for (const auto& credentials : {basic(kReader), basic(kWriter), basic("", ""), std::string()})
        EXPECT_EQ(status("PUT", "/pacticipants/a/versions/1", credentials), 401);
}

class OpenBroker : public BrokerTest {};
TEST_F(OpenBroker, IgnoresCredentials) {
    EXPECT_EQ(send({"GET", "/", {{"Authorization", "Basic !"}}, {}, {}}).status(), 200);
}

}  // namespace

}  // namespace tally::testing_support
