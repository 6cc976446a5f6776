// While one exists, writing to somebody who has closed is an error for this thread and ends no process.
#pragma once

#include <signal.h>

namespace tally {

class SigpipeBlock {
  public:
    SigpipeBlock() {
        sigemptyset(&sigpipe_);
        sigaddset(&sigpipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
    }
    ~SigpipeBlock() {
        if (sigismember(&before_, SIGPIPE) == 1) return;
        const timespec at_once{};
        while (sigtimedwait(&sigpipe_, nullptr, &at_once) > 0) {
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    SigpipeBlock(const SigpipeBlock&) = delete;
    SigpipeBlock& operator=(const SigpipeBlock&) = delete;

  private:
    sigset_t sigpipe_;
    sigset_t before_;
};

}  // namespace tally
