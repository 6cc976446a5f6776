#include "reporting/curl_line.h"

#include <gtest/gtest.h>

namespace tally::reporting {
namespace {

http::Request request(std::string method, std::string target, http::Headers headers = {},
                      std::string body = "") {
    return {std::move(method), std::move(target), std::move(headers), std::move(body), ""};
}

struct Line {
    const char* name;
    http::Request request;
    const char* line;
};
class CurlLine : public ::testing::TestWithParam<Line> {};
TEST_P(CurlLine, Repeats) {
    EXPECT_EQ(curl_line("http://localhost:8080", GetParam().request), GetParam().line);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, CurlLine,
    ::testing::ValuesIn(std::vector<Line>{
        {"Plain", request("GET", "/a", {{"Accept", "*/*"}}), "curl -sS http://localhost:8080/a"},
        {"Query", request("GET", "/a?x=1&y=2"), "curl -sS 'http://localhost:8080/a?x=1&y=2'"},
        {"Body", request("POST", "/a", {{"Content-Type", "application/json"}}, R"({"it's":1})"),
         R"(curl -sS -H 'Content-Type: application/json' --data-binary '{"it'\''s":1}' http://localhost:8080/a)"},
        {"PostWithoutBody", request("POST", "/a"), "curl -sS -X POST http://localhost:8080/a"},
        {"PutWithBody", request("PUT", "/a", {}, "x"),
         "curl -sS -X PUT --data-binary x http://localhost:8080/a"},
        {"Head", request("HEAD", "/a"), "curl -sS -I http://localhost:8080/a"},
        {"SecretHeader", request("GET", "/a", {{"X-Api-Key", "k"}}),
         "curl -sS -H 'X-Api-Key: ***' http://localhost:8080/a"},
        {"SecretParameter", request("GET", "/a?Token=abc&n"),
         "curl -sS 'http://localhost:8080/a?Token=***&n'"},
        {"SecretMember", request("PUT", "/a", {}, R"({"a":1,"password":"hunter2"})"),
         R"(curl -sS -X PUT --data-binary '{"a":1,"password":"***"}' http://localhost:8080/a)"},
        {"LongBody", request("POST", "/a", {}, std::string(1000, 'x')),
         "curl -sS --data-binary @BODY http://localhost:8080/a"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::reporting
