// The clean-up that a running broker makes on its schedule.
#include "cleanup/cleanup_worker.h"
#include "api/cleanup_fixture.h"

namespace tally::testing_support {

namespace {

using namespace std::chrono_literals;

class CleanupSchedule : public CleanupTest {
  protected:
    CleanupSchedule() {
        if (broker_ == nullptr) return;
        publish("Foo", "1", "Bar", "/1");
        publish("Foo", "2", "Bar", "/2");
        plan_.keep = {{.latest = true}};
    }
    // The clock of the test stands still, and nothing but a call makes a worker look that looks so seldom.
    static constexpr auto kNever = 10min;
    static cleanup::Schedule at_a_quarter_past_two(bool dry_run = false) {
        return {*cleanup::CronSchedule::read("", "15 2 * * *"), dry_run};
    }
    cleanup::CleanPlan plan_;
};

TEST_F(CleanupSchedule, ComesWhenItIsDue) {
    cleanup::CleanupWorker worker(*database_, clock_, plan_, at_a_quarter_past_two(), kNever);
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 1 2");
    clock_.advance(2h);  // 02:07
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 1 2");
    clock_.advance(8min);
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 2");
    publish("Foo", "3", "Bar", "/3");
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 2 3");
    clock_.advance(24h);
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 3");
}

TEST_F(CleanupSchedule, ComesOnceWhereSeveralWereMissed) {
    cleanup::CleanupWorker worker(*database_, clock_, plan_, at_a_quarter_past_two(), kNever);
    worker.look();
    advance_days(3);
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 2");
    publish("Foo", "3", "Bar", "/3");
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 2 3");
}

TEST_F(CleanupSchedule, ADryRunDeletesNothing) {
    cleanup::CleanupWorker worker(*database_, clock_, plan_, at_a_quarter_past_two(true), kNever);
    worker.look();
    advance_days(1);
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 1 2");
}

TEST_F(CleanupSchedule, OfSeveralBrokersOneCleansUp) {
    cleanup::CleanupWorker worker(*database_, clock_, plan_, at_a_quarter_past_two(), kNever);
    worker.look();
    auto other = database_->try_hold("clean");
    advance_days(1);
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 1 2");
    other.reset();
    advance_days(1);
    worker.look();
    EXPECT_EQ(versions_left(), "Foo 2");
}

TEST_F(CleanupSchedule, IsEndedAtOnce) {
    cleanup::CleanupWorker worker(*database_, clock_, plan_, at_a_quarter_past_two(), kNever);
    worker.look();
    worker.stop();
    worker.look();  // has nothing to wait for
    EXPECT_EQ(versions_left(), "Foo 1 2");
}

}  // namespace

}  // namespace tally::testing_support
