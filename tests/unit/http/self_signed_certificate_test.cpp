// Certificates made on the spot: a server speaks TLS with them, and who trusts them can talk to it.
#include "http/self_signed_certificate.h"

#include <gtest/gtest.h>

#include "http/httplib_client.h"
#include "http/server.h"
#include "support/temporary_folder.h"

namespace tally::http {
namespace {

struct HostCase {
    const char* name;
    const char* host;     // the certificate is made for
    const char* address;  // the client calls
    bool holds = true;
};

class SelfSignedFor : public testing::TestWithParam<HostCase> {};

TEST_P(SelfSignedFor, Row) {
    const auto made = make_self_signed_certificate(GetParam().host, SystemClock().now());
    ASSERT_TRUE(made) << made.error().text();
    ServerOptions options;
    options.tls_certificate = made->certificate;
    options.tls_key = made->key;
    const auto server = start_server(options, [](const Request&) { return Response{200, {}, "hello"}; });
    ASSERT_TRUE(server) << server.error().text();

    const testing_support::TemporaryFolder folder;
    ClientOptions trusting;
    trusting.ca_file = folder.write("authority.pem", made->certificate).string();
    const std::string origin =
        "https://" + std::string(GetParam().address) + ":" + std::to_string((*server)->port());
    const auto response = http_client(trusting)->send(origin, {}, {});
    EXPECT_EQ(response.has_value(), GetParam().holds)
        << (response ? response->body : response.error().text());
}

INSTANTIATE_TEST_SUITE_P(Rows, SelfSignedFor,
                         testing::ValuesIn(std::vector<HostCase>{
                             {"ItsAddress", "127.0.0.1", "127.0.0.1"},
                             {"ItsName", "localhost", "localhost"},
                             {"EveryHostIsThisMachineToo", "mock.example", "127.0.0.1"},
                             {"EveryHostIsThisMachineTooByName", "0.0.0.0", "localhost"},
                             {"OtherAddressesAreNot", "localhost", "127.0.0.2", false},
                             {"NamesCannotSmuggleInOthers", "a,IP:127.0.0.2", "127.0.0.2", false},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(SelfSigned, IsMadeAnewEachTime) {
    const auto first = make_self_signed_certificate("localhost", SystemClock().now());
    const auto second = make_self_signed_certificate("localhost", SystemClock().now());
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->key, second->key);
    EXPECT_NE(first->certificate, second->certificate);
}

}  // namespace
}  // namespace tally::http
