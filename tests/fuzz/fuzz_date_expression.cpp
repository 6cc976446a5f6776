// Relative dates of every kind, applied to the ends of the calendar and to its middle.
#include "base/calendar.h"
#include "fuzz/fuzz_input.h"
#include "generation/date_expression.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tally;
    const std::string_view text = fuzz::text_of(data, size);
    for (const auto kind : {model::DateKind::date, model::DateKind::time, model::DateKind::datetime}) {
        for (const bool strict_compat : {false, true}) {
            const auto expression = generation::parse_date_expression(text, kind, strict_compat);
            if (!expression) continue;
            for (const std::int64_t year : {-kMaxYear, std::int64_t{2000}, kMaxYear}) {
                const auto base =
                    offset_time({year, 2, 29 - (is_leap_year(year) ? 0u : 1u), 23, 59, 59, 999'999},
                                std::chrono::hours(-11));
                fuzz::require(base.has_value(), "the base is a moment");
                const auto moved = generation::apply(*expression, *base);
                if (moved) fuzz::require(moved->offset == base->offset, "the offset stays");
            }
        }
    }
    return 0;
}
