// When something is due again and again: the five fields of cron, in UTC.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "tally/result.h"

namespace tally::cleanup {

class CronSchedule {
  public:
    // "15 2 * * *": minute, hour, day of the month, month, day of the week (0 and 7 are Sunday), each "*" or
    // numbers and ranges separated by commas, with "/step" after "*" and ranges. Where both days are given
    // one is enough. `option` names the text in messages; a schedule that never comes is an error.
    static Result<CronSchedule> read(const std::string& option, std::string_view text);

    Time next_after(Time time) const;  // the start of a minute

  private:
    struct Field {
        std::bitset<60> numbers;
        bool is_any = false;  // begins with "*"
    };
    static Result<Field> read_field(const std::string& option, std::string_view text, std::size_t index);

    std::optional<Time> find_after(Time time) const;
    bool has_day(std::chrono::sys_days day) const;

    Field minutes_, hours_, days_, months_, weekdays_;
};

}  // namespace tally::cleanup
