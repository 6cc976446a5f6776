#include <gtest/gtest.h>

#include "format/write_contract.h"

namespace tally::format {
namespace {

using namespace model;

Interaction interaction(const std::string& description, const std::string& path = "/",
                        const std::string& key = "", std::vector<ProviderState> states = {}) {
    Interaction made;
    made.description = description;
    made.key = key;
    made.provider_states = std::move(states);
    made.http()->request.path = path;
    return made;
}
Contract contract(std::vector<Interaction> interactions) {
    Contract made;
    made.consumer = "C";
    made.provider = "P";
    made.interactions = std::move(interactions);
    return made;
}
std::vector<std::string> merged_paths(std::vector<Interaction> older, std::vector<Interaction> newer) {
    const auto merged = merge_contracts(contract(std::move(older)), contract(std::move(newer)));
    std::vector<std::string> paths;
    for (const Interaction& each : merged.value().interactions) paths.push_back(each.http()->request.path);
    return paths;
}
using Paths = std::vector<std::string>;

TEST(MergeContracts, OtherParticipantsAreAConflict) {
    Contract other = contract({});
    other.provider = "Q";
    const auto merged = merge_contracts(contract({}), other);
    ASSERT_FALSE(merged);
    EXPECT_EQ(merged.error().code, ErrorCode::conflict);
}

TEST(MergeContracts, TheNewerInteractionReplacesTheOlderOne) {
    EXPECT_EQ(merged_paths({interaction("a", "/old"), interaction("b", "/b")}, {interaction("a", "/new")}),
              (Paths{"/new", "/b"}));
}

TEST(MergeContracts, MergingTwiceLeavesNoDuplicates) {
    const std::vector<Interaction> unsorted = {interaction("b"), interaction("a"), interaction("c")};
    EXPECT_EQ(merged_paths(unsorted, unsorted).size(), 3u);
}

TEST(MergeContracts, StateNamesAndTheirOrderCountButNotTheirParameters) {
    const ProviderState a{"a", {}}, b{"b", {}}, a_with{"a", json::Object{{"id", 1}}};
    EXPECT_EQ(merged_paths({interaction("x", "/1", "", {a, b})}, {interaction("x", "/2", "", {b, a})}).size(),
              2u);
    EXPECT_EQ(merged_paths({interaction("x", "/1", "", {a})}, {interaction("x", "/2", "", {a_with})}),
              Paths{"/2"});
}

TEST(MergeContracts, KeysDecideWhenBothHaveOne) {
    EXPECT_EQ(merged_paths({interaction("x", "/1", "k")}, {interaction("y", "/2", "k")}), Paths{"/2"});
    EXPECT_EQ(merged_paths({interaction("x", "/1", "k")}, {interaction("x", "/2", "l")}).size(), 2u);
}

TEST(MergeContracts, AKeyOnOneSideOnlyLeavesItToTheDescription) {
    EXPECT_EQ(merged_paths({interaction("x", "/1")}, {interaction("x", "/2", "k")}), Paths{"/2"});
    EXPECT_EQ(merged_paths({interaction("x", "/1", "k")}, {interaction("x", "/2")}), Paths{"/2"});
}

TEST(MergeContracts, KindsAreKeptApart) {
    Interaction message = interaction("x");
    message.exchange = AsyncMessage{};
    const auto merged = merge_contracts(contract({interaction("x")}), contract({message}));
    EXPECT_EQ(merged.value().interactions.size(), 2u);
}

TEST(MergeContracts, MetadataOfTheNewerOneWinsAndPluginsAreUnited) {
    Contract older = contract({});
    older.metadata = {{"tool", "old"},
                      {"kept", 1},
                      {"plugins", json::Array{json::Object{{"name", "p"}, {"version", "1"}, {"x", 1}},
                                              json::Object{{"name", "q"}, {"version", "1"}}}}};
    Contract newer = contract({});
    newer.metadata = {{"tool", "new"},
                      {"plugins", json::Array{json::Object{{"name", "p"}, {"version", "1"}, {"x", 2}}}}};
    const auto merged = merge_contracts(older, newer);
    ASSERT_TRUE(merged);
    EXPECT_EQ(*merged->metadata.find("tool"), json::Value("new"));
    EXPECT_TRUE(merged->metadata.contains("kept"));
    EXPECT_EQ(merged->metadata.find("plugins")->array()->size(), 2u);
}

}  // namespace
}  // namespace tally::format
