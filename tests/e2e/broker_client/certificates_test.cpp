// Which certificates of a broker are trusted.
#include <gtest/gtest.h>

#include "e2e/broker_client/broker_commands.h"
#include "support/self_signed.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

TEST(BrokerCertificates, AreTrustedAsOptionsAndVariablesSay) {
    TemporaryFolder folder;
    const auto certificate = self_signed_certificate("IP:127.0.0.1");
    folder.write("own.pem", certificate.certificate);
    folder.write("other.pem", self_signed_certificate("IP:127.0.0.1").certificate);
    http::ServerOptions server;
    server.tls_certificate = certificate.certificate;
    server.tls_key = certificate.key;
    const auto broker = stand_in(
        [](const http::Request&) { return json_answer(200, R"({"_embedded":{"environments":[]}})"); },
        server);

    struct Row {
        std::vector<std::string> options;
        std::map<std::string, std::string> variables;
        int exit_code;
    };
    const std::vector<Row> rows = {
        {{"--ssl-certificate", "own.pem"}, {}, 0},
        {{"--ssl-certificate", "other.pem"}, {}, 3},
        {{"--ssl-trust-store", "own.pem"}, {}, 0},
        {{"--ssl-trust-store", "true"}, {}, 3},
        {{"--ssl-trust-store", "false", "--ssl-certificate", "own.pem"}, {}, 0},
        {{"--ssl-trust-store", "other.pem", "--ssl-certificate", "own.pem"}, {}, 0},
        {{"--skip-ssl-verification"}, {}, 0},
        {{}, {{"SSL_CERT_FILE", "own.pem"}}, 0},
        {{}, {{"SSL_TRUST_STORE", "own.pem"}}, 0},
        {{}, {{"SSL_SKIP_VERIFICATION", "true"}}, 0},
    };
    for (const auto& [options, variables, exit_code] : rows) {
        std::vector<std::string> arguments = {"list-environments", "--retries", "0", "-b", broker->url()};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const auto outcome = run_contract(folder, arguments, variables);
        EXPECT_EQ(outcome.exit_code, exit_code)
            << testing::PrintToString(options) << testing::PrintToString(variables) << "\n"
            << outcome.errors;
    }
}

}  // namespace
}  // namespace tally::e2e
