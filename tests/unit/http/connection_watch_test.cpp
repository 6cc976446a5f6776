#include "http/connection_watch.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace tally::http {
namespace {

using namespace std::chrono_literals;

class ConnectionWatchTest : public testing::Test {
  protected:
    ConnectionWatchTest() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0); }
    ~ConnectionWatchTest() override {
        for (const int descriptor : ends) ::close(descriptor);
    }
    bool is_closed_within(std::chrono::milliseconds time) const {
        pollfd state{ends[1], POLLRDHUP, 0};
        return ::poll(&state, 1, static_cast<int>(time.count())) == 1;
    }

    std::array<int, 2> ends{};
};

TEST_F(ConnectionWatchTest, ClosesWhatDoesNotTakeItsResponse) {
    ConnectionWatch watch({1h, 20ms});
    WatchedConnection connection(ends[0], true);
    watch.add(connection);
    EXPECT_TRUE(connection.move_on(Phase::head, Phase::sending));
    EXPECT_TRUE(is_closed_within(10s));
    EXPECT_EQ(connection.phase(), Phase::expired);
    watch.remove(connection);
}

TEST_F(ConnectionWatchTest, GivesLargeResponsesMoreTime) {
    ConnectionWatch watch({1h, 20ms});
    WatchedConnection connection(ends[0], true);
    watch.add(connection);
    EXPECT_TRUE(connection.move_on(Phase::head, Phase::sending));
    connection.count(64u << 20);
    EXPECT_FALSE(is_closed_within(100ms));
    watch.remove(connection);
}

TEST_F(ConnectionWatchTest, LeavesHandlersTheirTime) {
    ConnectionWatch watch({20ms, 20ms});
    WatchedConnection connection(ends[0], true);
    EXPECT_TRUE(connection.move_on(Phase::head, Phase::handling));
    watch.add(connection);
    EXPECT_FALSE(is_closed_within(100ms));
    watch.remove(connection);
}

TEST_F(ConnectionWatchTest, DoesNotBlameAClientForBytesThatTheServerHasNotRead) {
    ConnectionWatch watch({20ms, 20ms});
    ASSERT_EQ(::send(ends[1], "x", 1, 0), 1);
    WatchedConnection connection(ends[0], true);
    watch.add(connection);
    EXPECT_FALSE(is_closed_within(100ms));
    char byte = 0;
    ASSERT_EQ(::recv(ends[0], &byte, 1, 0), 1);
    EXPECT_TRUE(is_closed_within(10s));
    watch.remove(connection);
}

TEST_F(ConnectionWatchTest, AllowsNothingMoreOnAnExpiredConnection) {
    ConnectionWatch watch({20ms, 20ms});
    WatchedConnection connection(ends[0], true);
    watch.add(connection);
    EXPECT_TRUE(is_closed_within(10s));
    EXPECT_FALSE(connection.move_on(Phase::head, Phase::body));
    watch.remove(connection);
}

}  // namespace
}  // namespace tally::http
