#include "base/readiness.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

namespace tally {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class ReadinessTest : public testing::Test {
  protected:
    ReadinessTest() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()), 0); }
    ~ReadinessTest() override {
        for (const int end : ends_) ::close(end);
    }
    std::array<int, 2> ends_{};
};

TEST_F(ReadinessTest, ComesWithWhatWasSent) {
    std::thread sender([this] { EXPECT_EQ(::send(ends_[1], "x", 1, 0), 1); });
    EXPECT_TRUE(becomes_ready(ends_[0], Readiness::to_read, Clock::now() + 60s));
    sender.join();
}

TEST_F(ReadinessTest, DoesNotComeByItself) {
    EXPECT_FALSE(becomes_ready(ends_[0], Readiness::to_read, Clock::now() + 20ms));
    EXPECT_TRUE(becomes_ready(ends_[0], Readiness::to_read_or_write, Clock::now() + 60s));
}

TEST_F(ReadinessTest, IsSeenEvenWhenTheDeadlineIsOver) {
    ASSERT_EQ(::send(ends_[1], "x", 1, 0), 1);
    EXPECT_TRUE(becomes_ready(ends_[0], Readiness::to_read, Clock::now() - 1s));
}

TEST_F(ReadinessTest, ComesWithTheEnd) {
    ::shutdown(ends_[1], SHUT_RDWR);
    EXPECT_TRUE(becomes_ready(ends_[0], Readiness::to_read, Clock::now() + 60s));
}

}  // namespace
}  // namespace tally
