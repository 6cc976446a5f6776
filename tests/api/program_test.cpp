// contract-broker as a program: over sockets, with hostile clients, started and stopped.
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <iterator>

#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"
#include "http/client.h"
#include "http/httplib_client.h"
#include "support/golden.h"
#include "support/raw_client.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::testing_support {

namespace {

class BrokerProgram : public testing::Test {
  protected:
    Command command(std::vector<std::string> more = {}) {
        std::vector<std::string> arguments{"contract-broker", "--port", "0", "--database",
                                           (folder_ / "broker.sqlite").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return {.arguments = std::move(arguments), .environment = {{"PACT_BROKER_BASE_URL", ""}}};
    }
    static http::Response send(const std::string& url, http::Request request) {
        auto response = http::http_client({})->send(url, request, {});
        EXPECT_TRUE(response) << response.error().text();
        return response ? *response : http::Response{0, {}, {}};
    }
    static int heartbeat(const std::string& url) {
        return send(url, {"GET", "/diagnostic/status/heartbeat", {}, {}, {}}).status;
    }
    TemporaryFolder folder_;
};

TEST_F(BrokerProgram, ServesUntilItIsTerminated) {
    for (const int signal : {SIGTERM, SIGINT}) {
        RunningProgram program(command());
        const auto url = listening_url(program);
        const auto index = send(url, {"GET", "/", {}, {}, {}});
        EXPECT_EQ(index.headers.value_or("Content-Type", ""), "application/hal+json;charset=utf-8");
        EXPECT_NE(index.body.find(url + "/contracts/publish"), std::string::npos);
        program.kill(signal);
        const auto outcome = program.wait();
        EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
        EXPECT_FALSE(outcome.timed_out);
    }
}

TEST_F(BrokerProgram, KeepsItsDataFromStartToStart) {
    const http::Request publish{"PUT",
                                "/pacts/provider/Bar/consumer/Foo/version/1",
                                {{"Content-Type", "application/json"}},
                                R"({"interactions":[]})",
                                {}};
    {
        RunningProgram program(command());
        EXPECT_EQ(send(listening_url(program), publish).status, 201);
        program.kill(SIGTERM);
        program.wait();
    }
    RunningProgram program(command());
    EXPECT_EQ(send(listening_url(program), publish).status, 200);
}

TEST_F(BrokerProgram, LoadsTheClientLibraryOfPostgresOnlyWhenAskedTo) {
    RunningProgram program(command());
    listening_url(program);
    std::ifstream stream("/proc/" + std::to_string(program.process_id()) + "/maps");
    const std::string maps{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    EXPECT_NE(maps.find("libsqlite3"), std::string::npos);
    EXPECT_EQ(maps.find("libpq"), std::string::npos);
}

TEST_F(BrokerProgram, SaysWhichServerItCannotReachWithoutThePassword) {
    const auto outcome = run_program(
        {.arguments = {"contract-broker", "--port", "0"},
         .environment = {{"PACT_BROKER_DATABASE_URL", "postgres://u:secret@127.0.0.1:1/contracts?wait=0"}}});
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.output, "");
    EXPECT_NE(outcome.errors.find("postgres://***@127.0.0.1:1/contracts"), std::string::npos)
        << outcome.errors;
    EXPECT_NE(outcome.errors.find("try: "), std::string::npos) << outcome.errors;
    EXPECT_EQ(outcome.errors.find("secret"), std::string::npos) << outcome.errors;
}

TEST_F(BrokerProgram, TakesItsOptionsFromTheEnvironmentToo) {
    auto started = command();
    started.environment["PACT_BROKER_BASE_URL"] = "https://pact.example/broker";
    RunningProgram program(started);
    const auto index = send(listening_url(program), {"GET", "/", {}, {}, {}});
    EXPECT_NE(index.body.find("https://pact.example/broker/pacts/latest"), std::string::npos);
}

TEST_F(BrokerProgram, WarnsWhenItListensToEverybody) {
    RunningProgram program(command({"--host", "0.0.0.0"}));
    listening_url(program);
    program.kill(SIGTERM);
    EXPECT_NE(program.wait().errors.find("without credentials"), std::string::npos);
}

struct AccessCase {
    const char* name;
    std::vector<std::string> options;
    std::map<std::string, std::string> environment;
    int anybody_reads;
    int reader_reads;
    int reader_writes;
    int writer_writes;
    const char* warning = "";  // and with none there must not be one
};
class BrokerAccess : public BrokerProgram, public testing::WithParamInterface<AccessCase> {};
TEST_P(BrokerAccess, Row) {
    const auto& row = GetParam();
    auto started = command(row.options);
    for (const auto& [name, value] : row.environment) started.environment[name] = value;
    RunningProgram program(started);
    const auto url = listening_url(program);
    const auto ask = [&](const char* method, const std::string& credentials) {
        http::Request request{
            method, "/pacticipants/a/versions/1/tags/t", {{"Content-Type", "application/json"}}, {}, {}};
        if (!credentials.empty())
            request.headers.set("Authorization", "Basic " + encoding::base64(credentials));
        return send(url, request).status;
    };
    EXPECT_EQ(ask("PUT", "writer:w"), row.writer_writes);
    EXPECT_EQ(ask("GET", ""), row.anybody_reads);
    EXPECT_EQ(ask("GET", "reader:r"), row.reader_reads);
    EXPECT_EQ(ask("PUT", "reader:r"), row.reader_writes);
    program.kill(SIGTERM);
    const auto errors = program.wait().errors;
    EXPECT_NE(errors.find(row.warning), std::string::npos) << errors;
    EXPECT_EQ(errors.find("warn") != std::string::npos, *row.warning != 0) << errors;
}
const std::map<std::string, std::string> kBothPairs = {
    {"PACT_BROKER_BASIC_AUTH_USERNAME", "writer"},
    {"PACT_BROKER_BASIC_AUTH_PASSWORD", "w"},
    {"PACT_BROKER_BASIC_AUTH_READ_ONLY_USERNAME", "reader"},
    {"PACT_BROKER_BASIC_AUTH_READ_ONLY_PASSWORD", "r"}};
INSTANTIATE_TEST_SUITE_P(
    Rows, BrokerAccess,
    testing::ValuesIn(std::vector<AccessCase>{
        {"OpenByDefault", {}, {}, 200, 200, 200, 201},
        {"BothPairs", {}, kBothPairs, 401, 200, 401, 201},
        {"OnAllAddresses", {"--host", "0.0.0.0"}, kBothPairs, 401, 200, 401, 201},
        {"ByOptions",
         {"--basic-auth-username", "writer", "--basic-auth-password", "w"},
         {},
         401,
         401,
         401,
         201},
        {"WritersAndThePublic",
         {"--basic-auth-username", "writer", "--basic-auth-password", "w", "--allow-public-read", "true"},
         {},
         200,
         200,
         401,
         201},
        {"SwitchedOff", {"--basic-auth-enabled", "false"}, kBothPairs, 200, 200, 200, 201},
        {"ReadersOnly",
         {"--basic-auth-read-only-username", "reader", "--basic-auth-read-only-password", "r"},
         {},
         401,
         404,
         401,
         401,
         "nobody can write"},
        {"PublicReadingOfAnOpenBroker",
         {"--allow-public-read", "true"},
         {},
         200,
         200,
         200,
         201,
         "everybody can write"},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(BrokerProgram, CredentialsThatCannotProtectEndTheStart) {
    std::string all;
    for (const std::vector<std::string>& options : std::vector<std::vector<std::string>>{
             {"--basic-auth-username", "ci"},
             {"--basic-auth-password", "secret"},
             {"--basic-auth-read-only-username", "ci"},
             {"--basic-auth-username", "c:i", "--basic-auth-password", "secret"},
             {"--basic-auth-enabled", "true"},
             {"--basic-auth-enabled", "perhaps"}}) {
        auto arguments = options;
        arguments.insert(arguments.begin(), "contract-broker");
        const auto outcome = run_program({.arguments = arguments, .folder = folder_.path()});
        all += "$ contract-broker " + text::join(options, " ") + "\n" + outcome.output + outcome.errors +
               "exit code " + std::to_string(outcome.exit_code) + "\n\n";
    }
    EXPECT_TRUE(matches_golden("broker/usage_of_credentials.txt", all));
}

TEST_F(BrokerProgram, OptionsOfTheServerThatMakeNoSenseEndTheStart) {
    std::string all;
    for (const std::vector<std::string>& options :
         std::vector<std::vector<std::string>>{{"--base-url", "contracts.example"},
                                               {"--base-url", "https://contracts.example ftp://other.example"},
                                               {"--shields-io-base-url", "img.shields.io"},
                                               {"--use-first-tag-as-branch-time-limit", "-1"},
                                               {"--port", "70000"},
                                               {"--log-level", "loud"},
                                               {"--max-body", "0"}}) {
        auto arguments = options;
        arguments.insert(arguments.begin(), "contract-broker");
        const auto outcome = run_program({.arguments = arguments, .folder = folder_.path()});
        all += "$ contract-broker " + options[0] + " " + text::shell_quoted(options[1]) + "\n" +
               outcome.output + outcome.errors + "exit code " + std::to_string(outcome.exit_code) + "\n\n";
    }
    EXPECT_TRUE(matches_golden("broker/usage_of_server.txt", all));
}

TEST_F(BrokerProgram, OptionsOfWebhooksThatMakeNoSenseEndTheStart) {
    std::string all;
    for (const std::vector<std::string>& options :
         std::vector<std::vector<std::string>>{{"--webhook-retry-schedule", "10 soon"},
                                               {"--webhook-retry-schedule", "-1"},
                                               {"--webhook-retry-schedule", "86401"},
                                               {"--webhook-http-code-success", "2xx"},
                                               {"--webhook-http-code-success", "206..200"},
                                               {"--webhook-http-code-success", ""},
                                               {"--webhook-scheme-whitelist", "https ftp"},
                                               {"--webhook-scheme-whitelist", ""},
                                               {"--webhook-http-method-whitelist", "POST FETCH"},
                                               {"--webhook-host-whitelist", "https://ci.example"},
                                               {"--webhook-host-whitelist", "/(/"},
                                               {"--webhook-host-whitelist", "10.0.0.0/99"},
                                               {"--webhook-timeout", "0"},
                                               {"--webhook-senders", "1000"},
                                               {"--webhook-signing-secret", "whsec_!"},
                                               {"--webhook-deny-private", "perhaps"}}) {
        auto arguments = options;
        arguments.insert(arguments.begin(), "contract-broker");
        const auto outcome = run_program({.arguments = arguments, .folder = folder_.path()});
        all += "$ contract-broker " + options[0] + " " + text::shell_quoted(options[1]) + "\n" +
               outcome.output + outcome.errors + "exit code " + std::to_string(outcome.exit_code) + "\n\n";
    }
    EXPECT_TRUE(matches_golden("broker/usage_of_webhooks.txt", all));
}

TEST_F(BrokerProgram, SaysWhenThePortIsTaken) {
    RunningProgram program(command());
    const auto port = parse_url(listening_url(program))->port;
    const auto second = run_program({.arguments = {"contract-broker", "--port", std::to_string(port),
                                                   "--database", (folder_ / "other.sqlite").string()}});
    EXPECT_EQ(second.exit_code, 3);
    EXPECT_NE(second.errors.find("error: "), std::string::npos);
    EXPECT_NE(second.errors.find("try: "), std::string::npos);
}

struct UsageCase {
    const char* name;
    std::vector<std::string> arguments;
    int exit_code;
    const char* output_part;
    const char* errors_part;
};
class BrokerUsage : public BrokerProgram, public testing::WithParamInterface<UsageCase> {};
TEST_P(BrokerUsage, Row) {
    auto arguments = GetParam().arguments;
    arguments.insert(arguments.begin(), "contract-broker");
    const auto outcome = run_program({.arguments = arguments, .folder = folder_.path()});
    EXPECT_EQ(outcome.exit_code, GetParam().exit_code) << outcome.errors;
    EXPECT_NE(outcome.output.find(GetParam().output_part), std::string::npos) << outcome.output;
    EXPECT_NE(outcome.errors.find(GetParam().errors_part), std::string::npos) << outcome.errors;
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BrokerUsage,
    testing::ValuesIn(std::vector<UsageCase>{
        {"Version", {"--version"}, 0, "contract-broker ", ""},
        {"MisspeltOption", {"--prot", "1"}, 2, "", "unknown option '--prot'\ntry: --port"},
        {"PortIsNotANumber", {"--port", "http"}, 2, "", "error: "},
        {"PortIsTooLarge", {"--port", "70000"}, 2, "", "error: "},
        {"UnknownLogLevel", {"--log-level", "loud"}, 2, "", "loud"},
        {"NoSuchFolder", {"--database", "no/such/folder/db"}, 3, "", "try: create the folder"},
        {"AServerAsDatabase", {"--database", "postgres://u:secret@h/d?wait=0"}, 3, "", "postgres://***@h/d"},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(BrokerProgram, HelpIsAsItWasReviewed) {
    EXPECT_TRUE(
        matches_golden("broker/help.txt", run_program({.arguments = {"contract-broker", "--help"}}).output));
}

struct HostileCase {
    const char* name;
    std::string bytes;
    int status;  // 0: whatever comes, and whenever
};
class HostileRequests : public BrokerProgram, public testing::WithParamInterface<HostileCase> {};
TEST_P(HostileRequests, GetAProperAnswerAndTheBrokerLivesOn) {
    RunningProgram program(command({"--max-body", "1"}));
    const auto url = listening_url(program);
    RawClient client(parse_url(url)->port);
    client.send(GetParam().bytes);
    if (GetParam().status != 0) {
        const auto response = client.receive_response();
        EXPECT_EQ(status_of(response), GetParam().status) << response.substr(0, 500);
    }
    EXPECT_EQ(heartbeat(url), 200);
}
std::string with_body(const std::string& target, const std::string& body) {
    return "POST " + target + " HTTP/1.1\r\nHost: b\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}
INSTANTIATE_TEST_SUITE_P(
    Rows, HostileRequests,
    testing::ValuesIn(std::vector<HostileCase>{
        {"NotHttp", std::string("\0\1\2\3garbage\r\n\r\n", 15), 0},
        {"BodyBeyondTheCap",
         "POST /contracts/publish HTTP/1.1\r\nHost: b\r\nContent-Type: application/json\r\nContent-Length: "
         "2000000\r\n\r\n",
         413},
        {"ContentLengthAndTransferEncoding",
         "POST / HTTP/1.1\r\nHost: b\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc", 400},
        {"HugeHead", "GET / HTTP/1.1\r\nHost: b\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n", 431},
        {"DeepJson", with_body("/contracts/publish", std::string(500'000, '[')), 400},
        {"DeepContract", with_body("/pacticipants", "{\"a\":" + std::string(100'000, '{')), 400},
        {"InvalidUtf8", with_body("/pacticipants", "{\"name\":\"\xff\xfe\"}"), 400},
        {"NulInName", with_body("/pacticipants", "{\"name\":\"a\\u0000\"}"), 400},
        {"NulInPath", "GET /pacticipants/%00 HTTP/1.1\r\nHost: b\r\n\r\n", 422},
        {"LongPath", "GET /pacticipants/" + std::string(30'000, 'a') + " HTTP/1.1\r\nHost: b\r\n\r\n", 404},
        {"ManySegments",
         [] {
             std::string path;
             for (int i = 0; i < 10'000; ++i) path += "/a";
             return "GET " + path + " HTTP/1.1\r\nHost: b\r\n\r\n";
         }(),
         404},
        {"HugeNumber", with_body("/pacticipants", "{\"name\":1e999999}"), 400},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(BrokerProgram, ASlowSenderHoldsNobodyUp) {
    RunningProgram program(command({"--workers", "1"}));
    const auto url = listening_url(program);
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 20; ++i) {
        slow.push_back(std::make_unique<RawClient>(parse_url(url)->port));
        slow.back()->send("POST /contracts/publish HTTP/1.1\r\nHost: b\r\nContent-Length: 100\r\n\r\n{");
    }
    EXPECT_EQ(heartbeat(url), 200);
    program.kill(SIGTERM);
    EXPECT_EQ(program.wait().exit_code, 0) << "and nobody delays the end";
}

}  // namespace

}  // namespace tally::testing_support
