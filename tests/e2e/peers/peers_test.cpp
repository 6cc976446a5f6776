// Tally beside the tools people use today, each doing half of the work. They come from npm (scripts/peers);
// where they are not installed the tests are skipped.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/json.h"
#include "e2e/peers/peer_tools.h"
#include "http/httplib_client.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally {

namespace {

namespace fs = std::filesystem;
using testing_support::Command;
using testing_support::listening_url;
using testing_support::Outcome;
using testing_support::run_program;
using testing_support::RunningProgram;
using testing_support::TemporaryFolder;

const fs::path kHere = fs::path(TALLY_REPOSITORY_DIR) / "tests" / "e2e" / "peers";

class Peers : public PeerTools {
  protected:
    Command broker_command() const {
        return {.arguments = {"contract-broker", "--port", "0", "--database",
                              (files_ / "broker.sqlite").string()}};
    }

    json::Value get(const std::string& broker, const std::string& target) const {
        const auto client = http::http_client({});
        const auto response =
            client->send(broker, {"GET", target, {{"Accept", "application/hal+json"}}, "", ""}, {});
        if (!response) return ADD_FAILURE() << response.error().text(), json::Value();
        EXPECT_EQ(response->status, 200) << target << "\n" << response->body;
        return json::parse(response->body).value_or(json::Value());
    }

    TemporaryFolder files_;
};

std::string all_of(const Outcome& outcome) {
    return outcome.output + outcome.errors;
}

}  // namespace

TEST_F(Peers, AContractOfPactJsGoesThroughOurBrokerAndIsVerifiedByOurVerifier) {
    const Outcome recorded = run_program(
        {.arguments = {node(), (kHere / "record_with_pact_js.js").string(), files_.path().string()},
         .environment = quiet()});
    ASSERT_EQ(recorded.exit_code, 0) << all_of(recorded);

    RunningProgram broker(broker_command());
    const std::string broker_url = listening_url(broker);
    const Outcome published =
        pact({"broker", "publish", (files_ / "mobile-shop-catalogue.json").string(), "--broker-base-url",
              broker_url, "--consumer-app-version", "1.2.3", "--branch", "main", "--tag", "beta"});
    ASSERT_EQ(published.exit_code, 0) << all_of(published);

    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0"}});
    const std::string provider_url = listening_url(catalogue);
    const Outcome verified = run_program(
        {.arguments = {"contract-verify", "--broker-url", broker_url, "--provider-name", "catalogue",
                       "--provider-url", provider_url, "--state-change-url", provider_url + "/_states",
                       "--publish", "--provider-version", "4.5.6", "--provider-branch", "main"}});
    EXPECT_EQ(verified.exit_code, 0) << all_of(verified);

    const json::Value result =
        get(broker_url,
            "/pacts/provider/catalogue/consumer/mobile-shop/version/1.2.3/verification-results/latest");
    const json::Value* success = result.find("success");
    ASSERT_NE(success, nullptr);
    EXPECT_EQ(*success, json::Value(true));
    EXPECT_EQ(*result.find("providerApplicationVersion"), json::Value("4.5.6"));
}

TEST_F(Peers, AContractOfOurLibraryIsVerifiedByThePeersVerifierFromOurBroker) {
    const Outcome recorded = run_program(
        {.arguments = {"web_shop_test"}, .environment = {{"TALLY_CONTRACT_DIR", files_.path().string()}}});
    ASSERT_EQ(recorded.exit_code, 0) << all_of(recorded);

    RunningProgram broker(broker_command());
    const std::string broker_url = listening_url(broker);
    const Outcome published =
        run_program({.arguments = {"contract", "publish", (files_ / "web-shop-catalogue.json").string(),
                                   "--broker-base-url", broker_url, "--consumer-app-version", "1.0.0",
                                   "--branch", "main"}});
    ASSERT_EQ(published.exit_code, 0) << all_of(published);

    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0"}});
    const std::string provider_url = listening_url(catalogue);
    const std::string port = provider_url.substr(provider_url.rfind(':') + 1);
    const Outcome verified =
        pact({"verifier", "--broker-url", broker_url, "--provider-name", "catalogue", "--hostname",
              "127.0.0.1", "--port", port, "--state-change-url", provider_url + "/_states", "--publish",
              "--provider-version", "7.8.9", "--provider-branch", "main"});
    EXPECT_EQ(verified.exit_code, 0) << all_of(verified);

    const json::Value result = get(
        broker_url, "/pacts/provider/catalogue/consumer/web-shop/version/1.0.0/verification-results/latest");
    const json::Value* success = result.find("success");
    ASSERT_NE(success, nullptr);
    EXPECT_EQ(*success, json::Value(true));
    EXPECT_EQ(*result.find("providerApplicationVersion"), json::Value("7.8.9"));
}

TEST_F(Peers, BothVerifiersRefuseTheBrokenProvider) {
    const Outcome recorded = run_program(
        {.arguments = {"web_shop_test"}, .environment = {{"TALLY_CONTRACT_DIR", files_.path().string()}}});
    ASSERT_EQ(recorded.exit_code, 0) << all_of(recorded);
    const std::string contract = (files_ / "web-shop-catalogue.json").string();

    RunningProgram broken({.arguments = {"catalogue", "--port", "0", "--break", "price"}});
    const std::string url = listening_url(broken);
    const Outcome ours = run_program({.arguments = {"contract-verify", contract, "--provider-url", url,
                                                    "--state-change-url", url + "/_states"}});
    const Outcome theirs =
        pact({"verifier", "--file", contract, "--provider-name", "catalogue", "--hostname", "127.0.0.1",
              "--port", url.substr(url.rfind(':') + 1), "--state-change-url", url + "/_states"});
    EXPECT_EQ(ours.exit_code, 1) << all_of(ours);
    EXPECT_EQ(theirs.exit_code, 1) << all_of(theirs);
}

}  // namespace tally
