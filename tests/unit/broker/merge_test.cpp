#include "contracts/merge.h"

#include <gtest/gtest.h>

namespace tally::contracts {
namespace {

std::string merged(const char* existing, const char* added) {
    return json::to_text(merge_overwriting(json::parse(existing).value(), json::parse(added).value()));
}

TEST(MergeOverwriting, ReplacesMessagesOfTheSameNameAndKeepsTheOthers) {
    EXPECT_EQ(merged(R"({"messages":[{"description":"a","contents":1},{"description":"b"}]})",
                     R"({"messages":[{"description":"a","contents":2}]})"),
              R"({"messages":[{"description":"a","contents":2},{"description":"b"}]})");
}

TEST(MergeOverwriting, TellsInteractionsApartByTheirStatesInEachSpelling) {
    for (const char* name : {"providerState", "provider_state", "providerStates"}) {
        const std::string before = R"({"description":"a",")" + std::string(name) + R"(":"x"})";
        const std::string after = R"({"description":"a",")" + std::string(name) + R"(":"y"})";
        EXPECT_EQ(merged((R"({"interactions":[)" + before + "]}").c_str(),
                         (R"({"interactions":[)" + after + "]}").c_str()),
                  R"({"interactions":[)" + before + "," + after + "]}");
    }
}

}  // namespace
}  // namespace tally::contracts
