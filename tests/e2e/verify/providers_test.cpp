// One interaction against providers that answer in every way a provider can answer wrongly.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>

#include "base/text.h"
#include "e2e/verify/failure_blocks.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"
#include "support/raw_server.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

std::string response(const std::string& status, const std::string& headers, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}
std::string json_response(const std::string& body, const std::string& status = "200 OK") {
    return response(status, "Content-Type: application/json\r\n", body);
}
constexpr const char* kGood = R"({"id":11,"name":"lamp","price":19.99,"stock":{"here":1,"there":2}})";

RawServer::Script answers(std::string bytes) {
    return [bytes = std::move(bytes)](RawServer::Peer& peer) {
        while (!peer.read_request().empty()) {
            if (!peer.send(bytes)) return;
        }
    };
}

struct Case {
    const char* name;
    RawServer::Script provider;
    std::vector<std::string> arguments = {};
    std::string interaction = product_interaction();
};

class Provider : public testing::TestWithParam<Case> {};
TEST_P(Provider, IsReported) {
    const Case& row = GetParam();
    TemporaryFolder folder;
    folder.write("contracts/web-shop-catalogue.json", contract_text(row.interaction));
    RawServer provider(row.provider);
    std::vector<std::string> arguments = {"contract-verify", "contracts", "--provider-url",
                                          provider.origin(), "--retries", "0"};
    for (const auto& argument : row.arguments) {
        arguments.push_back(text::replace_all(argument, "PROVIDER", provider.origin()));
    }
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = run_in(folder, arguments);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_TRUE(
        matches_golden("verify/providers/" + std::string(row.name) + ".txt", transcript(outcome, folder)));
}

const std::string kHugeHead =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n";
const std::string kHugeChunkedHead =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

RawServer::Script states_answer(const std::string& state_response) {
    return [state_response](RawServer::Peer& peer) {
        for (std::string request; !(request = peer.read_request()).empty();) {
            const bool is_state = request.rfind("POST /_states", 0) == 0;
            if (!peer.send(is_state ? state_response : json_response(kGood))) return;
        }
    };
}
const std::string kWithState =
    product_interaction(R"( "providerStates": [ { "name": "product 11 exists" } ],)");

INSTANTIATE_TEST_SUITE_P(
    Rows, Provider,
    testing::ValuesIn(std::vector<Case>{
        {"good", answers(json_response(kGood))},
        {"wrong_type",
         answers(json_response(R"({"id":11,"name":"lamp","price":"19.99","stock":{"here":1}})"))},
        {"missing_field", answers(json_response(R"({"id":11,"nome":"lamp","price":19.99})"))},
        {"several_differences", answers(json_response(R"({"id":"11","name":7,"price":"x"})"))},
        {"other_status",
         answers(response("404 Not Found", "Content-Type: text/plain\r\n", "no product 11\n"))},
        {"server_error", answers(json_response(R"({"error":"database is away","trace":["a","b"]})",
                                               "500 Internal Server Error"))},
        {"redirect",
         answers(response("302 Found", "Location: https://login.example/?next=%2Fproducts\r\n", ""))},
        {"other_content_type",
         answers(response("200 OK", "Content-Type: text/html\r\n", "<html>\n<h1>Hello</h1>\n</html>\n"))},
        {"invalid_json", answers(json_response(R"({"id":11,"name":)"))},
        {"empty_body", answers(json_response(""))},
        {"no_content_type", answers(response("200 OK", "", kGood))},
        {"http_1_0",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.send("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + std::string(kGood));
         }},
        {"chunked", answers("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                            "chunked\r\n\r\n1\r\n{\r\n"
                            "26\r\n\"id\":11,\"name\":\"lamp\",\"price\":19.99}  \r\n0\r\n\r\n")},
        {"chunk_of_another_size",
         answers("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                 "chunked\r\n\r\n1\r\n{\r\n"
                 "25\r\n\"id\":11,\"name\":\"lamp\",\"price\":19.99}  \r\n0\r\n\r\n")},
        {"hangs",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.wait_for_close();
         },
         {"--request-timeout", "200"}},
        {"drips",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.send("HTTP/1.1 200 OK\r\nX-Slow: ");
             peer.drip_until_closed("x", std::chrono::milliseconds(20));
         },
         {"--request-timeout", "300"}},
        {"closes_at_once", [](RawServer::Peer&) {}},
        {"closes_after_the_request", [](RawServer::Peer& peer) { peer.read_request(); }},
        {"closes_early",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.send(
                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                 "500\r\n\r\n{\"id\":11");
         }},
        {"resets",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.reset();
         }},
        {"not_http",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.send("220 mail.example ESMTP\r\n\r\n");
         }},
        {"answers_1_gb",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.send(kHugeHead);
             peer.send_until_closed(std::string(1u << 20, ' '));
         }},
        {"answers_without_end",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.send(kHugeChunkedHead);
             peer.send_until_closed("100000\r\n" + std::string(1u << 20, ' ') + "\r\n");
         }},
        {"hostile_text", answers(response("500 Oops", "Content-Type: text/plain\r\n",
                                          "\x1b[2J\x1b]0;title\x07 gone \xff\xfe\n"))},
        {"pending", answers(json_response("{}")), {}, product_interaction(R"( "pending": true,)")},
        {"state_is_set",
         states_answer(json_response("{}")),
         {"-s", "PROVIDER/_states", "--state-change-teardown"},
         kWithState},
        {"state_fails",
         states_answer(response("500 Internal Server Error", "", "FK violation\n")),
         {"-s", "PROVIDER/_states"},
         kWithState},
        {"state_url_is_wrong",
         states_answer(response("404 Not Found", "", "")),
         {"-s", "PROVIDER/_states"},
         kWithState},
        {"state_is_unknown_to_the_url",
         states_answer(response("501 Not Implemented", "", "no such state")),
         {"-s", "PROVIDER/_states"},
         kWithState},
        {"state_command",
         answers(json_response(kGood)),
         {"--state-change-teardown", "--state-command",
          "test \"$TALLY_STATE\" = 'product 11 exists' && grep -q '\"consumer\":\"web-shop\"'"},
         kWithState},
        {"state_command_fails",
         answers(json_response(kGood)),
         {"--state-command", "echo 'no table products' >&2; exit 1"},
         kWithState},
        {"state_command_does_not_know_the_state",
         answers(json_response(kGood)),
         {"--state-command", "case \"$TALLY_STATE\" in 'a') ;; *) exit 64 ;; esac"},
         kWithState},
        {"state_command_hangs",
         answers(json_response(kGood)),
         {"--state-command", "sleep 60", "--request-timeout", "100"},
         kWithState},
        {"state_command_fails_to_tear_down",
         answers(json_response(kGood)),
         {"--state-change-teardown", "--state-command", "test \"$TALLY_STATE_ACTION\" = setup"},
         kWithState},
        {"state_url_is_missing", answers(json_response(kGood)), {}, kWithState},
    }),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ProviderThatIsDown, IsReported) {
    TemporaryFolder folder;
    folder.write("contracts/web-shop-catalogue.json",
                 contract_text(product_interaction() + ",\n    " +
                               text::replace_all(product_interaction(), "p11", "p12")));
    const ClosedPort nobody;
    const auto outcome = run_in(folder, {"contract-verify", "contracts", "--provider-url", nobody.url()});
    EXPECT_TRUE(matches_golden("verify/providers/down.txt", transcript(outcome, folder)));
}

}  // namespace
}  // namespace tally::e2e
