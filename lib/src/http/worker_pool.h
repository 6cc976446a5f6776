// A fixed number of threads that take jobs from one queue.
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

    explicit WorkerPool(unsigned threads);
    ~WorkerPool();  // stops
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False after stop(). `before` runs first, while no worker can have the job yet.
    bool add(const std::function<void()>& before, Job job);

    // Gives back the waiting jobs, waits for the running ones. Idempotent.
    void stop();

  private:
    void work();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace tally::http
