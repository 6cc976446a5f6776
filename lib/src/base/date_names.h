// English names of months and days, as date formats and date expressions use them.
#pragma once

#include <array>
#include <string_view>

namespace tally {

constexpr std::size_t kShortNameLength = 3;  // of months and days: "Jan", "Mon"

constexpr std::array<std::string_view, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDayNames = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 4> kQuarterNames = {"1st quarter", "2nd quarter", "3rd quarter",
                                                           "4th quarter"};

}  // namespace tally
