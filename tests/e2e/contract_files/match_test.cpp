// `contract match` as a user runs it.
#include <gtest/gtest.h>

#include "e2e/verify/run_verify.h"
#include "support/conformance_data.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

constexpr const char* kGoodRequest = "GET /products/11 HTTP/1.1\r\nAccept: application/json\r\n\r\n";
constexpr const char* kGoodResponse =
    "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": 7, \"name\": \"tea\", \"price\": 2.75}\n";
constexpr const char* kWrongResponse =
    "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": \"7\", \"price\": 2.75}\n";

struct Case {
    const char* name;
    std::vector<std::string> arguments;
};

std::vector<std::string> match(std::vector<std::string> more) {
    std::vector<std::string> all = {"contract", "match"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

class Match : public testing::TestWithParam<Case> {};
TEST_P(Match, PrintsWhatDiffers) {
    TemporaryFolder folder;
    folder.write("shop.json", contract_text(product_interaction() + R"(,
      {"type": "Synchronous/HTTP", "description": "a search", "key": "search-1",
       "request": {"method": "GET", "path": "/products", "query": {"q": ["tea"]},
                   "headers": {"Authorization": ["Bearer hunter2"]}},
       "response": {"status": 200}})"));
    folder.write("good_request.txt", kGoodRequest);
    folder.write("good_response.txt", kGoodResponse);
    folder.write("wrong_response.txt", kWrongResponse);
    folder.write("wrong_request.json",
                 R"({"method": "GET", "path": "/products", "query": {"q": ["coffee"]},
                     "headers": {"Authorization": ["Bearer other"]}})");
    folder.write("body.json", R"({"id": 1})");
    folder.write("noise.txt", "hello\n");
    folder.write("header.txt", "HTTP/1.1 200 OK\nbroken\n\n");
    folder.write("v2/request/path/differs.json",
                 R"({"match": false, "comment": "another path", "expected": {"path": "/a"},
                     "actual": {"path": "/b"}})");
    folder.write("v2/request/path/wrong.json",
                 R"({"match": true, "expected": {"path": "/a"}, "actual": {"path": "/b"}})");
    folder.write("v2/request/path/none.json", R"({"match": true})");
    folder.write("events.json", contract_text(R"(
      {"type": "Asynchronous/Messages", "description": "a product was sold", "key": "sold",
       "contents": {"content": {"id": 11, "amount": 2}, "contentType": "application/json", "encoded": false},
       "metadata": {"topic": "sales", "api-token": "hunter2"},
       "matchingRules": {"body": {"$.id": {"matchers": [{"match": "integer"}]}}}},
      {"type": "Synchronous/Messages", "description": "a price is asked for",
       "request": {"contents": {"content": {"id": 11}, "contentType": "application/json", "encoded": false}},
       "response": [{"contents": {"content": {"price": 2.5}, "contentType": "application/json",
                                  "encoded": false}},
                    {"contents": {"content": {"error": "unknown"}, "contentType": "application/json",
                                  "encoded": false}}]})"));
    folder.write("good_message.json",
                 R"({"contents": {"content": {"id": 7, "amount": 2}, "contentType": "application/json"},
                     "metadata": {"topic": "sales", "api-token": "hunter2"}})");
    folder.write("wrong_message.json",
                 R"({"contents": {"content": {"id": "7", "amount": 2}, "contentType": "application/json"},
                     "metadata": {"topic": "returns", "api-token": "other"}})");
    folder.write("asked.json", R"({"contents": {"content": {"id": 11}, "contentType": "application/json"}})");
    folder.write("answered.json",
                 R"({"contents": {"content": {"error": "gone"}, "contentType": "application/json"}})");
    const auto outcome = run_in(folder, match(GetParam().arguments));
    EXPECT_TRUE(
        matches_golden("match/" + std::string(GetParam().name) + ".txt", transcript(outcome, folder)));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Match,
    testing::ValuesIn(std::vector<Case>{
        {"help", {"--help"}},
        {"good_pair",
         {"--contract", "shop.json", "--request", "good_request.txt", "--response", "good_response.txt"}},
        {"unclear_interaction", {"--contract", "shop.json", "--response", "wrong_response.txt"}},
        {"wrong_response",
         {"--contract", "shop.json", "--interaction", "p11", "--response", "wrong_response.txt"}},
        {"wrong_response_json",
         {"--contract", "shop.json", "--request", "good_request.txt", "--response", "wrong_response.txt",
          "--output", "json"}},
        {"nearest_request", {"--contract", "shop.json", "--request", "wrong_request.json"}},
        {"secret_header",
         {"--contract", "shop.json", "--interaction", "search-1", "--request", "wrong_request.json"}},
        {"unknown_interaction",
         {"--contract", "shop.json", "--interaction", "a serch", "--request", "good_request.txt"}},
        {"body_on_its_own", {"--contract", "shop.json", "--response", "body.json"}},
        {"neither_http_nor_json", {"--contract", "shop.json", "--request", "noise.txt"}},
        {"broken_header", {"--contract", "shop.json", "--response", "header.txt"}},
        {"good_message", {"--contract", "events.json", "--message", "good_message.json"}},
        {"wrong_message", {"--contract", "events.json", "--message", "wrong_message.json"}},
        {"wrong_message_json",
         {"--contract", "events.json", "--message", "wrong_message.json", "--output", "json"}},
        {"synchronous_message",
         {"--contract", "events.json", "--request", "asked.json", "--response", "answered.json"}},
        {"unknown_message",
         {"--contract", "events.json", "--interaction", "a price is asked for", "--message",
          "good_message.json"}},
        {"no_message", {"--contract", "shop.json", "--message", "good_message.json"}},
        {"contents_on_their_own", {"--contract", "events.json", "--message", "body.json"}},
        {"message_beside_response",
         {"--contract", "events.json", "--message", "good_message.json", "--response", "good_response.txt"}},
        {"missing_contract", {"--contract", "none.json", "--response", "good_response.txt"}},
        {"no_sample", {"--contract", "shop.json"}},
        {"unknown_form", {"v2/request/path/differs.json", "--output", "yaml"}},
        {"case_that_differs", {"v2/request/path/differs.json"}},
        {"case_that_is_wrong", {"v2/request/path/wrong.json", "--output", "json"}},
        {"no_case", {"v2/request/path/none.json"}},
        {"case_without_folders", {"shop.json"}},
    }),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::e2e
