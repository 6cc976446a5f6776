#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>

#include "http/httplib_client.h"
#include "support/raw_server.h"
#include "support/reserved_port.h"

namespace tally::http {
namespace {

using namespace std::chrono_literals;
using testing_support::RawServer;
using Peer = RawServer::Peer;

Limits small_limits(std::chrono::milliseconds deadline = 300ms) {
    Limits limits;
    limits.deadline = deadline;
    limits.max_body = 1u << 20;
    return limits;
}

const std::string kOk = "HTTP/1.1 200 OK\r\n";

struct HostileCase {
    const char* name;
    RawServer::Script script;  // after the request was read
    ErrorCode code;
    const char* what;
};
void PrintTo(const HostileCase& row, std::ostream* out) {
    *out << row.name;
}
class HostileServer : public testing::TestWithParam<HostileCase> {};

TEST_P(HostileServer, IsNamedBeforeTheDeadline) {
    RawServer server([](Peer& peer) {
        peer.read_request();
        GetParam().script(peer);
    });
    const auto client = http_client(ClientOptions());
    // What is to happen before the deadline may happen late on a busy machine.
    const auto limits = GetParam().code == ErrorCode::timed_out ? small_limits() : small_limits(60s);
    const auto start = std::chrono::steady_clock::now();
    const auto response = client->send(server.origin(), {"GET", "/", {}, "", ""}, limits);
    const auto passed = std::chrono::steady_clock::now() - start;
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, GetParam().code) << response.error().text();
    EXPECT_EQ(response.error().where, server.origin());
    EXPECT_NE(response.error().what.find(GetParam().what), std::string::npos) << response.error().text();
    EXPECT_FALSE(response.error().remedy.empty());
    EXPECT_LT(passed, 30s);  // far above the deadline: machines are slow, but hanging is something else
}

INSTANTIATE_TEST_SUITE_P(
    Rows, HostileServer,
    testing::ValuesIn(std::vector<HostileCase>{
        {"SaysNothing", [](Peer& peer) { peer.wait_for_close(); }, ErrorCode::timed_out,
         "no complete answer within 300 ms"},
        {"ClosesAtOnce", [](Peer&) {}, ErrorCode::malformed, "closed the connection without an answer"},
        {"Resets", [](Peer& peer) { peer.reset(); }, ErrorCode::malformed,
         "closed the connection without an answer"},
        {"ClosesInTheHead", [](Peer& peer) { peer.send(kOk + "Conte"); }, ErrorCode::malformed,
         "in the middle of the answer"},
        {"ClosesInTheBody", [](Peer& peer) { peer.send(kOk + "Content-Length: 10\r\n\r\nabc"); },
         ErrorCode::malformed, "after 3 of 10 bytes"},
        {"ClosesInAChunk", [](Peer& peer) { peer.send(kOk + "Transfer-Encoding: chunked\r\n\r\nff\r\nabc"); },
         ErrorCode::malformed, "after 3 of 255 bytes"},
        {"StopsInTheHead", [](Peer& peer) { peer.send(kOk + "A: b\r\n"), peer.wait_for_close(); },
         ErrorCode::timed_out, "300 ms"},
        {"StopsInTheBody",
         [](Peer& peer) { peer.send(kOk + "Content-Length: 10\r\n\r\nabc"), peer.wait_for_close(); },
         ErrorCode::timed_out, "300 ms"},
        {"DripsTheHead", [](Peer& peer) { peer.send(kOk + "A: "), peer.drip_until_closed("b", 10ms); },
         ErrorCode::timed_out, "300 ms"},
        {"DripsHeaders", [](Peer& peer) { peer.send(kOk), peer.drip_until_closed("A: b\r\n", 10ms); },
         ErrorCode::timed_out, "300 ms"},
        {"DripsTheBody",
         [](Peer& peer) {
             peer.send(kOk + "Content-Length: 1000000\r\n\r\n"), peer.drip_until_closed("b", 10ms);
         },
         ErrorCode::timed_out, "300 ms"},
        {"DripsChunks",
         [](Peer& peer) {
             peer.send(kOk + "Transfer-Encoding: chunked\r\n\r\n"),
                 peer.drip_until_closed("1\r\nb\r\n", 10ms);
         },
         ErrorCode::timed_out, "300 ms"},
        {"DripsABodyWithoutEnd",
         [](Peer& peer) { peer.send(kOk + "\r\n"), peer.drip_until_closed("b", 10ms); }, ErrorCode::timed_out,
         "300 ms"},
        {"SendsAnEndlessHeader",
         [](Peer& peer) { peer.send(kOk + "A: "), peer.send_until_closed(std::string(65536, 'b')); },
         ErrorCode::too_large, "65536 bytes"},
        {"SendsEndlessHeaders", [](Peer& peer) { peer.send(kOk), peer.send_until_closed("A: b\r\n"); },
         ErrorCode::too_large, "100 header lines"},
        {"SendsEndlessInterimResponses",
         [](Peer& peer) { peer.send_until_closed("HTTP/1.1 100 Continue\r\n\r\n"); }, ErrorCode::too_large,
         "65536 bytes"},
        {"SendsAnEndlessReason",
         [](Peer& peer) { peer.send("HTTP/1.1 200 "), peer.send_until_closed(std::string(65536, 'b')); },
         ErrorCode::too_large, "65536 bytes"},
        {"SendsAnEndlessBody",
         [](Peer& peer) { peer.send(kOk + "\r\n"), peer.send_until_closed(std::string(65536, 'b')); },
         ErrorCode::too_large, "larger than 1 MB"},
        {"SendsAnEndlessChunkedBody",
         [](Peer& peer) {
             peer.send(kOk + "Transfer-Encoding: chunked\r\n\r\n"),
                 peer.send_until_closed("400\r\n" + std::string(1024, 'b') + "\r\n");
         },
         ErrorCode::too_large, "larger than 1 MB"},
        {"SendsOneChunkOfAGigabyte",
         [](Peer& peer) {
             peer.send(kOk + "Transfer-Encoding: chunked\r\n\r\n40000000\r\n"),
                 peer.send_until_closed(std::string(65536, 'b'));
         },
         ErrorCode::too_large, "larger than 1 MB"},
        {"AnnouncesAGigabyte",
         [](Peer& peer) {
             peer.send(kOk + "Content-Length: 1073741824\r\n\r\n"),
                 peer.send_until_closed(std::string(65536, 'b'));
         },
         ErrorCode::too_large, "larger than 1 MB"},
        {"SendsEndlessChunkSizes",
         [](Peer& peer) {
             peer.send(kOk + "Transfer-Encoding: chunked\r\n\r\n"),
                 peer.send_until_closed(std::string(65536, '0'));
         },
         ErrorCode::too_large, "65536 bytes"},
        {"IsNoHttpServer", [](Peer& peer) { peer.send("SSH-2.0-OpenSSH_9.2\r\n"), peer.wait_for_close(); },
         ErrorCode::malformed, "the answer is not HTTP: \"SSH-2.0-OpenSSH_9.2"},
        {"SendsGarbageWithoutEnd", [](Peer& peer) { peer.send_until_closed(std::string(65536, '\xFE')); },
         ErrorCode::malformed, "the answer is not HTTP"},
        {"SpeaksTls", [](Peer& peer) { peer.send(std::string("\x15\x03\x03\x00\x02\x02\x28", 7)); },
         ErrorCode::malformed, "the server speaks TLS"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(HostileServerOverTls, ThatNeverEndsTheHandshakeMeetsTheDeadline) {
    // A record header that announces more, then a byte now and then.
    RawServer server([](Peer& peer) {
        peer.send(std::string("\x16\x03\x03\x3f\xff", 5));
        peer.drip_until_closed(std::string(1, '\x02'), 10ms);
    });
    const std::string origin = "https://127.0.0.1:" + std::to_string(server.port());
    const auto response =
        http_client(ClientOptions())->send(origin, {"GET", "/", {}, "", ""}, small_limits());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::timed_out) << response.error().text();
}

TEST(HostileServerOverTls, ThatSpeaksPlainHttpIsNamed) {
    RawServer server([](Peer& peer) { peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"); });
    const std::string origin = "https://127.0.0.1:" + std::to_string(server.port());
    const auto response = http_client(ClientOptions())->send(origin, {"GET", "/", {}, "", ""}, {});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::malformed) << response.error().text();
    EXPECT_EQ(response.error().remedy, "check that the server speaks https on this port");
}

TEST(HostileProxy, ThatDripsItsAnswerMeetsTheDeadline) {
    RawServer proxy([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 ");
        peer.drip_until_closed("O", 10ms);
    });
    ClientOptions options;
    options.https_proxy = proxy.origin();
    const auto response =
        http_client(options)->send("https://shop.example", {"GET", "/", {}, "", ""}, small_limits());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::timed_out) << response.error().text();
    EXPECT_EQ(proxy.requests().at(0).substr(0, 35), "CONNECT shop.example:443 HTTP/1.1\r\n");
}

TEST(UnreachableServer, IsNamedWithItsAddress) {
    const testing_support::ReservedPort closed;
    const std::string origin = closed.origin();
    const auto response =
        http_client(ClientOptions())->send(origin, {"GET", "/", {}, "", ""}, small_limits(60s));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error(), (Error{ErrorCode::unreachable, origin,
                                       "nothing is listening on 127.0.0.1:" + closed.text(),
                                       "start the server or check the address"}));
}

TEST(UnreachableServer, WithAnUnknownNameIsNamed) {
    const auto response =
        http_client(ClientOptions())->send("http://no-such-host.invalid:80", {"GET", "/", {}, "", ""}, {});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::unreachable);
    EXPECT_EQ(response.error().what, "the host 'no-such-host.invalid' is unknown");
}

TEST(LargeResponses, TakeNoMoreMemoryThanTheCap) {
    RawServer server([](Peer& peer) {
        peer.read_request();
        peer.send(kOk + "Transfer-Encoding: chunked\r\n\r\n");
        const std::string chunk = "100000\r\n" + std::string(1u << 20, 'b') + "\r\n";
        for (int i = 0; i < 1024 && peer.send(chunk); ++i) {
        }
    });
    Limits limits;
    limits.max_body = 8u << 20;
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    const auto response =
        http_client(ClientOptions())->send(server.origin(), {"GET", "/", {}, "", ""}, limits);
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().what, "the response is larger than 8 MB");
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 64 << 10);  // KB
}

}  // namespace
}  // namespace tally::http
