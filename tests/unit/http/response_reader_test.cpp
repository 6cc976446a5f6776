#include "http/response_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tally::http {
namespace {

// The text, `step` bytes at a time, then the end of the stream.
ResponseReader::Source pieces(std::string text, std::size_t step) {
    return [text = std::move(text), step, at = std::size_t{0}](char* bytes, std::size_t size) mutable {
        const std::size_t count = std::min({step, size, text.size() - at});
        text.copy(bytes, count, at);
        at += count;
        return Result<std::size_t>(count);
    };
}

Limits small_limits() {
    Limits limits;
    limits.max_head = 200;
    limits.max_headers = 3;
    limits.max_body = 20;
    return limits;
}

struct Read {
    Result<Response> response;
    bool reusable;
};

Read read(const std::string& text, const std::string& method = "GET", std::size_t step = 1000) {
    ResponseReader reader(pieces(text, step), small_limits());
    if (const auto head = reader.read_head(); !head) return {head.error(), false};
    if (const auto body = reader.read_body(method); !body) return {body.error(), false};
    return {reader.response(), reader.is_reusable()};
}

struct GoodCase {
    const char* name;
    const char* method;
    std::string text;
    Response response;
    bool reusable;
};
void PrintTo(const GoodCase& row, std::ostream* out) {
    *out << row.name;
}
class GoodResponse : public testing::TestWithParam<GoodCase> {};

TEST_P(GoodResponse, IsReadWholeHoweverItArrives) {
    for (const std::size_t step : {1u, 2u, 7u, 1000u}) {
        const Read got = read(GetParam().text, GetParam().method, step);
        ASSERT_TRUE(got.response) << got.response.error().text();
        EXPECT_EQ(got.response->status, GetParam().response.status);
        EXPECT_EQ(got.response->headers, GetParam().response.headers);
        EXPECT_EQ(got.response->body, GetParam().response.body);
        EXPECT_EQ(got.reusable, GetParam().reusable);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, GoodResponse,
    testing::ValuesIn(std::vector<GoodCase>{
        {"Length",
         "GET",
         "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
         {200, {{"Content-Length", "3"}}, "abc"},
         true},
        {"OrderAndRepeats",
         "GET",
         "HTTP/1.1 200 OK\r\nB: 1\r\na:2 \r\nB:\t3\r\n\r\n",
         {200, {{"B", "1"}, {"a", "2"}, {"B", "3"}}, ""},
         false},
        {"NoReason",
         "GET",
         "HTTP/1.1 299\r\nContent-Length: 0\r\n\r\n",
         {299, {{"Content-Length", "0"}}, ""},
         true},
        {"EmptyReason",
         "GET",
         "HTTP/1.1 299 \r\nContent-Length: 0\r\n\r\n",
         {299, {{"Content-Length", "0"}}, ""},
         true},
        {"LineFeedsOnly",
         "GET",
         "HTTP/1.1 200 OK\nContent-Length: 1\n\na",
         {200, {{"Content-Length", "1"}}, "a"},
         true},
        {"UntilTheEnd", "GET", "HTTP/1.1 200 OK\r\n\r\nabc", {200, {}, "abc"}, false},
        {"Http10",
         "GET",
         "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na",
         {200, {{"Content-Length", "1"}}, "a"},
         false},
        {"Http10KeepAlive",
         "GET",
         "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\na",
         {200, {{"Connection", "Keep-Alive"}, {"Content-Length", "1"}}, "a"},
         true},
        {"Close",
         "GET",
         "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 1\r\n\r\na",
         {200, {{"Connection", "x, Close"}, {"Content-Length", "1"}}, "a"},
         false},
        {"Chunks",
         "GET",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0A\r\n0123456789\r\n0\r\nT: "
         "1\r\n\r\n",
         {200, {{"Transfer-Encoding", "chunked"}}, "abc0123456789"},
         true},
        {"Head",
         "HEAD",
         "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n",
         {200, {{"Content-Length", "5000"}}, ""},
         true},
        {"NoContent", "GET", "HTTP/1.1 204 No Content\r\n\r\n", {204, {}, ""}, true},
        {"NotModified",
         "GET",
         "HTTP/1.1 304 Not Modified\r\nContent-Length: 5000\r\n\r\n",
         {304, {{"Content-Length", "5000"}}, ""},
         true},
        {"SameLengthTwice",
         "GET",
         "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
         {200, {{"Content-Length", "1"}, {"Content-Length", "1"}}, "a"},
         true},
        {"ChunkedAndLength",
         "GET",
         "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
         {200, {{"Content-Length", "1"}, {"Transfer-Encoding", "chunked"}}, "ab"},
         false},
        {"FoldedHeader", "GET", "HTTP/1.1 204 x\r\nA: b\r\n  c\r\n\r\n", {204, {{"A", "b c"}}, ""}, true},
        {"LargestBody",
         "GET",
         "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n01234567890123456789",
         {200, {{"Content-Length", "20"}}, "01234567890123456789"},
         true},
    }),
    [](const auto& row) { return row.param.name; });

struct BadCase {
    const char* name;
    std::string text;
    ErrorCode code;
    const char* what;
};
void PrintTo(const BadCase& row, std::ostream* out) {
    *out << row.name;
}
class BadResponse : public testing::TestWithParam<BadCase> {};

TEST_P(BadResponse, IsRefusedHoweverItArrives) {
    for (const std::size_t step : {1u, 3u, 1000u}) {
        const Read got = read(GetParam().text, "GET", step);
        ASSERT_FALSE(got.response);
        EXPECT_EQ(got.response.error().code, GetParam().code);
        EXPECT_NE(got.response.error().what.find(GetParam().what), std::string::npos)
            << got.response.error().what;
    }
}

const std::string kOk = "HTTP/1.1 200 OK\r\n";

INSTANTIATE_TEST_SUITE_P(
    Rows, BadResponse,
    testing::ValuesIn(std::vector<BadCase>{
        {"Nothing", "", ErrorCode::malformed, "without an answer"},
        {"HalfAHead", kOk + "Conte", ErrorCode::malformed, "in the middle of the answer"},
        {"NoHttp", "SSH-2.0-OpenSSH", ErrorCode::malformed, "the answer is not HTTP"},
        {"Tls", "\x15\x03\x03", ErrorCode::malformed, "the server speaks TLS"},
        {"Http2", "HTTP/2.0 200 OK\r\n\r\n", ErrorCode::malformed, "the answer is not HTTP"},
        {"StatusIsNoNumber", "HTTP/1.1 2x0 OK\r\n\r\n", ErrorCode::malformed, "status line"},
        {"StatusTooLow", "HTTP/1.1 099 OK\r\n\r\n", ErrorCode::malformed, "status line"},
        {"StatusTooLong", "HTTP/1.1 2000 OK\r\n\r\n", ErrorCode::malformed, "status line"},
        {"NoStatus", "HTTP/1.1\r\n\r\n", ErrorCode::malformed, "status line"},
        {"NoColon", kOk + "abc\r\n\r\n", ErrorCode::malformed, "header line"},
        {"NoName", kOk + ": abc\r\n\r\n", ErrorCode::malformed, "header line"},
        {"BlankInName", kOk + "a b: c\r\n\r\n", ErrorCode::malformed, "header line"},
        {"LongStatusLine", "HTTP/1.1 200 " + std::string(300, 'x') + "\r\n\r\n", ErrorCode::too_large,
         "200 bytes"},
        {"LongHeader", kOk + "A: " + std::string(300, 'x') + "\r\n\r\n", ErrorCode::too_large,
         "head of the response"},
        {"EndlessHeader", kOk + std::string(100000, 'x'), ErrorCode::too_large, "head of the response"},
        {"ManyHeaders", kOk + "A:b\r\nA:b\r\nA:b\r\nA:b\r\n\r\n", ErrorCode::too_large,
         "more than 3 header lines"},
        {"BadLength", kOk + "Content-Length: x\r\n\r\n", ErrorCode::malformed, "Content-Length"},
        {"NegativeLength", kOk + "Content-Length: -1\r\n\r\n", ErrorCode::malformed, "Content-Length"},
        {"TwoLengths", kOk + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", ErrorCode::malformed,
         "Content-Length"},
        {"LongLength", kOk + "Content-Length: 21\r\n\r\n", ErrorCode::too_large, "larger than 20 bytes"},
        {"HugeLength", kOk + "Content-Length: 18446744073709551615\r\n\r\n", ErrorCode::too_large,
         "larger than 20 bytes"},
        {"LongerThanEverLength", kOk + "Content-Length: 99999999999999999999\r\n\r\n", ErrorCode::malformed,
         "Content-Length"},
        {"ShortBody", kOk + "Content-Length: 10\r\n\r\nabc", ErrorCode::malformed, "after 3 of 10 bytes"},
        {"LongBodyUntilTheEnd", kOk + "\r\n" + std::string(21, 'x'), ErrorCode::too_large,
         "larger than 20 bytes"},
        {"UnknownCoding", kOk + "Transfer-Encoding: gzip\r\n\r\n", ErrorCode::malformed, "transfer coding"},
        {"NoChunkSize", kOk + "Transfer-Encoding: chunked\r\n\r\nx\r\n", ErrorCode::malformed, "no size"},
        {"HugeChunk", kOk + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", ErrorCode::too_large,
         "larger"},
        {"OverflowingChunk", kOk + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
         ErrorCode::malformed, "no size"},
        {"LongChunks",
         kOk + "Transfer-Encoding: chunked\r\n\r\nf\r\n0123456789abcde\r\nf\r\n0123456789abcde\r\n",
         ErrorCode::too_large, "larger than 20 bytes"},
        {"ChunkLongerThanItsSize", kOk + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
         ErrorCode::malformed, "longer than its size"},
        {"CutChunk", kOk + "Transfer-Encoding: chunked\r\n\r\n5\r\nab", ErrorCode::malformed,
         "closed the connection"},
        {"NoLastChunk", kOk + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", ErrorCode::malformed,
         "closed the connection"},
        {"EndlessChunkSize", kOk + "Transfer-Encoding: chunked\r\n\r\n" + std::string(1000, '0'),
         ErrorCode::too_large, "head"},
        {"ManyTrailers", kOk + "Transfer-Encoding: chunked\r\n\r\n0\r\nA:b\r\nA:b\r\nA:b\r\n\r\n",
         ErrorCode::too_large, "header lines"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(BodyThatMayBeCut, EndsAtTheCapAndTheConnectionWithIt) {
    const std::string head = "HTTP/1.1 200 OK\r\n";
    struct Case {
        std::string text;
        std::string body;
        bool reusable;
    };
    for (const auto& row : std::vector<Case>{
             {head + "Content-Length: 3\r\n\r\nabc", "abc", true},
             {head + "Content-Length: 20\r\n\r\n" + std::string(20, 'x'), std::string(20, 'x'), true},
             {head + "Content-Length: 21\r\n\r\n" + std::string(21, 'x'), std::string(20, 'x'), false},
             {head + "Content-Length: 18446744073709551615\r\n\r\n" + std::string(21, 'x'), std::string(20, 'x'), false},
             {head + "\r\n" + std::string(1000, 'x'), std::string(20, 'x'), false},
             {head + "Transfer-Encoding: chunked\r\n\r\nf\r\n0123456789abcde\r\nffffffffffffffff\r\nxxxxxx",
              "0123456789abcdexxxxx", false},
             {head + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "a", true}}) {
        for (const std::size_t step : {1u, 7u, 1000u}) {
            auto limits = small_limits();
            limits.cuts_body = true;
            ResponseReader reader(pieces(row.text, step), limits);
            ASSERT_TRUE(reader.read_head());
            const auto body = reader.read_body("POST");
            ASSERT_TRUE(body) << row.text << body.error().text();
            EXPECT_EQ(reader.response().body, row.body) << row.text;
            EXPECT_EQ(reader.is_reusable(), row.reusable) << row.text;
        }
    }
}

TEST(LeftOverBytes, KeepTheConnectionFromBeingUsedAgain) {
    const Read got = read("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc");
    ASSERT_TRUE(got.response);
    EXPECT_EQ(got.response->body, "a");
    EXPECT_FALSE(got.reusable);
}

TEST(InterimResponse, IsReadAsAHeadOfItsOwn) {
    ResponseReader reader(
        pieces("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", 5),
        small_limits());
    ASSERT_TRUE(reader.read_head());
    EXPECT_EQ(reader.response().status, 103);
    ASSERT_TRUE(reader.read_head());
    ASSERT_TRUE(reader.read_body("GET"));
    EXPECT_EQ(reader.response(), (Response{200, {{"Content-Length", "1"}}, "a"}));
}

TEST(InterimResponses, WithoutEndMeetTheCapOfTheHead) {
    std::string many;
    for (int i = 0; i < 100; ++i) many += "HTTP/1.1 100 Continue\r\n\r\n";
    ResponseReader reader(pieces(many, 1000), small_limits());
    Result<void> head;
    for (int i = 0; i < 100 && head; ++i) head = reader.read_head();
    ASSERT_FALSE(head);
    EXPECT_EQ(head.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace tally::http
