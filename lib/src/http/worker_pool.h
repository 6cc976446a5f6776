// A fixed number of threads that take jobs from one queue, except that long ones never take all threads.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tally::http {

class WorkerPool {
  public:
    // A job is called with true by a worker, or with false by stop() when no worker had begun it.
    using Job = std::function<void(bool run)>;

    enum class Length { any, long_one };  // of the latter at most a quarter of the threads works at a time, or one

    explicit WorkerPool(unsigned threads);
    ~WorkerPool();  // stops
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False after stop(). `before` runs first, while no worker can have the job yet.
    bool add(const std::function<void()>& before, Job job, Length length = Length::any);

    // Gives back the waiting jobs, waits for the running ones. Idempotent.
    void stop();

  private:
    struct Waiting {
        Job job;
        Length length;
    };

    void work();
    std::deque<Waiting>::iterator next();  // that may be begun now

    const unsigned most_long_ones_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> waiting_;
    unsigned long_ones_ = 0;  // being worked at
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace tally::http
