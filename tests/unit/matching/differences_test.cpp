#include "matching/differences.h"

#include <gtest/gtest.h>

namespace tally::matching {
namespace {

Mismatch at(const std::string& location) {
    Mismatch mismatch;
    mismatch.location = location;
    return mismatch;
}

TEST(Differences, TextsBeyondTheLimitAreNeverMade) {
    Differences differences(2);
    int made = 0;
    for (int i = 0; i < 5; ++i) {
        differences.add([&] {
            ++made;
            return at("$");
        });
    }
    EXPECT_EQ(made, 2);
    EXPECT_EQ(differences.count(), 5u);
    const Mismatches mismatches = differences.take();
    ASSERT_EQ(mismatches.size(), 3u);
    EXPECT_EQ(mismatches[2].sentence, "and 3 further differences");
}

TEST(Differences, AddingAnotherCollectionKeepsTheLimitAndTheCount) {
    Differences all(2);
    all.add([] { return at("$.a"); });
    Differences more(5);
    for (const char* place : {"$.b", "$.c"}) more.add([&] { return at(place); });
    all.add_all(std::move(more));
    EXPECT_EQ(all.count(), 3u);
    EXPECT_EQ(all.take()[1].location, "$.b");
}

}  // namespace
}  // namespace tally::matching
