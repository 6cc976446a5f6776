// How a server program ends: by SIGINT or SIGTERM, or because something in it asks for it.
#pragma once

#include <signal.h>

#include <chrono>

namespace tally::cli {

// To be made before any thread starts, so that every thread has the signals blocked. A closed pipe no longer
// ends the program. One at a time.
class StopSignals {
  public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    void wait();                                      // until it is time to stop
    bool wait_for(std::chrono::milliseconds span);    // false when the span is over first
    void stop_after(std::chrono::milliseconds span);  // from any thread

  private:
    int signals_ = -1;  // descriptors
    int requests_ = -1;
};

}  // namespace tally::cli
