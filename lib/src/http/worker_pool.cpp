#include "http/worker_pool.h"

namespace tally::http {

WorkerPool::WorkerPool(unsigned threads) {
    threads_.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
    stop();
}

bool WorkerPool::add(const std::function<void()>& before, Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return false;
        before();
        waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void WorkerPool::stop() {
    std::deque<Job> given_back;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        given_back.swap(waiting_);
    }
    changed_.notify_all();
    for (const Job& job : given_back) job(false);
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        const Job job = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        job(true);
        lock.lock();
    }
}

}  // namespace tally::http
