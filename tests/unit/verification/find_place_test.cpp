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

}  // namespace
}  // namespace tally::verification
