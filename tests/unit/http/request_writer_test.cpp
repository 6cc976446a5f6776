#include "http/request_writer.h"

#include <gtest/gtest.h>

namespace tally::http {
namespace {

struct WriteCase {
    const char* name;
    Request request;
    std::string bytes;
};
void PrintTo(const WriteCase& row, std::ostream* out) {
    *out << row.name;
}
class WriteRequest : public testing::TestWithParam<WriteCase> {};

TEST_P(WriteRequest, AddsOnlyWhatIsNeeded) {
    const auto bytes = write_request(GetParam().request, {GetParam().request.target, "host:1", "Agent", ""});
    ASSERT_TRUE(bytes) << bytes.error().text();
    EXPECT_EQ(*bytes, GetParam().bytes);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, WriteRequest,
    testing::ValuesIn(std::vector<WriteCase>{
        {"Plain",
         {"GET", "/a%2Fb?x=%20&y+z", {{"b", "2"}, {"A", "1"}, {"b", "3"}}, "", ""},
         "GET /a%2Fb?x=%20&y+z HTTP/1.1\r\nHost: host:1\r\nb: 2\r\nA: 1\r\nb: 3\r\nUser-Agent: "
         "Agent\r\n\r\n"},
        {"OwnHostAndAgent",
         {"GET", "/", {{"user-agent", "me"}, {"host", "other"}}, "", ""},
         "GET / HTTP/1.1\r\nuser-agent: me\r\nhost: other\r\n\r\n"},
        {"Body",
         {"POST", "/", {}, "abc", ""},
         "POST / HTTP/1.1\r\nHost: host:1\r\nUser-Agent: Agent\r\nContent-Length: 3\r\n\r\nabc"},
        {"BodyWithGet",
         {"GET", "/", {}, "abc", ""},
         "GET / HTTP/1.1\r\nHost: host:1\r\nUser-Agent: Agent\r\nContent-Length: 3\r\n\r\nabc"},
        {"EmptyPut",
         {"PUT", "/", {}, "", ""},
         "PUT / HTTP/1.1\r\nHost: host:1\r\nUser-Agent: Agent\r\nContent-Length: 0\r\n\r\n"},
        {"EmptyDelete",
         {"DELETE", "/", {}, "", ""},
         "DELETE / HTTP/1.1\r\nHost: host:1\r\nUser-Agent: Agent\r\n\r\n"},
        {"WrongLengthIsCorrectedInItsPlace",
         {"POST", "/", {{"content-length", "99"}, {"A", "b"}, {"Content-Length", "98"}}, "abc", ""},
         "POST / HTTP/1.1\r\nHost: host:1\r\ncontent-length: 3\r\nA: b\r\nUser-Agent: Agent\r\n\r\nabc"},
        {"Chunked",
         {"POST", "/", {{"Transfer-Encoding", "chunked"}, {"Content-Length", "3"}}, "0123456789abcdefg", ""},
         "POST / HTTP/1.1\r\nHost: host:1\r\nTransfer-Encoding: chunked\r\nUser-Agent: "
         "Agent\r\n\r\n11\r\n0123456789abcdefg\r\n0\r\n\r\n"},
        {"ChunkedAndEmpty",
         {"POST", "/", {{"Transfer-Encoding", "Chunked"}}, "", ""},
         "POST / HTTP/1.1\r\nHost: host:1\r\nTransfer-Encoding: chunked\r\nUser-Agent: "
         "Agent\r\n\r\n0\r\n\r\n"},
        {"AnyMethod",
         {"M-SEARCH", "*", {}, "", ""},
         "M-SEARCH * HTTP/1.1\r\nHost: host:1\r\nUser-Agent: Agent\r\n\r\n"},
        {"EmptyValue",
         {"GET", "/", {{"A", ""}}, "", ""},
         "GET / HTTP/1.1\r\nHost: host:1\r\nA: \r\nUser-Agent: Agent\r\n\r\n"},
    }),
    [](const auto& row) { return row.param.name; });

struct RefusedCase {
    const char* name;
    Request request;
};
void PrintTo(const RefusedCase& row, std::ostream* out) {
    *out << row.name;
}
class WriteRequestRefuses : public testing::TestWithParam<RefusedCase> {};

TEST_P(WriteRequestRefuses, WhatWouldBecomeAnotherRequest) {
    const auto bytes = write_request(GetParam().request, {GetParam().request.target, "host", "Agent", ""});
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, ErrorCode::invalid_input);
}

INSTANTIATE_TEST_SUITE_P(Rows, WriteRequestRefuses,
                         testing::ValuesIn(std::vector<RefusedCase>{
                             {"BlankInMethod", {"GET /x", "/", {}, "", ""}},
                             {"NoMethod", {"", "/", {}, "", ""}},
                             {"BlankInTarget", {"GET", "/a b", {}, "", ""}},
                             {"LineFeedInTarget", {"GET", "/a\r\nX: y", {}, "", ""}},
                             {"NoTarget", {"GET", "", {}, "", ""}},
                             {"LineFeedInValue", {"GET", "/", {{"A", "b\nX: y"}}, "", ""}},
                             {"CarriageReturnInValue", {"GET", "/", {{"A", "b\rX: y"}}, "", ""}},
                             {"NulInValue", {"GET", "/", {{"A", std::string("b\0c", 3)}}, "", ""}},
                             {"ColonInName", {"GET", "/", {{"A:", "b"}}, "", ""}},
                             {"OtherTransferCoding", {"POST", "/", {{"Transfer-Encoding", "gzip"}}, "x", ""}},
                         }),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::http
