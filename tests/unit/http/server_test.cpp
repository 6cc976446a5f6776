#include "http/server.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "support/raw_client.h"

namespace tally::http {
namespace {

using testing_support::body_of;
using testing_support::RawClient;
using testing_support::status_of;

// Everything that was received, as text.
Response echo(const Request& request) {
    std::string text = request.method + ' ' + request.target + '\n';
    for (const Header& line : request.headers) text += line.name + '=' + line.value + '\n';
    return {200, {{"Content-Type", "text/plain"}}, text + '\n' + request.body};
}

class ServerTest : public testing::TestWithParam<unsigned> {
  protected:
    void start(Handler handler) {
        ServerOptions options;
        options.workers = GetParam();
        auto started = start_server(options, std::move(handler));
        ASSERT_TRUE(started) << started.error().text();
        server = *std::move(started);
    }
    std::string exchange(std::string_view bytes) {
        RawClient client(server->port());
        client.send(bytes);
        return client.receive_response();
    }

    std::unique_ptr<Server> server;
};
INSTANTIATE_TEST_SUITE_P(Rows, ServerTest, testing::Values(0u, 3u),
                         [](const auto& row) { return row.param == 0 ? "OnTheEventThread" : "OnWorkers"; });

TEST_P(ServerTest, GivesTheHandlerExactlyWhatWasSent) {
    start(echo);
    EXPECT_EQ(body_of(exchange("PURGE /a%2Fb/../c?x=%20&y+z HTTP/1.1\r\nhOST: x\r\nB:  2 \r\nA: 1\r\nb:\r\n"
                               "Content-Length: 3\r\n\r\nxyz")),
              "PURGE /a%2Fb/../c?x=%20&y+z\nhOST=x\nB=2\nA=1\nb=\nContent-Length=3\n\nxyz");
}

TEST_P(ServerTest, KeepsEveryByteOfABody) {
    start([](const Request& request) { return Response{200, {}, request.body}; });
    std::string bytes;
    for (int i = 0; i < 200000; ++i) bytes += static_cast<char>(i * 7);
    EXPECT_EQ(body_of(exchange("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + bytes)),
              bytes);
}

TEST_P(ServerTest, JoinsChunksAndIgnoresTheirExtensionsAndTrailers) {
    start([](const Request& request) { return Response{200, {}, request.body}; });
    EXPECT_EQ(body_of(exchange("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "3;name=value\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n")),
              "abc0123456789");
}

TEST_P(ServerTest, TakesABodyWithGet) {
    start(echo);
    EXPECT_EQ(body_of(exchange("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab")),
              "GET /\nHost=x\nContent-Length=2\n\nab");
}

TEST_P(ServerTest, TakesAPostWithoutLengthAsEmpty) {
    start(echo);
    EXPECT_EQ(body_of(exchange("POST / HTTP/1.1\r\nHost: x\r\n\r\n")), "POST /\nHost=x\n\n");
}

TEST_P(ServerTest, AnswersPipelinedRequestsInOrder) {
    start([](const Request& request) { return Response{200, {}, request.target + request.body}; });
    RawClient client(server->port());
    client.send(
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body_of(client.receive_response()), "/1");
    EXPECT_EQ(body_of(client.receive_response()), "/2abc");
    EXPECT_EQ(body_of(client.receive_response()), "/3");
}

TEST_P(ServerTest, TakesTheTargetOutOfTheAbsoluteForm) {
    start([](const Request& request) { return Response{200, {}, request.target}; });
    EXPECT_EQ(body_of(exchange("GET http://x:80/a?b HTTP/1.1\r\nHost: x\r\n\r\n")), "/a?b");
    EXPECT_EQ(body_of(exchange("GET http://x?b HTTP/1.1\r\nHost: x\r\n\r\n")), "/?b");
    EXPECT_EQ(body_of(exchange("GET http://x HTTP/1.1\r\nHost: x\r\n\r\n")), "/");
    EXPECT_EQ(body_of(exchange("GET /x?http://y HTTP/1.1\r\nHost: x\r\n\r\n")), "/x?http://y");
    EXPECT_EQ(body_of(exchange("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")), "*");
}

TEST_P(ServerTest, TellsWhereTheRequestCameFrom) {
    start([](const Request& request) { return Response{200, {}, request.remote_address}; });
    EXPECT_EQ(body_of(exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n")), "127.0.0.1");
}

TEST_P(ServerTest, KeepsTheOrderAndTheRepeatsOfResponseHeaders) {
    start([](const Request&) {
        return Response{
            201,
            {{"Zed", "1"}, {"Set-Cookie", "b=2"}, {"alpha", "\t2"}, {"Set-Cookie", "a=1"}, {"E", ""}},
            ""};
    });
    const std::string response = exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(status_of(response), 201);
    EXPECT_NE(response.find("Zed: 1\r\nSet-Cookie: b=2\r\nalpha: \t2\r\nSet-Cookie: a=1\r\nE:  \r\n"),
              std::string::npos)
        << response;
    EXPECT_NE(response.find("\r\nDate: "), std::string::npos);
}

TEST_P(ServerTest, CountsTheLengthItself) {
    start([](const Request&) { return Response{200, {{"content-length", "99"}}, "four"}; });
    const std::string response = exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(response.find("Content-Length: 4\r\n"), std::string::npos);
    EXPECT_EQ(response.find("99"), std::string::npos);
}

TEST_P(ServerTest, AnswersHeadWithTheLengthAndWithoutTheBody) {
    start([](const Request& request) {
        return Response{200, {}, request.method == "HEAD" ? "four" : "next"};
    });
    RawClient client(server->port());
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string all = client.receive_all();
    EXPECT_NE(all.find("Content-Length: 4\r\n\r\nHTTP/1.1 200"), std::string::npos) << all;
}

TEST_P(ServerTest, LetsAHeadResponseAnnounceTheLengthOfWhatIsNotSent) {
    start([](const Request&) { return Response{200, {{"Content-Length", "5000"}}, ""}; });
    RawClient client(server->port());
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string all = client.receive_all();
    EXPECT_NE(all.find("Content-Length: 5000\r\n"), std::string::npos) << all;
    EXPECT_EQ(body_of(all), "");
}

TEST_P(ServerTest, Sends204And304WithoutBody) {
    start([](const Request& request) { return Response{request.target == "/204" ? 204 : 304, {}, "body"}; });
    for (const char* target : {"/204", "/304"}) {
        RawClient client(server->port());
        client.send(std::string("GET ") + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        EXPECT_EQ(body_of(client.receive_all()), "") << target;
    }
}

TEST_P(ServerTest, HidesWhatAHandlerThrew) {
    start([](const Request&) -> Response { throw std::runtime_error("inner detail"); });
    const std::string response = exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(status_of(response), 500);
    EXPECT_NE(response.find("Content-Type: application/problem+json\r\n"), std::string::npos);
    EXPECT_EQ(response.find("inner detail"), std::string::npos);
}

struct BadResponse {
    const char* name;
    Response response;
};
TEST_P(ServerTest, SendsNoResponseThatHttpCannotCarry) {
    const std::vector<BadResponse> rows = {
        {"line feed in a value", {200, {{"X", "a\nInjected: b"}}, ""}},
        {"carriage return in a value", {200, {{"X", "a\rInjected: b"}}, ""}},
        {"NUL in a value", {200, {{"X", std::string("a\0b", 3)}}, ""}},
        {"line feed in a name", {200, {{"X\nInjected", "b"}}, ""}},
        {"blank in a name", {200, {{"X Y", "b"}}, ""}},
        {"no name", {200, {{"", "b"}}, ""}},
        {"status 0", {0, {}, ""}},
        {"status 100", {100, {}, ""}},
        {"status 1000", {1000, {}, ""}},
    };
    std::size_t row = 0;
    start([&](const Request&) { return rows[row].response; });
    for (row = 0; row < rows.size(); ++row) {
        const std::string response = exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_EQ(status_of(response), 500) << rows[row].name;
        EXPECT_EQ(response.find("Injected"), std::string::npos) << rows[row].name;
    }
}

TEST_P(ServerTest, ClosesWhenTheHandlerSaysSo) {
    start([](const Request&) { return Response{200, {{"Connection", "close"}}, "x"}; });
    RawClient client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body_of(client.receive_all()), "x");
    EXPECT_TRUE(client.was_closed());
}

TEST_P(ServerTest, ChunksWhenTheHandlerSaysSo) {
    start([](const Request&) { return Response{200, {{"Transfer-Encoding", "chunked"}}, "four"}; });
    RawClient client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(body_of(client.receive_all()), "4\r\nfour\r\n0\r\n\r\n");
}

TEST_P(ServerTest, AnswersHttp10AndCloses) {
    start(echo);
    RawClient client(server->port());
    client.send("GET /a HTTP/1.0\r\n\r\n");
    EXPECT_EQ(body_of(client.receive_all()), "GET /a\n\n");
    EXPECT_TRUE(client.was_closed());
}

TEST_P(ServerTest, TellsAWaitingClientToGoOn) {
    start([](const Request& request) { return Response{200, {}, request.body}; });
    RawClient client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    EXPECT_EQ(client.receive_response(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    EXPECT_EQ(body_of(client.receive_response()), "abc");
}

TEST_P(ServerTest, ServesManyConnectionsAtOnce) {
    start([](const Request& request) { return Response{200, {}, request.target}; });
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 90; ++i) clients.push_back(std::make_unique<RawClient>(server->port()));
    for (int round = 0; round < 3; ++round) {
        for (std::size_t i = 0; i < clients.size(); ++i) {
            clients[i]->send("GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        for (std::size_t i = 0; i < clients.size(); ++i) {
            ASSERT_EQ(body_of(clients[i]->receive_response()), "/" + std::to_string(i));
        }
    }
}

TEST_P(ServerTest, SendsALargeResponseWhole) {
    const std::string large(20u << 20, 'x');
    start([&](const Request&) { return Response{200, {}, large}; });
    EXPECT_TRUE(body_of(exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) == large);
}

}  // namespace
}  // namespace tally::http
