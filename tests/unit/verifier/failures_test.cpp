// What a developer reads when an interaction fails in the provider's own tests.
#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

#include "base/text.h"
#include "http/server.h"
#include "support/golden.h"
#include "support/replace_pattern.h"
#include "tally/verifier.h"
#include "unit/verifier/small_contract.h"

namespace tally::verifier {
namespace {

using testing_support::TemporaryFolder;
using namespace testing;

struct Case {
    const char* name;
    std::string contract;  // empty: there is none
    std::function<void(Verifier&)> set_up;
    bool passed = false;
};

void PrintTo(const Case& row, std::ostream* out) {
    *out << row.name;
}

class Failure : public ::testing::TestWithParam<Case> {};
TEST_P(Failure, IsTold) {
    const auto server = http::start_server({}, [](const http::Request&) {
        return http::Response{200, {{"Content-Type", "application/json"}}, R"({"total":"19.5"})"};
    });
    TemporaryFolder folder;
    if (!GetParam().contract.empty()) folder.write("contracts/web-shop-order-api.json", GetParam().contract);
    Verifier verifier("order-api");
    verifier.contracts((folder / "contracts").string()).provider((*server)->url());
    if (GetParam().set_up) GetParam().set_up(verifier);
    const auto outcome = verifier.verify();
    EXPECT_EQ(outcome.passed, GetParam().passed);
    std::string text = text::replace_all(outcome.text, folder.path().string() + "/", "");
    text = testing_support::replace_pattern(std::move(text), "127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT");
    text = testing_support::replace_pattern(std::move(text), " in [0-9.]+ m?s", " in TIME");
    EXPECT_TRUE(
        testing_support::matches_golden("verifier/" + std::string(GetParam().name) + ".txt", text + "\n"));
}

Message message_of(const std::string& contents) {
    return {contents, "application/json", {{"topic", "orders"}, {"partition", "3"}}};
}

const std::string kPending =
    text::replace_all(kPlaced, "\"description\"", "\"pending\": true, \"description\"");

INSTANTIATE_TEST_SUITE_P(
    Rows, Failure,
    ::testing::ValuesIn(std::vector<Case>{
        {"other_response", contract_of(kOrder),
         [](Verifier& verifier) { verifier.state("an order exists", [] {
                                      return Values{{"id", 42}};
                                  }); }},
        {"missing_state_handler", contract_of(kOrder),
         [](Verifier& verifier) { verifier.state("an order exist", [] {}); }},
        {"state_handler_throws", contract_of(kOrder),
         [](Verifier& verifier) {
             verifier.state("an order exists", []() -> void { throw std::runtime_error("no database"); });
         }},
        {"tear_down_throws",
         contract_of(text::replace_all(kOrder, "\"content\": {\"total\": 19.5}", "\"content\": {}")),
         [](Verifier& verifier) {
             verifier.state(
                 "an order exists",
                 [] {
                     return Values{{"id", 42}};
                 },
                 []() -> void { throw std::runtime_error("no database"); });
         }},
        {"provider_is_down", contract_of(kOrder),
         [](Verifier& verifier) { verifier.state("an order exists", [] {}).provider("http://127.0.0.1:1"); }},
        {"provider_does_not_start", contract_of(kOrder),
         [](Verifier& verifier) {
             verifier.provider([]() -> std::string { throw std::runtime_error("port 8080 is taken"); });
         }},
        {"other_message", contract_of(kPlaced),
         [](Verifier& verifier) {
             verifier.message("order placed", [] {
                 return Message{R"({"id":"42"})", "application/json", {}};
             });
         }},
        {"missing_message", contract_of(std::string(kPlaced) + "," + kPrice), {}},
        {"message_throws", contract_of(kPlaced),
         [](Verifier& verifier) {
             verifier.message("order placed", []() -> Message { throw std::runtime_error("no database"); });
         }},
        {"pending_message", contract_of(kPending + "," + kPlaced),
         [](Verifier& verifier) {
             int made = 0;
             verifier.message("order placed", [made]() mutable {
                 return message_of(++made == 1 ? R"({"id":"42"})" : R"({"id":42})");
             });
         },
         true},
        {"no_contract", "", {}},
        {"other_provider", contract_of(kPlaced, "order-apis"), {}},
        {"no_interaction", contract_of(""), {}},
        {"unreadable_contract", "{\"interactions\": [", {}},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::verifier
