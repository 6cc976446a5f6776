// Writers that wait for each other share a commit: while one group is on its way to the disk the next
// gathers, so the number of commits falls as the load rises.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "storage/database.h"

namespace tally::storage {

class WriteQueue {
  public:
    // What one caller of Database::write() waits for.
    struct Job {
        const std::function<bool(Transaction&)>* work;
        std::exception_ptr error = nullptr;  // passed on to the caller
        bool kept = false;                   // what `work` answered
        bool done = false;
    };
    using Jobs = std::vector<Job*>;

    // `run_group` runs its jobs in one transaction, each in a savepoint, and commits. What it throws is the
    // error of every job of the group that has none of its own. It is never called twice at a time.
    WriteQueue(std::size_t most_jobs, std::function<void(const Jobs&)> run_group)
        : most_jobs_(most_jobs), run_group_(std::move(run_group)) {}

    // Returns when the group that `work` was in has been committed; throws what went wrong.
    void write(const std::function<bool(Transaction&)>& work);

  private:
    void lead(std::unique_lock<std::mutex>& lock);

    const std::size_t most_jobs_;
    const std::function<void(const Jobs&)> run_group_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job*> waiting_;
    bool writing_ = false;
};

}  // namespace tally::storage
