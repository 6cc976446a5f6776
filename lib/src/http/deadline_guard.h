// Ends what cannot be given a deadline of its own.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "http/connect_socket.h"

namespace tally::http {

// Shuts a socket down when its deadline passes, whatever blocks on it then sees the end of the stream. Used
// while a library connects: its time-outs begin anew with each byte. One thread, begun with the first watch.
class DeadlineGuard {
  public:
    DeadlineGuard() = default;
    ~DeadlineGuard();
    DeadlineGuard(const DeadlineGuard&) = delete;
    DeadlineGuard& operator=(const DeadlineGuard&) = delete;

    // Watches until it is destroyed. Works on a copy of the descriptor, so the original may be closed at any
    // time.
    class Watch {
      public:
        Watch(DeadlineGuard& guard, int descriptor, Deadline deadline);
        ~Watch();
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;

      private:
        DeadlineGuard& guard_;
        std::multimap<Deadline, int>::iterator entry_;
    };

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::multimap<Deadline, int> descriptors_;  // -1 once shut down
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tally::http
