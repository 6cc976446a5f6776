#include "http/delayed_calls.h"

#include <gtest/gtest.h>

#include <future>
#include <vector>

namespace tally::http {
namespace {

using std::chrono::milliseconds;

TEST(DelayedCalls, AreMadeInTheOrderInWhichTheyAreDue) {
    DelayedCalls calls;
    std::vector<int> made;
    std::promise<void> all_are_there, over;
    calls.add(
        milliseconds(0), [] {}, [&](bool) { all_are_there.get_future().wait(); });
    calls.add(
        milliseconds(0), [] {}, [&](bool) { made.push_back(2); });
    calls.add(
        milliseconds(-1000), [] {}, [&](bool) { made.push_back(1); });
    calls.add(
        milliseconds(1), [] {}, [&](bool) { over.set_value(); });
    all_are_there.set_value();
    over.get_future().wait();
    EXPECT_EQ(made, (std::vector<int>{1, 2}));
}

TEST(DelayedCalls, AreMadeEarlyWhenStopped) {
    DelayedCalls calls;
    std::vector<bool> made;
    calls.add(
        std::chrono::hours(1), [] {}, [&](bool due) { made.push_back(due); });
    calls.stop();
    EXPECT_EQ(made, std::vector<bool>{false});
    EXPECT_FALSE(calls.add(
        milliseconds(0), [] {}, [&](bool due) { made.push_back(due); }));
    EXPECT_EQ(made.size(), 1u);
}

TEST(DelayedCalls, BeginOnlyAfterWhatHasToComeFirst) {
    DelayedCalls calls;
    bool prepared = false;
    std::promise<bool> seen;
    calls.add(
        milliseconds(0), [&] { prepared = true; }, [&](bool) { seen.set_value(prepared); });
    EXPECT_TRUE(seen.get_future().get());
}

}  // namespace
}  // namespace tally::http
