#include "e2e/verify/gallery.h"

#include <gtest/gtest.h>

#include <chrono>
#include <iterator>

#include "base/text.h"
#include "e2e/verify/failure_blocks.h"
#include "e2e/verify/run_verify.h"
#include "http/server.h"
#include "support/golden.h"
#include "support/self_signed.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

class Gallery : public testing::TestWithParam<Provider> {};
TEST_P(Gallery, SaysWhatIsWrongWhereAndWhatToDo) {
    const Provider& row = GetParam();
    TemporaryFolder folder;
    folder.write("contracts/web-shop-orders.json", contract_text(row.interaction, "web-shop", "orders"));
    RawServer provider(row.script);
    std::vector<std::string> arguments = {"contract-verify", "contracts", "--provider-url",
                                          provider.origin()};
    for (const auto& argument : row.arguments)
        arguments.push_back(text::replace_all(argument, "PROVIDER", provider.origin()));
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = run_in(folder, arguments);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_TRUE(
        matches_golden("verify/gallery/" + std::string(row.name) + ".txt", transcript(outcome, folder)));
}

std::vector<Provider> all_providers() {
    std::vector<Provider> all;
    for (auto* part : {&providers_of_wrong_bodies, &providers_of_other_responses, &providers_of_broken_http,
                       &providers_of_messages}) {
        auto rows = part();
        all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    return all;
}
INSTANTIATE_TEST_SUITE_P(Rows, Gallery, testing::ValuesIn(all_providers()),
                         [](const auto& row) { return std::string(row.param.name); });

std::string order_number(int number) {
    return text::replace_all(order_interaction(), "42\", \"headers",
                             std::to_string(number) + "\", \"headers");
}

// One of several interactions, with a key of its own.
std::string several_orders(int count) {
    std::string interactions;
    for (int i = 0; i < count; ++i) {
        interactions += i == 0 ? "" : ",\n    ";
        interactions +=
            text::replace_all(order_number(42 + i), "\"o42\"", "\"o" + std::to_string(42 + i) + "\"");
    }
    return interactions;
}

Outcome verify_orders(const TemporaryFolder& folder, int count, const std::string& provider,
                      const std::vector<std::string>& more = {}) {
    folder.write("contracts/web-shop-orders.json",
                 contract_text(several_orders(count), "web-shop", "orders"));
    std::vector<std::string> arguments = {"contract-verify", "contracts", "--provider-url", provider};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_in(folder, arguments);
}

TEST(GalleryOfSeveral, TellsOnceThatAllAreRefused) {
    TemporaryFolder folder;
    RawServer provider(answers(json_response(R"({"error":"who are you?"})", "401 Unauthorized")));
    const auto outcome = verify_orders(folder, 12, provider.origin());
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_EQ(failure_blocks(outcome.output).size(), 1u);
    EXPECT_TRUE(matches_golden("verify/gallery/all_are_refused.txt", transcript(outcome, folder)));
}

TEST(GalleryOfSeveral, TellsOtherCausesBesideIt) {
    TemporaryFolder folder;
    RawServer provider([](RawServer::Peer& peer) {
        for (std::string request; !(request = peer.read_request()).empty();) {
            const bool is_third = request.rfind("GET /orders/44 ", 0) == 0;
            const bool is_fourth = request.rfind("GET /orders/45 ", 0) == 0;
            peer.send(is_third    ? json_response(R"({"error":"your token has expired"})", "401 Unauthorized")
                      : is_fourth ? json_response(text::replace_all(kOrder, "42", "\"42\""))
                                  : json_response(R"({"error":"who are you?"})", "401 Unauthorized"));
        }
    });
    const auto outcome = verify_orders(folder, 5, provider.origin());
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_EQ(failure_blocks(outcome.output).size(), 3u);
    EXPECT_TRUE(matches_golden("verify/gallery/refused_for_two_reasons.txt", transcript(outcome, folder)));
}

TEST(GalleryOfSeveral, TellsOnceThatNobodyListens) {
    TemporaryFolder folder;
    const ClosedPort nobody;
    const auto outcome = verify_orders(folder, 3, nobody.url());
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_EQ(failure_blocks(outcome.output).size(), 1u);
    EXPECT_TRUE(matches_golden("verify/gallery/nobody_listens.txt", transcript(outcome, folder)));
}

TEST(GalleryOfSeveral, TellsEachDifferenceOfBodies) {
    TemporaryFolder folder;
    RawServer provider(answers(json_response(text::replace_all(kOrder, "19.99", "\"19.99\""))));
    const auto outcome = verify_orders(folder, 2, provider.origin());
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_EQ(failure_blocks(outcome.output).size(), 2u);
}

class GalleryOfTls : public testing::Test {
  protected:
    GalleryOfTls() {
        const auto certificate = self_signed_certificate("IP:127.0.0.1");
        http::ServerOptions options;
        options.tls_certificate = certificate.certificate;
        options.tls_key = certificate.key;
        server_ = std::move(http::start_server(options, [](const http::Request&) {
                                return http::Response{200, {{"Content-Type", "application/json"}}, kOrder};
                            }).value());
        address_ = "https://127.0.0.1:" + std::to_string(server_->port());
    }
    TemporaryFolder folder_;
    std::unique_ptr<http::Server> server_;
    std::string address_;
};

TEST_F(GalleryOfTls, TellsThatTheCertificateIsUnknown) {
    const auto outcome = verify_orders(folder_, 1, address_);
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_TRUE(matches_golden("verify/gallery/unknown_certificate.txt", transcript(outcome, folder_)));
}

TEST_F(GalleryOfTls, PassesWhenAnyCertificateWillDo) {
    EXPECT_EQ(verify_orders(folder_, 1, address_, {"--disable-ssl-verification"}).exit_code, 0);
}

TEST(GalleryOfPlainText, TellsThatTheProviderDoesNotSpeakTls) {
    TemporaryFolder folder;
    RawServer provider([](RawServer::Peer& peer) { peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    const auto outcome =
        verify_orders(folder, 1, text::replace_all(provider.origin(), "http://", "https://"));
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_TRUE(
        matches_golden("verify/gallery/no_tls_where_it_is_expected.txt", transcript(outcome, folder)));
}

}  // namespace
}  // namespace tally::e2e
