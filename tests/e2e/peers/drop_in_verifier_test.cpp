// Scripts written for Pact's verifier: each option it has at least once, with our verifier, and with its own
// where scripts/peers has installed it. Both end alike.
#include <algorithm>
#include <memory>
#include <set>

#include "base/text.h"
#include "e2e/peers/peer_tools.h"
#include "e2e/verify/run_verify.h"
#include "http/server.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

// A provider, its state changes, its messages, and a contract at a URL.
class SmallProvider {
  public:
    explicit SmallProvider(std::string contract) : contract_(std::move(contract)) {
        server_ =
            http::start_server({}, [this](const http::Request& request) { return answer(request); }).value();
    }
    std::string url() const { return server_->url(); }
    std::string port() const { return std::to_string(server_->port()); }

  private:
    http::Response answer(const http::Request& request) const {
        const http::Headers json = {{"Content-Type", "application/json"}};
        const std::string path(request.path());
        if (path.find("/products/11") != std::string::npos)
            return {200, json, R"({"id":11,"name":"lamp","price":19.99})"};
        if (path.find("/products/12") != std::string::npos) return {500, json, "{}"};
        if (path == "/contract.json") return {200, json, contract_};
        if (path == "/_states") return {200, json, "{}"};
        if (path == "/messages" || path == "/messages/") return {200, json, R"({"id":11})"};
        return {404, json, R"({"error":"nothing here"})"};
    }

    std::string contract_;
    std::unique_ptr<http::Server> server_;
};

const std::string kWithState =
    product_interaction(R"( "providerStates": [ { "name": "product 11 exists" } ],)");
std::string without_state(const std::string& id) {
    return text::replace_all(text::replace_all(text::replace_all(product_interaction(), "p11", "n" + id),
                                               "a request", "another request"),
                             "/products/11", "/products/" + id);
}
const std::string kMessage =
    R"({ "type": "Asynchronous/Messages", "description": "a product has changed", "key": "m1",
      "contents": { "content": { "id": 11 }, "contentType": "application/json", "encoded": false } })";

struct Case {
    const char* name;
    std::vector<std::string> arguments;  // PORT, PROVIDER and BROKER stand for what runs
    int exit_code = 0;                   // of ours; the peer's is 0 or not alike
    std::map<std::string, std::string> environment = {};
};

std::vector<std::string> with_provider(std::vector<std::string> arguments) {
    const std::vector<std::string> provider = {"--hostname", "127.0.0.1", "--port", "PORT"};
    arguments.insert(arguments.end(), provider.begin(), provider.end());
    return arguments;
}
std::vector<std::string> with_broker(std::vector<std::string> arguments) {
    const std::vector<std::string> broker = {"--broker-url", "BROKER", "--provider-name", "catalogue"};
    arguments.insert(arguments.end(), broker.begin(), broker.end());
    return with_provider(std::move(arguments));
}

const std::vector<Case> kCases = {
    {"File", {"--file", "contracts/web-shop.json", "-n", "catalogue", "-h", "127.0.0.1", "-p", "PORT"}},
    {"FilesByTheirShortName",
     with_provider({"-f", "contracts/web-shop.json", "-f", "contracts/mobile.json"})},
    {"Folder", with_provider({"-d", "contracts", "-n", "catalogue"})},
    {"FolderByItsLongName", with_provider({"--dir", "contracts", "--provider-name", "catalogue"})},
    {"Url", with_provider({"--url", "PROVIDER/contract.json"})},
    {"UrlByItsShortName",
     with_provider({"-u", "PROVIDER/contract.json", "--user", "me", "--password", "secret"})},
    {"AnEmptyFolderThatMayBe", with_provider({"-d", "empty", "-n", "catalogue", "--ignore-no-pacts-error"})},
    {"AFailure", with_provider({"-f", "broken.json"}), 1},
    {"TheFirstFailure", with_provider({"-f", "broken.json", "--exit-on-first-error"}), 1},
    {"ProviderInPieces", with_provider({"-f", "contracts/web-shop.json", "--transport", "http", "--base-path",
                                        "/api", "--request-timeout", "4000", "-H", "X-Tenant=acme",
                                        "--header", "Authorization=Bearer x", "--disable-ssl-verification"})},
    {"TransportsOfMessages", with_provider({"-f", "messages.json", "--transports", "http:PORT",
                                            "--transports", "message:PORT/messages"})},
    {"States", with_provider({"-f", "contracts/web-shop.json", "-s", "PROVIDER/_states"})},
    {"StatesInTheQueryAndTornDown",
     with_provider({"-f", "contracts/web-shop.json", "--state-change-url", "PROVIDER/_states",
                    "--state-change-as-query", "--state-change-teardown"})},
    {"StatesThatCannotBeSet", with_provider({"-f", "contracts/web-shop.json", "-s", "PROVIDER/nowhere"}), 3},
    {"FilterOfDescriptions", with_provider({"-f", "broken.json", "--filter-description", "^a req"})},
    {"FilterOfStates", with_provider({"-f", "broken.json", "--filter-state", "11 exists$"})},
    {"FilterOfNoState", with_provider({"-f", "broken.json", "--filter-no-state"}), 1},
    {"FilterOfConsumers", with_provider({"-d", "all", "-n", "catalogue", "-c", "web-shop"})},
    {"FilterOfConsumersRepeated",
     with_provider(
         {"-d", "all", "-n", "catalogue", "--filter-consumer", "web-shop", "--filter-consumer", "broken"}),
     1},
    {"BrokerWithTags", with_broker({"--consumer-version-tags", "beta,main", "--retries", "1"})},
    {"BrokerWithSelectors",
     with_broker({"--consumer-version-selectors", R"({"branch":"main"})", "--consumer-version-selectors",
                  R"({"latest":true})", "--enable-pending", "--include-wip-pacts-since", "2020-01-01",
                  "--provider-branch", "main"})},
    {"BrokerWithCredentials", with_broker({"--user", "me", "--password", "secret"})},
    {"BrokerByItsShortName",
     {"-b", "BROKER", "-n", "catalogue", "-t", "token", "-h", "127.0.0.1", "-p", "PORT"}},
    {"BrokerWithALongToken", with_broker({"--token", "token"})},
    {"BrokerAskedByAWebhook",
     with_broker({"--webhook-callback-url", "BROKER/pacts/provider/catalogue/consumer/web-shop/latest"})},
    {"Publishing", with_broker({"--publish", "--provider-version", "1.2.3", "--provider-branch", "main",
                                "--provider-tags", "a,b", "--build-url", "http://build.example/1"})},
    {"Reports",
     with_provider({"-f", "contracts/web-shop.json", "-j", "a.json", "-x", "a.xml", "--html", "a.html"})},
    {"ReportsByTheirLongNames",
     with_provider({"-f", "contracts/web-shop.json", "--json", "b.json", "--junit", "b.xml"})},
    {"LastFailed", with_provider({"-f", "contracts/web-shop.json", "--json", "empty.json", "--last-failed"})},
    {"Logging", with_provider({"-f", "contracts/web-shop.json", "-l", "error", "--no-colour", "--full-log"})},
    {"LoggingByLongNames",
     with_provider({"-f", "contracts/web-shop.json", "--loglevel", "none", "--compact-log"})},
    {"LoggingForPeople", with_provider({"-f", "contracts/web-shop.json", "--pretty-log"})},
    {"NoSources", with_provider({}), 2},
    {"NoFile", with_provider({"-f", "missing.json"}), 3},
    {"NoProviderName", {"-b", "BROKER", "-p", "PORT"}, 2},
    {"PublishingWithoutAVersion", with_broker({"--publish"}), 2},
    {"AnOptionThatIsNone", with_provider({"-f", "contracts/web-shop.json", "--nonsense"}), 2},
    {"Version", {"--version"}},
    {"Help", {"--help"}},
    {"TheProviderInTheEnvironment",
     {"-f", "broken.json"},
     0,
     {{"PACT_PROVIDER_NAME", "catalogue"},
      {"PACT_PROVIDER_HOSTNAME", "127.0.0.1"},
      {"PACT_PROVIDER_PORT", "PORT"},
      {"PACT_PROVIDER_TRANSPORT", "http"},
      {"PACT_PROVIDER_BASE_PATH", "/api"},
      {"PACT_PROVIDER_REQUEST_TIMEOUT", "4000"},
      {"PACT_PROVIDER_STATE_CHANGE_URL", "PROVIDER/_states"},
      {"PACT_PROVIDER_STATE_CHANGE_AS_QUERY", "true"},
      {"PACT_PROVIDER_STATE_CHANGE_TEARDOWN", "true"},
      {"PACT_DESCRIPTION", "^a req"},
      {"PACT_PROVIDER_STATE", "exists"},
      {"PACT_VERIFIER_JSON_REPORT", "c.json"},
      {"PACT_VERIFIER_JUNIT_REPORT", "c.xml"},
      {"PACT_VERIFIER_HTML_REPORT", "c.html"}}},
    {"NoStateInTheEnvironment",
     with_provider({"-f", "broken.json"}),
     1,
     {{"PACT_PROVIDER_NO_STATE", "true"}}},
    {"TheBrokerInTheEnvironment",
     with_provider({}),
     0,
     {{"PACT_BROKER_BASE_URL", "BROKER"},
      {"PACT_BROKER_USERNAME", "me"},
      {"PACT_BROKER_PASSWORD", "secret"},
      {"PACT_BROKER_HTTP_RETRIES", "1"},
      {"PACT_PROVIDER_NAME", "catalogue"}}},
    {"TheTokenInTheEnvironment",
     with_provider({}),
     0,
     {{"PACT_BROKER_BASE_URL", "BROKER"},
      {"PACT_BROKER_TOKEN", "token"},
      {"PACT_PROVIDER_NAME", "catalogue"}}},
    {"TheWebhookInTheEnvironment",
     with_broker({}),
     0,
     {{"PACT_WEBHOOK_CALLBACK_URL", "BROKER/pacts/provider/catalogue/consumer/web-shop/latest"}}},
};

// Its own fails without a collector or a style sheet, and takes a list of consumers as one name.
const std::vector<Case> kCasesOfOurs = {
    {"FilterOfSeveralConsumers",
     with_provider({"-d", "all", "-n", "catalogue", "--filter-consumer", "web-shop,broken"}), 1},
    {"Telemetry",
     with_provider({"-f", "contracts/web-shop.json", "--enable-otel", "--enable-otel-logs",
                    "--enable-otel-traces", "--otel-exporter", "otlp", "--otel-exporter-endpoint",
                    "http://127.0.0.1:1", "--otel-exporter-protocol", "http", "--log-level", "off"})},
    {"StyleSheet",
     with_provider({"-f", "contracts/web-shop.json", "--html", "d.html", "--xslt", "style.xslt"})},
};

class Scripts {
  public:
    Scripts() : provider_(contract_text(kWithState + "," + without_state("11"))) {
        folder_.write("contracts/web-shop.json", contract_text(kWithState + "," + without_state("11")));
        folder_.write("contracts/mobile.json", contract_text(kWithState, "mobile"));
        folder_.write("all/web-shop.json", contract_text(kWithState));
        folder_.write("all/broken.json", contract_text(without_state("12"), "broken"));
        folder_.write("broken.json", contract_text(kWithState + "," + without_state("12"), "broken"));
        folder_.write("messages.json", contract_text(kWithState + "," + kMessage));
        folder_.write("empty.json", R"({"interactionResults":[]})");
        std::filesystem::create_directory(folder_ / "empty");
    }

    Command command(const Case& row, std::vector<std::string> program) {
        if (uses_broker(row)) start_broker();
        for (const auto& argument : row.arguments) program.push_back(filled_in(argument));
        Command command{.arguments = std::move(program), .folder = folder_.path()};
        command.environment = {{"PACT_DO_NOT_TRACK", "true"}, {"NO_COLOR", "1"}};
        for (const auto& [name, value] : row.environment) command.environment[name] = filled_in(value);
        return command;
    }

  private:
    static bool uses_broker(const Case& row) {
        const auto names_it = [](const std::string& text) { return text.find("BROKER") == 0; };
        return std::any_of(row.arguments.begin(), row.arguments.end(), names_it) ||
               std::any_of(row.environment.begin(), row.environment.end(),
                           [&](const auto& variable) { return names_it(variable.second); });
    }

    void start_broker() {
        broker_ = std::make_unique<RunningProgram>(Command{
            .arguments = {"contract-broker", "--port", "0", "--database", (folder_ / "b.sqlite").string()}});
        broker_url_ = listening_url(*broker_);
        const auto published =
            run_program({.arguments = {"contract", "publish", (folder_ / "contracts").string(), "-b",
                                       broker_url_, "-a", "1", "--branch", "main", "--tag", "main"}});
        ASSERT_EQ(published.exit_code, 0) << published.errors;
    }

    std::string filled_in(std::string text) const {
        text = text::replace_all(std::move(text), "PROVIDER/", provider_.url() + "/");
        if (text == "PORT") return provider_.port();
        text = text::replace_all(std::move(text), ":PORT", ":" + provider_.port());
        if (text.find("BROKER") == 0) text.replace(0, 6, broker_url_);
        return text;
    }

    TemporaryFolder folder_;
    SmallProvider provider_;
    std::unique_ptr<RunningProgram> broker_;
    std::string broker_url_;
};

std::string name_of(const testing::TestParamInfo<Case>& row) {
    return row.param.name;
}

class DropInVerifier : public testing::TestWithParam<Case> {};
TEST_P(DropInVerifier, TakesTheScript) {
    Scripts scripts;
    const auto outcome = run_program(scripts.command(GetParam(), {"contract-verify"}));
    EXPECT_EQ(outcome.exit_code, GetParam().exit_code) << outcome.output << outcome.errors;
}
INSTANTIATE_TEST_SUITE_P(Shared, DropInVerifier, testing::ValuesIn(kCases), name_of);
INSTANTIATE_TEST_SUITE_P(Ours, DropInVerifier, testing::ValuesIn(kCasesOfOurs), name_of);

class PeersVerifier : public PeerTools, public testing::WithParamInterface<Case> {};
TEST_P(PeersVerifier, EndsTheScriptAlike) {
    // The program itself: a shell for it on top would be started for each of these
    std::string program;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "node_modules/@pact-foundation")) {
        const auto standalone = entry.path() / "standalone/pact";
        if (std::filesystem::exists(standalone)) program = standalone.string();
    }
    if (program.empty()) GTEST_SKIP() << "the peers have no program for this machine";
    Scripts scripts;
    const auto outcome = run_program(scripts.command(GetParam(), {program, "verifier"}));
    EXPECT_EQ(outcome.exit_code == 0, GetParam().exit_code == 0) << outcome.exit_code << '\n'
                                                                 << outcome.output << outcome.errors;
}
INSTANTIATE_TEST_SUITE_P(Shared, PeersVerifier, testing::ValuesIn(kCases), name_of);

// What its help lists; a new one belongs here and into a row.
TEST(DropInVerifierOptions, AreAllInAScript) {
    const char* const options[] = {"-f",
                                   "--file",
                                   "-d",
                                   "--dir",
                                   "-u",
                                   "--url",
                                   "-b",
                                   "--broker-url",
                                   "--webhook-callback-url",
                                   "--ignore-no-pacts-error",
                                   "--user",
                                   "--password",
                                   "-t",
                                   "--token",
                                   "-n",
                                   "--provider-name",
                                   "-h",
                                   "--hostname",
                                   "-p",
                                   "--port",
                                   "--transport",
                                   "--transports",
                                   "--base-path",
                                   "--request-timeout",
                                   "-H",
                                   "--header",
                                   "--disable-ssl-verification",
                                   "-s",
                                   "--state-change-url",
                                   "--state-change-as-query",
                                   "--state-change-teardown",
                                   "--filter-description",
                                   "--filter-state",
                                   "--filter-no-state",
                                   "-c",
                                   "--filter-consumer",
                                   "--consumer-version-tags",
                                   "--consumer-version-selectors",
                                   "--enable-pending",
                                   "--include-wip-pacts-since",
                                   "--retries",
                                   "--publish",
                                   "--provider-version",
                                   "--provider-branch",
                                   "--provider-tags",
                                   "--build-url",
                                   "-j",
                                   "--json",
                                   "-x",
                                   "--junit",
                                   "--html",
                                   "--xslt",
                                   "-l",
                                   "--loglevel",
                                   "--pretty-log",
                                   "--full-log",
                                   "--compact-log",
                                   "--no-colour",
                                   "--exit-on-first-error",
                                   "--last-failed",
                                   "--enable-otel",
                                   "--enable-otel-logs",
                                   "--enable-otel-traces",
                                   "--otel-exporter",
                                   "--otel-exporter-endpoint",
                                   "--otel-exporter-protocol",
                                   "--log-level",
                                   "--version",
                                   "--help"};
    std::set<std::string> used;
    for (const auto* cases : {&kCases, &kCasesOfOurs}) {
        for (const auto& row : *cases) used.insert(row.arguments.begin(), row.arguments.end());
    }
    for (const char* option : options) EXPECT_EQ(used.count(option), 1u) << option;
}

}  // namespace
}  // namespace tally::e2e
