#include "cli/stop_signals.h"

#include <poll.h>
#include <pthread.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>

namespace tally::cli {

StopSignals::StopSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    signals_ = signalfd(-1, &signals, SFD_CLOEXEC);
    requests_ = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    if (signals_ < 0 || requests_ < 0) throw std::runtime_error("no descriptor for signals is left");
}

StopSignals::~StopSignals() {
    ::close(signals_);
    ::close(requests_);
}

void StopSignals::wait() {
    while (!wait_for(std::chrono::hours(1))) {
    }
}

bool StopSignals::wait_for(std::chrono::milliseconds span) {
    const auto until = std::chrono::steady_clock::now() + span;
    for (;;) {
        pollfd sources[] = {{signals_, POLLIN, 0}, {requests_, POLLIN, 0}};
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        const int ready = ::poll(sources, 2, std::max(0, static_cast<int>(left.count())));
        if (ready > 0) return true;
        if (ready == 0) return false;
        if (errno != EINTR) return true;
    }
}

void StopSignals::stop_after(std::chrono::milliseconds span) {
    // A timer of zero would never go off
    const auto nanoseconds = std::max(std::chrono::nanoseconds(1), std::chrono::nanoseconds(span)).count();
    itimerspec when{};
    when.it_value.tv_sec = nanoseconds / 1000000000;
    when.it_value.tv_nsec = nanoseconds % 1000000000;
    ::timerfd_settime(requests_, 0, &when, nullptr);
}

}  // namespace tally::cli
