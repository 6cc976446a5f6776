#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>

#include "base/regex.h"

namespace tally {
namespace {

TEST(SeededRandom, GivesTheSameForTheSameSeed) {
    SeededRandom first(7), second(7), other(8);
    EXPECT_EQ(first.uuid(), second.uuid());
    EXPECT_NE(first.uuid(), other.uuid());
}

TEST(SeededRandom, IsTheSameOnEveryMachine) {
    EXPECT_EQ(SeededRandom(0).next(), 0xe220a8397b1dcdafu);
}

TEST(RandomBetween, ReachesBothEndsAndNothingBeyond) {
    SeededRandom random(1);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(random.between(-2, 2));
    EXPECT_EQ(seen, (std::set<std::int64_t>{-2, -1, 0, 1, 2}));
}

TEST(RandomBetween, TakesTheWholeRange) {
    using Limits = std::numeric_limits<std::int64_t>;
    SeededRandom random(1);
    bool negative = false, positive = false;
    for (int i = 0; i < 100; ++i) {
        const std::int64_t value = random.between(Limits::min(), Limits::max());
        (value < 0 ? negative : positive) = true;
    }
    EXPECT_TRUE(negative && positive);
    EXPECT_EQ(random.between(Limits::max(), Limits::max()), Limits::max());
}

TEST(RandomCharacters, ComeFromTheAlphabet) {
    SeededRandom random(1);
    const std::string text = random.characters(200, "xyz");
    EXPECT_EQ(text.size(), 200u);
    EXPECT_EQ(text.find_first_not_of("xyz"), std::string::npos);
    EXPECT_EQ(random.characters(0, "x"), "");
}

TEST(RandomUuid, HasVersion4AndTheVariantBits) {
    const Result<Regex> form =
        Regex::compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    SeededRandom random(1);
    for (int i = 0; i < 100; ++i) {
        const std::string uuid = random.uuid();
        EXPECT_TRUE(*form->matches_all_of(uuid)) << uuid;
    }
}

TEST(SystemRandom, DoesNotRepeatItself) {
    SystemRandom random;
    EXPECT_NE(random.uuid(), random.uuid());
}

}  // namespace
}  // namespace tally
