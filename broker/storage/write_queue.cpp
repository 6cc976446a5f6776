#include "storage/write_queue.h"

namespace tally::storage {

// Whoever comes while nobody writes becomes the leader, and runs what is waiting until its own work is done.
void WriteQueue::write(const std::function<bool(Transaction&)>& work) {
    Job job{.work = &work};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&job);
    changed_.wait(lock, [&] { return job.done || !writing_; });
    if (!job.done) {
        writing_ = true;
        while (!job.done) lead(lock);
        writing_ = false;
        changed_.notify_all();
    }
    lock.unlock();
    if (job.error) std::rethrow_exception(job.error);
}

void WriteQueue::lead(std::unique_lock<std::mutex>& lock) {
    Jobs group;
    while (!waiting_.empty() && group.size() < most_jobs_) {
        group.push_back(waiting_.front());
        waiting_.pop_front();
    }
    lock.unlock();
    try {
        run_group_(group);
    } catch (...) {
        for (auto* job : group) {
            if (!job->error) job->error = std::current_exception();
        }
    }
    lock.lock();
    for (auto* job : group) job->done = true;
    changed_.notify_all();
}

}  // namespace tally::storage
