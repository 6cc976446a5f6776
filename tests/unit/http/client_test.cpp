#include <gtest/gtest.h>

#include <future>

#include "http/httplib_client.h"
#include "support/raw_server.h"

namespace tally::http {
namespace {

using namespace std::chrono_literals;
using testing_support::RawServer;

ClientOptions no_environment() {
    ClientOptions options;
    options.user_agent = "Tally/test";
    return options;
}

Request get(std::string target) {
    return {"GET", std::move(target), {}, "", ""};
}

// Answers every request with the same bytes and keeps the connection.
RawServer::Script always(std::string response) {
    return [response = std::move(response)](RawServer::Peer& peer) {
        while (!peer.read_request().empty() && peer.send(response)) {
        }
    };
}

const std::string kHello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

TEST(HttpClient, SendsExactlyTheRequest) {
    RawServer server(always(kHello));
    const auto client = http_client(no_environment());
    const Request request{
        "PATCH", "/a%2Fb/../c?x=%20&y+z&b=1&a", {{"b", "2"}, {"A", "1"}, {"b", "3"}}, "body", ""};
    const auto response = client->send(server.origin(), request, {});
    ASSERT_TRUE(response) << response.error().text();
    EXPECT_EQ(response->body, "hello");
    EXPECT_EQ(
        server.requests(),
        std::vector<std::string>{
            "PATCH /a%2Fb/../c?x=%20&y+z&b=1&a HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
            "\r\nb: 2\r\nA: 1\r\nb: 3\r\nUser-Agent: Tally/test\r\nContent-Length: 4\r\n\r\nbody"});
}

TEST(HttpClient, GivesTheResponseAsItCame) {
    RawServer server(
        always("HTTP/1.1 302 Found\r\nSet-Cookie: b=2\r\nlocation: /there\r\nSet-Cookie: a=1\r\n"
               "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08"));
    const auto response = http_client(no_environment())->send(server.origin(), get("/"), {});
    ASSERT_TRUE(response) << response.error().text();
    EXPECT_EQ(*response, (Response{302,
                                   {{"Set-Cookie", "b=2"},
                                    {"location", "/there"},
                                    {"Set-Cookie", "a=1"},
                                    {"Content-Encoding", "gzip"},
                                    {"Content-Length", "3"}},
                                   "\x1f\x8b\x08"}));
    EXPECT_EQ(server.requests().size(), 1u);
}

TEST(HttpClient, UsesAConnectionAgain) {
    RawServer server(always(kHello));
    const auto client = http_client(no_environment());
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(client->send(server.origin(), get("/"), {}));
    EXPECT_EQ(server.connections(), 1);
}

struct CloseCase {
    const char* name;
    const char* response;
    Headers request_headers;
};
void PrintTo(const CloseCase& row, std::ostream* out) {
    *out << row.name;
}
class HttpClientConnects : public testing::TestWithParam<CloseCase> {};
TEST_P(HttpClientConnects, AnewForEachRequest) {
    RawServer server([](RawServer::Peer& peer) {
        peer.read_request();
        peer.send(GetParam().response);
    });
    const auto client = http_client(no_environment());
    for (int i = 0; i < 3; ++i) {
        Request request = get("/");
        request.headers = GetParam().request_headers;
        const auto response = client->send(server.origin(), request, {});
        ASSERT_TRUE(response) << response.error().text();
        EXPECT_EQ(response->body, "hello");
    }
    EXPECT_EQ(server.connections(), 3);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, HttpClientConnects,
    testing::ValuesIn(std::vector<CloseCase>{
        {"WhenTheServerCloses", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", {}},
        {"WhenTheBodyEndsWithTheConnection", "HTTP/1.1 200 OK\r\n\r\nhello", {}},
        {"WithHttp10", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", {}},
        {"WhenTheRequestSaysClose",
         "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
         {{"Connection", "close"}}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(HttpClient, FindsOutThatAnIdleConnectionWasClosed) {
    RawServer server([](RawServer::Peer& peer) {
        peer.read_request();
        peer.send(kHello);
    });
    const auto client = http_client(no_environment());
    ASSERT_TRUE(client->send(server.origin(), get("/1"), {}));
    server.wait_until_all_closed();
    const auto response = client->send(server.origin(), get("/2"), {});
    ASSERT_TRUE(response) << response.error().text();
    EXPECT_EQ(server.connections(), 2);
}

TEST(HttpClient, DoesNotTakeLateBytesForAnAnswer) {
    std::promise<void> answered;
    std::promise<void> said_more;
    RawServer server([&](RawServer::Peer& peer) {
        while (true) {
            const std::string request = peer.read_request();
            if (request.empty() || !peer.send(kHello)) return;
            if (request.find("/1 ") == std::string::npos) continue;
            // Some servers say so before they close an idle connection.
            answered.get_future().wait();
            peer.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            said_more.set_value();
        }
    });
    const auto client = http_client(no_environment());
    ASSERT_TRUE(client->send(server.origin(), get("/1"), {}));
    answered.set_value();
    said_more.get_future().wait();
    const auto response = client->send(server.origin(), get("/2"), {});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(server.connections(), 2);
}

TEST(HttpClient, NeverSendsARequestAgain) {
    std::atomic<int> count{0};
    RawServer server([&](RawServer::Peer& peer) {
        peer.read_request();
        if (count++ == 0) peer.send(kHello);
        peer.read_request();
    });
    const auto client = http_client(no_environment());
    ASSERT_TRUE(client->send(server.origin(), get("/1"), {}));
    const auto response = client->send(server.origin(), get("/2"), {});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::malformed);
    EXPECT_EQ(server.requests().size(), 2u);
    EXPECT_EQ(server.connections(), 1);
}

TEST(HttpClient, MayBeUsedByManyThreads) {
    RawServer server(always(kHello));
    const auto client = http_client(no_environment());
    std::vector<std::future<int>> threads;
    for (int i = 0; i < 16; ++i) {
        threads.push_back(std::async(std::launch::async, [&] {
            int good = 0;
            for (int request = 0; request < 20; ++request) {
                const auto response = client->send(server.origin(), get("/"), {});
                if (response && response->body == "hello") ++good;
            }
            return good;
        }));
    }
    for (auto& thread : threads) EXPECT_EQ(thread.get(), 20);
    EXPECT_LE(server.connections(), 16);
}

TEST(HttpClient, SkipsInterimResponses) {
    RawServer server(
        always("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + kHello));
    const auto response = http_client(no_environment())->send(server.origin(), get("/"), {});
    ASSERT_TRUE(response) << response.error().text();
    EXPECT_EQ(*response, (Response{200, {{"Content-Length", "5"}}, "hello"}));
}

TEST(HttpClient, HearsAServerThatAnswersBeforeItHasReadTheBody) {
    std::promise<void> heard;
    RawServer server([&](RawServer::Peer& peer) {
        peer.send("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
        heard.get_future().wait();
    });
    const Request request{"POST", "/", {}, std::string(32u << 20, 'x'), ""};
    const auto response = http_client(no_environment())->send(server.origin(), request, {});
    heard.set_value();
    ASSERT_TRUE(response) << response.error().text();
    EXPECT_EQ(response->status, 413);
}

TEST(HttpClient, RefusesARequestThatWouldBecomeTwo) {
    RawServer server(always(kHello));
    const auto response =
        http_client(no_environment())->send(server.origin(), get("/ HTTP/1.1\r\n\r\nGET /x"), {});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(server.connections(), 0);
}

TEST(HttpClient, AsksAProxyWithTheWholeUrl) {
    RawServer proxy(always(kHello));
    ClientOptions options = no_environment();
    options.http_proxy = "http://user:p%40ss@127.0.0.1:" + std::to_string(proxy.port());
    const auto response = http_client(options)->send("http://shop.example:8080", get("/a?b"), {});
    ASSERT_TRUE(response) << response.error().text();
    EXPECT_EQ(proxy.requests(),
              std::vector<std::string>{
                  "GET http://shop.example:8080/a?b HTTP/1.1\r\nHost: shop.example:8080\r\n"
                  "Proxy-Authorization: Basic dXNlcjpwQHNz\r\nUser-Agent: Tally/test\r\n\r\n"});
}

}  // namespace
}  // namespace tally::http
