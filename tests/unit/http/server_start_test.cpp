#include <gtest/gtest.h>

#include <future>
#include <mutex>

#include "http/server.h"
#include "support/raw_client.h"
#include "support/reserved_port.h"

namespace tally::http {
namespace {

using testing_support::body_of;
using testing_support::RawClient;
using testing_support::status_of;

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

Response hello(const Request&) {
    return {200, {}, "hello"};
}

TEST(StartServer, TakesAFreePortAndTellsItsUrl) {
    const auto server = start_server({}, hello);
    ASSERT_TRUE(server) << server.error().text();
    EXPECT_NE((*server)->port(), 0);
    EXPECT_EQ((*server)->url(), "http://127.0.0.1:" + std::to_string((*server)->port()));
}

TEST(StartServer, RefusesAPortThatIsTaken) {
    const auto first = start_server({}, hello);
    ASSERT_TRUE(first);
    ServerOptions options;
    options.port = (*first)->port();
    const auto second = start_server(options, hello);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(second.error().text(),
              "127.0.0.1:" + std::to_string(options.port) +
                  ": the port is in use by another program; stop that program or choose "
                  "another port; 0 takes any free one");
}

TEST(StartServer, HasItsPortAgainAtOnceAfterAStop) {
    ServerOptions options;
    {
        const auto first = start_server(options, hello);
        ASSERT_TRUE(first);
        options.port = (*first)->port();
        RawClient client(options.port);
        client.send(kRequest);
        EXPECT_EQ(body_of(client.receive_response()), "hello");
    }
    const auto second = start_server(options, hello);
    EXPECT_TRUE(second) << second.error().text();
}

TEST(StartServer, SpeaksIpv6) {
    ServerOptions options;
    options.host = "::1";
    const auto server = start_server(options, hello);
    if (!server) GTEST_SKIP() << "no IPv6 here: " << server.error().text();
    EXPECT_EQ((*server)->url(), "http://[::1]:" + std::to_string((*server)->port()));
    RawClient client((*server)->port(), "::1");
    client.send(kRequest);
    EXPECT_EQ(body_of(client.receive_response()), "hello");
}

TEST(StartServer, NamesAnAddressThatIsNotOfThisMachine) {
    ServerOptions options;
    options.host = "192.0.2.1";
    options.port = 9292;
    const auto server = start_server(options, hello);
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().text(),
              "192.0.2.1:9292: this machine does not have the address; use 127.0.0.1 for this machine only, "
              "0.0.0.0 for every address it has");
}

TEST(StartServer, NamesAHostThatDoesNotExist) {
    ServerOptions options;
    options.host = "no such host";
    const auto server = start_server(options, hello);
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().what, "unknown host");
}

TEST(StartServer, RefusesACertificateWithoutItsKey) {
    ServerOptions options;
    options.tls_certificate = "certificate";
    const auto server = start_server(options, hello);
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().what, "TLS needs a certificate and its key");
}

TEST(StartServer, RefusesTextThatIsNoCertificate) {
    ServerOptions options;
    options.tls_certificate = "not";
    options.tls_key = "pem";
    const auto server = start_server(options, hello);
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().code, ErrorCode::invalid_input);
}

TEST(StopServer, FinishesRunningHandlersAndRefusesWaitingOnes) {
    std::promise<void> entered;
    std::promise<void> release;
    ServerOptions options;
    options.workers = 1;
    const auto server = start_server(options, [&](const Request& request) {
        if (request.target == "/running") {
            entered.set_value();
            release.get_future().wait();
        }
        return Response{200, {}, "done"};
    });
    ASSERT_TRUE(server);
    RawClient running((*server)->port());
    RawClient waiting((*server)->port());
    running.send("GET /running HTTP/1.1\r\nHost: x\r\n\r\n");
    entered.get_future().wait();
    waiting.send("GET /waiting HTTP/1.1\r\nHost: x\r\n\r\n");

    const auto stopped = std::async(std::launch::async, [&] { (*server)->stop(); });
    EXPECT_EQ(status_of(waiting.receive_response()), 503);
    release.set_value();
    const std::string response = running.receive_response();
    EXPECT_EQ(status_of(response), 200);
    EXPECT_EQ(body_of(response), "done");
    stopped.wait();
}

TEST(StopServer, TakesNoNewConnections) {
    const testing_support::ReservedPort port;
    ServerOptions options;
    options.port = port.number();
    const auto server = start_server(options, hello);
    ASSERT_TRUE(server);
    EXPECT_TRUE(RawClient(port.number()).is_connected());
    (*server)->stop();
    EXPECT_FALSE(RawClient(port.number()).is_connected());
}

TEST(StopServer, ClosesIdleConnectionsAndMayBeRepeated) {
    const auto server = start_server({}, hello);
    ASSERT_TRUE(server);
    RawClient client((*server)->port());
    client.send(kRequest);
    client.receive_response();
    (*server)->stop();
    (*server)->stop();
    client.receive_all();
    EXPECT_TRUE(client.was_closed());
}

}  // namespace
}  // namespace tally::http
