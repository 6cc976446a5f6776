// Both ends together, over plain sockets and over TLS.
#include <gtest/gtest.h>

#include <future>

#include "http/httplib_client.h"
#include "http/server.h"
#include "support/raw_client.h"
#include "support/reserved_port.h"
#include "support/self_signed.h"
#include "support/temporary_folder.h"

namespace tally::http {
namespace {

using namespace std::chrono_literals;
using testing_support::RawClient;
using testing_support::self_signed_certificate;
using testing_support::TemporaryFolder;

std::unique_ptr<Server> started(ServerOptions options, Handler handler) {
    auto server = start_server(std::move(options), std::move(handler));
    EXPECT_TRUE(server) << server.error().text();
    return server ? *std::move(server) : nullptr;
}

ServerOptions with_tls(const std::string& names) {
    const auto made = self_signed_certificate(names);
    ServerOptions options;
    options.tls_certificate = made.certificate;
    options.tls_key = made.key;
    return options;
}

Response echo(const Request& request) {
    Response response{200, {}, request.method + ' ' + request.target + ' ' + request.body};
    for (const Header& line : request.headers) {
        if (line.name.rfind("X-", 0) == 0) response.headers.add(line.name, line.value);
    }
    return response;
}

class ClientAndServer : public testing::TestWithParam<bool> {
  protected:
    void start(Handler handler, ServerOptions options = {}) {
        if (GetParam()) {
            const auto made = self_signed_certificate("IP:127.0.0.1");
            options.tls_certificate = made.certificate;
            options.tls_key = made.key;
            client_options.ca_file = folder.write("authority.pem", made.certificate).string();
        }
        server = started(std::move(options), std::move(handler));
        client = http_client(client_options);
    }
    Response send(const Request& request) {
        Limits limits;
        limits.deadline = 30s;
        const auto response = client->send(server->url(), request, limits);
        EXPECT_TRUE(response) << response.error().text();
        return response.value_or(Response{0, {}, ""});
    }

    TemporaryFolder folder;
    ClientOptions client_options;
    std::unique_ptr<Server> server;
    std::unique_ptr<Client> client;
};
INSTANTIATE_TEST_SUITE_P(Rows, ClientAndServer, testing::Bool(),
                         [](const auto& row) { return row.param ? "Tls" : "Plain"; });

TEST_P(ClientAndServer, CarryBothMessagesUnchanged) {
    start(echo);
    const Response response = send(
        {"PURGE", "/a%2Fb?x=%20&y+z", {{"X-B", "2"}, {"x-a", "no"}, {"X-A", "1"}, {"X-B", "3"}}, "body", ""});
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "PURGE /a%2Fb?x=%20&y+z body");
    EXPECT_EQ(response.headers.all("X-B"), (std::vector<std::string>{"2", "3"}));
    EXPECT_EQ(response.headers.value_or("X-A", ""), "1");
}

TEST_P(ClientAndServer, CarryEveryMethodWithAndWithoutABody) {
    start(echo);
    for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "a!b"}) {
        EXPECT_EQ(send({method, "/", {}, "", ""}).body, method + std::string(" / "));
        EXPECT_EQ(send({method, "/", {}, "b", ""}).body, method + std::string(" / b"));
    }
}

TEST_P(ClientAndServer, AgreeOnResponsesWithoutABody) {
    start([](const Request& request) { return Response{std::stoi(request.target.substr(1)), {}, "four"}; });
    EXPECT_EQ(send({"HEAD", "/200", {}, "", ""}).headers.value_or("Content-Length", ""), "4");
    EXPECT_EQ(send({"GET", "/204", {}, "", ""}).body, "");
    EXPECT_EQ(send({"GET", "/304", {}, "", ""}).body, "");
    EXPECT_EQ(send({"GET", "/200", {}, "", ""}).body, "four");
}

TEST_P(ClientAndServer, CarryChunksBothWays) {
    start([](const Request& request) {
        return Response{200,
                        {{"Transfer-Encoding", "chunked"}},
                        request.headers.value_or("Transfer-Encoding", "") + request.body};
    });
    EXPECT_EQ(send({"POST", "/", {{"Transfer-Encoding", "chunked"}}, "abc", ""}).body, "chunkedabc");
}

TEST_P(ClientAndServer, CarryLargeBodiesBothWays) {
    start([](const Request& request) { return Response{200, {}, request.body}; });
    std::string large(8u << 20, 'x');
    for (std::size_t i = 0; i < large.size(); i += 4096) large[i] = static_cast<char>(i >> 12);
    EXPECT_TRUE(send({"PUT", "/", {}, large, ""}).body == large);
}

TEST_P(ClientAndServer, TellWhenABodyIsTooLarge) {
    ServerOptions options;
    options.max_body = 100000;
    start(echo, options);
    EXPECT_EQ(send({"PUT", "/", {}, std::string(8u << 20, 'x'), ""}).status, 413);
    EXPECT_EQ(send({"PUT", "/", {{"Transfer-Encoding", "chunked"}}, std::string(8u << 20, 'x'), ""}).status,
              413);
    EXPECT_EQ(send({"PUT", "/", {}, "fits", ""}).status, 200);
}

TEST_P(ClientAndServer, CarryLargeHeads) {
    start([](const Request& request) {
        return Response{200, {{"X-Large", *request.headers.find("X-Large")}}, ""};
    });
    const std::string large(30000, 'x');
    EXPECT_EQ(send({"GET", "/", {{"X-Large", large}}, "", ""}).headers.value_or("X-Large", ""), large);
}

TEST_P(ClientAndServer, TellWhenTheHeadOfAResponseIsTooLarge) {
    start([](const Request&) { return Response{200, {{"X-Large", std::string(40000, 'x')}}, ""}; });
    EXPECT_EQ(send({"GET", "/", {}, "", ""}).status, 500);
}

TEST_P(ClientAndServer, UseOneConnectionForManyRequests) {
    ServerOptions options;
    options.max_connections_per_address = 1;
    start(echo, options);
    for (int i = 0; i < 20; ++i) ASSERT_EQ(send({"POST", "/", {}, "b", ""}).status, 200);
}

TEST_P(ClientAndServer, ServeManyThreadsAtOnce) {
    ServerOptions options;
    options.workers = 4;
    options.event_threads = 2;
    start(echo, options);
    std::vector<std::future<int>> threads;
    const int count = GetParam() ? 32 : 90;  // two descriptors each, of 256 that there may be
    for (int i = 0; i < count; ++i) {
        threads.push_back(std::async(std::launch::async, [this, i] {
            int good = 0;
            for (int request = 0; request < 5; ++request) {
                const std::string body = std::to_string(i * 5 + request);
                if (send({"POST", "/", {}, body, ""}).body == "POST / " + body) ++good;
            }
            return good;
        }));
    }
    for (auto& thread : threads) EXPECT_EQ(thread.get(), 5);
}

TEST_P(ClientAndServer, NoticeAServerThatWasStartedAnew) {
    const testing_support::ReservedPort port;  // nobody else gets it in between
    ServerOptions options;
    options.port = port.number();
    start(echo, options);
    EXPECT_EQ(send({"GET", "/", {}, "", ""}).status, 200);
    server->stop();
    start(echo, options);
    EXPECT_EQ(send({"GET", "/", {}, "", ""}).status, 200);
}

struct TrustCase {
    const char* name;
    const char* names;  // of the certificate
    bool known;         // the authority is given
    bool verify;
    const char* error;  // part of it; "" when the request is answered
};
void PrintTo(const TrustCase& row, std::ostream* out) {
    *out << row.name;
}
class TlsTrust : public testing::TestWithParam<TrustCase> {};

TEST_P(TlsTrust, Row) {
    const ServerOptions options = with_tls(GetParam().names);
    const auto server = started(options, echo);
    const TemporaryFolder folder;
    ClientOptions client_options;
    client_options.verify_tls = GetParam().verify;
    if (GetParam().known)
        client_options.ca_file = folder.write("authority.pem", options.tls_certificate).string();
    const auto response = http_client(client_options)->send(server->url(), {"GET", "/", {}, "", ""}, {});
    EXPECT_EQ(response.has_value(), std::string(GetParam().error).empty());
    if (response) return;
    EXPECT_EQ(response.error().code, ErrorCode::denied);
    EXPECT_NE(response.error().what.find(GetParam().error), std::string::npos) << response.error().text();
}

INSTANTIATE_TEST_SUITE_P(Rows, TlsTrust,
                         testing::ValuesIn(std::vector<TrustCase>{
                             {"Known", "IP:127.0.0.1", true, true, ""},
                             {"Unknown", "IP:127.0.0.1", false, true,
                              "is not trusted: self-signed certificate"},
                             {"OtherAddress", "IP:127.0.0.2", true, true, "is not for '127.0.0.1'"},
                             {"OtherName", "DNS:example.com", true, true, "is not for '127.0.0.1'"},
                             {"UnknownNotVerified", "DNS:example.com", false, false, ""},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(TlsAuthorities, ComeFromAFileThatCanBeRead) {
    const auto server = started(with_tls("IP:127.0.0.1"), echo);
    ClientOptions options;
    options.ca_file = "no-such-file.pem";
    const auto response = http_client(options)->send(server->url(), {"GET", "/", {}, "", ""}, {});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::denied);
    EXPECT_EQ(response.error().what, "the certificates in 'no-such-file.pem' cannot be read");
}

TEST(TlsServer, ClosesConnectionsThatNeverShakeHands) {
    ServerOptions options = with_tls("IP:127.0.0.1");
    options.head_deadline = 150ms;
    const auto server = started(options, echo);
    RawClient silent(server->port());
    RawClient half(server->port());
    half.send(std::string("\x16\x03\x01\x02\x00\x01", 6));
    RawClient plain(server->port());
    plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    for (RawClient* client : {&silent, &half, &plain}) {
        client->receive_all();
        EXPECT_TRUE(client->was_closed());
    }
}

}  // namespace
}  // namespace tally::http
