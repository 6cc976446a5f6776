#include "http/worker_pool.h"

#include <algorithm>

namespace tally::http {

WorkerPool::WorkerPool(unsigned threads) : most_long_ones_(std::max(1u, threads / 4)) {
    threads_.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
    stop();
}

bool WorkerPool::add(const std::function<void()>& before, Job job, Length length) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return false;
        before();
        waiting_.push_back({std::move(job), length});
    }
    changed_.notify_one();
    return true;
}

void WorkerPool::stop() {
    std::deque<Waiting> given_back;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        given_back.swap(waiting_);
    }
    changed_.notify_all();
    for (const Waiting& waiting : given_back) waiting.job(false);
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

std::deque<WorkerPool::Waiting>::iterator WorkerPool::next() {
    if (long_ones_ < most_long_ones_) return waiting_.begin();
    return std::find_if(waiting_.begin(), waiting_.end(),
                        [](const Waiting& waiting) { return waiting.length == Length::any; });
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || next() != waiting_.end(); });
        if (stopping_) return;
        const auto taken = next();
        const Waiting waiting = std::move(*taken);
        waiting_.erase(taken);
        const bool is_long = waiting.length == Length::long_one;
        if (is_long) ++long_ones_;
        lock.unlock();
        waiting.job(true);
        lock.lock();
        if (!is_long) continue;
        --long_ones_;
        changed_.notify_one();  // another long one may be begun, while this thread takes what came first
    }
}

}  // namespace tally::http
