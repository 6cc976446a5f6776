// Time as a parameter: whoever needs the time takes a Clock, and tests pass their own.
#pragma once

#include <chrono>
#include <string>

namespace tally {

using Time = std::chrono::sys_time<std::chrono::microseconds>;

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;                                      // of day, UTC
    virtual std::chrono::steady_clock::time_point steady() const = 0;  // for durations and deadlines
};

class SystemClock final : public Clock {
  public:
    Time now() const override;
    std::chrono::steady_clock::time_point steady() const override;
};

std::string iso_8601_seconds(Time time);  // "2021-09-01T00:07:21+00:00", as the broker API writes times
std::string iso_8601_fixed(Time time);    // "2021-09-01T00:07:21.123456Z": fixed width, sorts as text

}  // namespace tally
