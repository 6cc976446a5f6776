#include "base/clock.h"

#include <gtest/gtest.h>

namespace tally {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

constexpr Time kTime = Time(seconds(1630454841)) + microseconds(1234);  // 2021-09-01T00:07:21.001234Z

TEST(Iso8601, WritesSecondsWithTheOffsetOfUtc) {
    EXPECT_EQ(iso_8601_seconds(kTime), "2021-09-01T00:07:21+00:00");
}

TEST(Iso8601, WritesMicrosecondsInFixedWidth) {
    EXPECT_EQ(iso_8601_fixed(kTime), "2021-09-01T00:07:21.001234Z");
}

TEST(Iso8601, KnowsTimesBefore1970AndLeapDays) {
    EXPECT_EQ(iso_8601_fixed(Time(microseconds(-1))), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(iso_8601_seconds(Time(seconds(951782400))), "2000-02-29T00:00:00+00:00");
}

TEST(Iso8601, SortsAsText) {
    EXPECT_LT(iso_8601_fixed(kTime), iso_8601_fixed(kTime + microseconds(1)));
    EXPECT_LT(iso_8601_fixed(kTime), iso_8601_fixed(kTime + seconds(86400)));
}

TEST(SystemClock, NeverRunsBackwards) {
    const SystemClock clock;
    const auto before = clock.steady();
    EXPECT_LE(before, clock.steady());
    EXPECT_GT(clock.now(), kTime);
}

}  // namespace
}  // namespace tally
