// The words of date expressions, taken apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "generation/date_expression.h"

namespace tally::generation {

enum class WordKind : std::uint8_t {
    end,
    unknown,  // one character that starts no word
    sign,
    number,
    too_large,  // a number of more than 18 digits
    next,
    last,
    start,  // now, today, midnight ...
    unit,   // day, hour ...
    fortnight,
    oclock,
    am,
    pm,
};

struct Word {
    WordKind kind = WordKind::end;
    std::size_t offset = 0;
    std::size_t size = 0;
    std::int64_t number = 0;  // of number; 1 or -1 of sign
    DateStart date_start = DateStart::now;
    ClockStart clock_start = ClockStart::now;
    Adjustment unit;          // of unit, without a count
    bool is_singular = true;  // "day" rather than "days"
};

// The half of a datetime expression that is being read; its words differ.
enum class Half : std::uint8_t { date, clock };

// The longest word at `offset`, after blanks.
Word word_at(std::string_view text, std::size_t offset, Half half);

}  // namespace tally::generation
