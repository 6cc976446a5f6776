// Tables and lists about mock servers, as the commands of `contract mock` print them.
#include "cli/mock_texts.h"

#include <gtest/gtest.h>

namespace tally::cli {
namespace {

json::Value parsed(const char* text) {
    return json::parse(text).value_or(json::Value());
}

}  // namespace

TEST(MockTexts, TableIsAlignedWhateverTheNames) {
    EXPECT_EQ(table_of_mocks(parsed(R"({"mockServers": [
        {"id": "0AB1C2D3", "port": 8081, "provider": "K\u00e4se \u001b[31m", "status": "ok"},
        {"id": "1AB1C2D3", "port": 41234, "provider": "b", "status": "error"}]})")),
              "┌────────────────┬───────┬───────────────┬────────────────────┐\n"
              "│ Mock Server Id ┆ Port  ┆ Provider      ┆ Verification State │\n"
              "╞════════════════╪═══════╪═══════════════╪════════════════════╡\n"
              "│ 0AB1C2D3       ┆ 8081  ┆ Käse \\x1b[31m ┆ ok                 │\n"
              "├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤\n"
              "│ 1AB1C2D3       ┆ 41234 ┆ b             ┆ error              │\n"
              "└────────────────┴───────┴───────────────┴────────────────────┘\n");
}

TEST(MockTexts, EmptyTableHasItsHeading) {
    EXPECT_EQ(table_of_mocks(parsed(R"({"mockServers": []})")),
              "┌────────────────┬──────┬──────────┬────────────────────┐\n"
              "│ Mock Server Id ┆ Port ┆ Provider ┆ Verification State │\n"
              "└────────────────┴──────┴──────────┴────────────────────┘\n");
}

TEST(MockTexts, ListNumbersWhatIsOpen) {
    EXPECT_EQ(list_of_open_points(parsed(R"({"mockServer": {"id": "0AB1C2D3", "port": 8081}, "mismatches": [
        {"type": "request-not-found", "request": {"method": "GET", "path": "/a"}},
        {"type": "request-mismatch", "method": "POST", "path": "/b", "mismatches": [
            {"type": "BodyMismatch", "path": "$.id", "mismatch": "Expected 1 to be 2"},
            {"type": "HeaderMismatch", "key": "Accept", "mismatch": "Expected header 'Accept'"}]},
        {"type": "missing-request", "request": {"path": "/c"}}]})")),
              "Mock server 0AB1C2D3/8081 failed verification with 3 errors\n\n"
              "0 - Received a request that was not expected - {\"method\":\"GET\",\"path\":\"/a\"}\n"
              "1 - Received a request that did not match with expected - POST /b\n"
              "        $.id: Expected 1 to be 2\n"
              "        Expected header 'Accept'\n"
              "2 - Expected request was not received - {\"path\":\"/c\"}\n");
}

TEST(MockTexts, DocumentsOfOtherServersDoNoHarm) {
    for (const char* text : {"null", "[]", "{}", R"({"mockServers": 1, "mismatches": {}})",
                             R"({"mockServers": [1, null], "mismatches": [1, {"mismatches": 2}]})"}) {
        EXPECT_NE(table_of_mocks(parsed(text)), "");
        EXPECT_NE(list_of_open_points(parsed(text)), "");
    }
}

}  // namespace tally::cli
