// What GoogleTest shows of a run: caught by a reporter of our own instead of failing this program.
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <tally/consumer.h>
#include <tally/gtest.h>

#include <stdexcept>
#include <string>

#include "support/raw_client.h"
#include "support/temporary_folder.h"

namespace tally {
namespace {

using testing_support::TemporaryFolder;

class GtestAdapter : public testing::Test {
  protected:
    GtestAdapter() : contract_("web-shop", "catalogue") {
        contract_.write_to(folder_.path().string());
        contract_.upon_receiving("a request").with_request("GET", "/a").will_respond_with(200);
        line_ = __LINE__ - 1;
    }

    static void get(const MockServer& mock, const std::string& target) {
        testing_support::RawClient client(mock.port());
        client.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        EXPECT_NE(testing_support::status_of(client.receive_response()), 0);
    }

    bool written() const { return !folder_.read("web-shop-catalogue.json").empty(); }

    TemporaryFolder folder_;
    Contract contract_;
    int line_ = 0;
};

TEST_F(GtestAdapter, IsQuietWhenAllIsWell) {
    run(contract_, [](const MockServer& mock) { get(mock, "/a"); });
    EXPECT_TRUE(written());
}

TEST_F(GtestAdapter, ReportsAtTheLineOfTheExpectation) {
    testing::TestPartResultArray failures;
    {
        testing::ScopedFakeTestPartResultReporter reporter(
            testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &failures);
        run(contract_, [](const MockServer&) {});
    }
    ASSERT_EQ(failures.size(), 1);
    EXPECT_STREQ(failures.GetTestPartResult(0).file_name(), __FILE__);
    EXPECT_EQ(failures.GetTestPartResult(0).line_number(), line_);
    EXPECT_FALSE(written());
}

TEST_F(GtestAdapter, ThrowsOnWhatTheTestThrewAfterReportingTheRequests) {
    testing::TestPartResultArray failures;
    {
        testing::ScopedFakeTestPartResultReporter reporter(
            testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &failures);
        EXPECT_THROW(run(contract_,
                         [](const MockServer& mock) {
                             get(mock, "/b");
                             throw std::runtime_error("unreadable");
                         }),
                     std::runtime_error);
    }
    EXPECT_EQ(failures.size(), 1);
    EXPECT_FALSE(written());
}

}  // namespace
}  // namespace tally
