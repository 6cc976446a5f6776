// A thread that cleans the database up on a schedule while the broker runs.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "cleanup/clean_plan.h"
#include "cleanup/cron_schedule.h"
#include "storage/database.h"

namespace tally::cleanup {

struct Schedule {
    CronSchedule when;
    bool dry_run = false;  // only says what would be deleted
};

class CleanupWorker {
  public:
    // `database` and `clock` have to outlive it. What it did goes to the log. It looks at the clock every
    // `tick`.
    CleanupWorker(storage::Database& database, const Clock& clock, CleanPlan plan, Schedule schedule,
                  std::chrono::milliseconds tick = std::chrono::seconds(20));
    ~CleanupWorker() { stop(); }
    CleanupWorker(const CleanupWorker&) = delete;
    CleanupWorker& operator=(const CleanupWorker&) = delete;

    // Looks at the clock now; returns when what was due then has been done. For tests.
    void look();
    // Ends a clean-up that is under way after its transaction, and waits for that.
    void stop();

  private:
    void run();
    void clean_up();
    bool rest(std::chrono::steady_clock::duration span);

    storage::Database& database_;
    const Clock& clock_;
    const CleanPlan plan_;
    const Schedule schedule_;
    const std::chrono::milliseconds tick_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int asked_ = 0;   // how often look() was called
    int looked_ = 0;  // up to which of these calls the thread has looked
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tally::cleanup
