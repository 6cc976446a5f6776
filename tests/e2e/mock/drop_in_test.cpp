// A script written for Pact's mock server and stub runs unchanged with ours: the same codes, the same shapes.
// The golden files hold what the script sees; drop_in_peers_test shows that it sees the same of Pact's tools.
#include <gtest/gtest.h>

#include "e2e/mock/session.h"
#include "support/golden.h"

namespace tally::e2e {

TEST(DropIn, MockServerGivesTheSameCodesAndShapes) {
    EXPECT_TRUE(testing_support::matches_golden("mock/drop_in_mock.txt", mock_session({{"contract"}})));
}

TEST(DropIn, StubGivesTheSameCodesAndShapes) {
    EXPECT_TRUE(testing_support::matches_golden("mock/drop_in_stub.txt", stub_session({{"contract"}})));
}

}  // namespace tally::e2e
