#include "verification/find_place.h"

#include <gtest/gtest.h>

namespace tally::verification {
namespace {

using Lines = std::vector<std::size_t>;

TEST(LinesOfElements, AreWhereEachElementStarts) {
    EXPECT_EQ(
        lines_of_elements("{\"x\":[1],\n\"interactions\" : [\n{\"a\":[1,{}]},\n\n  {\"b\":\"]}\\\"\"}, 3]\n}",
                          "interactions"),
        (Lines{3, 5, 5}));
}

TEST(LinesOfElements, AreThoseOfTheTopLevelMember) {
    EXPECT_EQ(
        lines_of_elements("{\"deep\":{\"interactions\":[1,2]},\n\"interactions\":[\n{}]}", "interactions"),
        (Lines{3}));
    EXPECT_EQ(lines_of_elements("{\"a\":\"interactions\",\"b\":[1],\"interactions\":[]}", "interactions"),
              (Lines{}));
}

TEST(LinesOfElements, AreNoneForOtherDocuments) {
    for (const char* text : {"", "[]", "[[1,2]]", "1", "{\"interactions\":{}}"}) {
        EXPECT_TRUE(lines_of_elements(text, "interactions").empty()) << text;
    }
}

class FaultyRule : public testing::Test {
  protected:
    // Two interactions on lines 3 and 7, with the same faulty rule in both.
    FaultyRule() {
        contract_.origin = "a.json";
        contract_.text = "{\n\"interactions\": [\n{\n\n\n},\n{\n\n}\n]\n}";
        contract_.contract.interactions.resize(2);
        contract_.warnings = {{"a.json:4:2", "'x' is not a string", ""},
                              {"a.json:5:2", "matcher 'tpye' is unknown", "did you mean 'type'?"},
                              {"a.json:8:9", "matcher 'tpye' is unknown", "did you mean 'type'?"}};
        mismatch_.rule = "tpye at $.a";
        mismatch_.sentence = "The matcher 'tpye' is not known, so nothing can be compared with it";
    }
    LoadedContract contract_;
    matching::Mismatch mismatch_;
};

TEST_F(FaultyRule, IsFoundInItsOwnInteraction) {
    EXPECT_EQ(place_of_faulty_rule(contract_, 0, mismatch_, "a.json:3"), "a.json:5:2");
    EXPECT_EQ(place_of_faulty_rule(contract_, 1, mismatch_, "a.json:7"), "a.json:8:9");
}

TEST_F(FaultyRule, IsLeftToThePlaceOfTheInteractionWhenReadingDidNotNoteIt) {
    contract_.warnings.pop_back();
    EXPECT_EQ(place_of_faulty_rule(contract_, 1, mismatch_, "a.json:7"), "a.json:7");
    contract_.warnings.clear();
    EXPECT_EQ(place_of_faulty_rule(contract_, 0, mismatch_, "a.json:3"), "a.json:3");
}

}  // namespace
}  // namespace tally::verification
