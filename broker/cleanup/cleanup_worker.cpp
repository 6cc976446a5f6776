#include "cleanup/cleanup_worker.h"

#include <exception>

#include "base/json.h"
#include "base/log.h"
#include "cleanup/clean.h"
#include "cleanup/report.h"

namespace tally::cleanup {

CleanupWorker::CleanupWorker(storage::Database& database, const Clock& clock, CleanPlan plan,
                             Schedule schedule, std::chrono::milliseconds tick)
    : database_(database),
      clock_(clock),
      plan_(std::move(plan)),
      schedule_(std::move(schedule)),
      tick_(tick),
      thread_([this] { run(); }) {}

void CleanupWorker::look() {
    std::unique_lock lock(mutex_);
    const int call = ++asked_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return stopping_ || looked_ >= call; });
}

void CleanupWorker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void CleanupWorker::run() {
    auto next = schedule_.when.next_after(clock_.now());
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const int seen = asked_;
        if (clock_.now() >= next) {
            lock.unlock();
            clean_up();
            next = schedule_.when.next_after(clock_.now());
            lock.lock();
        }
        looked_ = seen;
        changed_.notify_all();
        changed_.wait_for(lock, tick_, [&] { return stopping_ || asked_ > seen; });
    }
}

bool CleanupWorker::rest(std::chrono::steady_clock::duration span) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, span, [this] { return stopping_; });
}

void CleanupWorker::clean_up() {
    try {
        if (schedule_.dry_run) {
            std::string document;
            database_.read([&](storage::Transaction& transaction) {
                document = json::to_text(dry_run_of_all(transaction, plan_, clock_.now()));
            });
            return log::info("clean-up, dry run: " + document);
        }
        const auto report = clean(database_, clock_, plan_, [this](auto took) { return rest(took); });
        log::info(report ? "clean-up: " + json::to_text(to_json(*report))
                         : "no clean-up now: another one is under way");
    } catch (const std::exception& error) {
        log::error(
            std::string("the clean-up failed, what it had done so far stays; it is tried again when it is "
                        "due next: ") +
            error.what());
    }
}

}  // namespace tally::cleanup
