// Texts of 100 MB: read, compared and shown without copies that add up, or refused by their size.
#include <sys/resource.h>

#include "hostile/exchange.h"

namespace tally::hostile {
namespace {

// Unoptimised builds take a tenth: they would need most of a minute for each text.
#ifdef NDEBUG
constexpr std::size_t kHuge = 100u << 20;
#else
constexpr std::size_t kHuge = 10u << 20;
#endif

long peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

// Sanitizers keep what was freed.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr long kMegabytes = 4000;
#else
constexpr long kMegabytes = 500;
#endif

// ctest runs each in a process of its own, so the peak is that of one body.
class HugeText : public testing::Test {
  protected:
    void TearDown() override {
        EXPECT_LT(watch_.elapsed(), kSoon);
        EXPECT_LT(peak_megabytes(), kMegabytes);
    }

  private:
    Stopwatch watch_;
};

std::string huge(std::string_view before, std::string_view after) {
    std::string text;
    text.reserve(kHuge + before.size() + after.size());
    text += before;
    text.append(kHuge, 'x');
    text += after;
    return text;
}

TEST_F(HugeText, InJsonIsComparedAndShownCut) {
    const auto mismatches = match(expected_body("[\"a\"]", "application/json"), huge("[\"", "\"]"));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_LT(mismatches[0].actual.size(), 1100u);
    EXPECT_LT(mismatches[0].sentence.size(), 2200u);
}

TEST_F(HugeText, InXmlIsComparedAndShownCut) {
    const auto mismatches = match(expected_body("<a>b</a>", "application/xml"), huge("<a>", "</a>"));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_LT(mismatches[0].sentence.size(), 2200u);
}

TEST_F(HugeText, AsPlainTextIsComparedAndShownCut) {
    const auto mismatches = match(expected_body("a", "text/plain"), huge("", ""));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_LT(mismatches[0].actual.size(), 1100u);
    EXPECT_LT(mismatches[0].sentence.size(), 2200u);
}

TEST_F(HugeText, InAFormIsComparedAndShownCut) {
    const auto mismatches = match(expected_body("a=1", "application/x-www-form-urlencoded"), huge("a=", ""));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_LT(mismatches[0].sentence.size(), 2200u);
}

TEST_F(HugeText, UnderAPatternIsAnswered) {
    const std::string rules = R"({"$[0]":{"matchers":[{"match":"regex","regex":"x+y"}]}})";
    EXPECT_EQ(match(expected_body("[\"xy\"]", "application/json", rules), huge("[\"", "\"]")).size(), 1u);
}

TEST_F(HugeText, InAContractIsReadAndKept) {
    const auto read = format::read_contract(
        huge(R"({"consumer":{"name":"c"},"provider":{"name":"p"},"interactions":[],"x":")", "\"}"), "huge");
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->contract.consumer, "c");
}

}  // namespace
}  // namespace tally::hostile
