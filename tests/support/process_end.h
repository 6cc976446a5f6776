// Waiting for the end of a process, which need not be a child of this one.
#pragma once

#include <chrono>

namespace tally::testing_support {

class ProcessEnd {
  public:
    // Made while the process runs, so that its number cannot mean another one. A process that is gone has ended.
    explicit ProcessEnd(int process);
    ~ProcessEnd();
    ProcessEnd(ProcessEnd&& other) noexcept;
    ProcessEnd& operator=(ProcessEnd&&) = delete;

    // For poll(): readable once the process has ended, also before anybody has reaped it. -1: it has.
    int descriptor() const { return descriptor_; }
    bool comes_before(std::chrono::steady_clock::time_point deadline) const;

  private:
    int descriptor_;
};

}  // namespace tally::testing_support
