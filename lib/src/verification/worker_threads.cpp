#include "verification/worker_threads.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace tally::verification {

void do_in_threads(std::size_t jobs, std::size_t count, const std::function<void(std::size_t)>& task) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) task(i);
    };
    std::vector<std::thread> threads;
    try {
        for (std::size_t i = 1; i < std::min(jobs, count); ++i) threads.emplace_back(work);
    } catch (const std::system_error&) {
        // The system gives no more: those there are do it all
    }
    work();
    for (auto& thread : threads) thread.join();
}

}  // namespace tally::verification
