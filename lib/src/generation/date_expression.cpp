#include "generation/date_expression.h"

#include <optional>
#include <string>

#include "base/json.h"
#include "base/text.h"
#include "generation/date_words.h"

namespace tally::generation {
namespace {

constexpr std::size_t kMaxBytes = 4096;

class ExpressionParser {
  public:
    ExpressionParser(std::string_view text, bool strict_compat) : text_(text) {
        expression_.strict_compat = strict_compat;
    }

    Result<DateExpression> parse(model::DateKind kind) {
        if (text_.size() > kMaxBytes) {
            Error error = failure(0, "it has " + std::to_string(text_.size()) + " bytes", "");
            error.code = ErrorCode::too_large;
            error.remedy = "use at most " + std::to_string(kMaxBytes);
            return error;
        }
        std::optional<Error> failed;
        const std::size_t at_sign =
            kind == model::DateKind::datetime ? text_.find('@') : std::string_view::npos;
        if (kind == model::DateKind::time) {
            failed = half(Half::clock, 0, text_.size());
        } else if (at_sign == std::string_view::npos) {
            failed = half(Half::date, 0, text_.size());
        } else {
            failed = half(Half::date, 0, at_sign);
            if (!failed) failed = half(Half::clock, at_sign + 1, text_.size());
        }
        if (failed) return *failed;
        return std::move(expression_);
    }

  private:
    std::optional<Error> half(Half which, std::size_t start, std::size_t end) {
        half_ = which;
        at_ = start;
        end_ = end;
        adjustments_ = which == Half::date ? &expression_.date_adjustments : &expression_.clock_adjustments;
        if (start == end) return std::nullopt;

        const Word first = take();
        switch (first.kind) {
            case WordKind::start:
                if (which == Half::date) {
                    expression_.date = first.date_start;
                } else {
                    expression_.clock = first.clock_start;
                }
                return after_start();
            case WordKind::number:
                if (which == Half::date) break;
                return o_clock(first);
            case WordKind::sign:
                return durations(first);
            case WordKind::next:
                return neighbour(1);
            case WordKind::last:
                return neighbour(-1);
            default:
                break;
        }
        return expected(first, which == Half::date
                                   ? "now, today, yesterday, tomorrow, +, -, next or last"
                                   : "now, midnight, noon, an hour like \"2 o'clock\", +, -, next or last");
    }

    // "next" or "last" and what follows it.
    std::optional<Error> neighbour(std::int64_t direction) {
        Word word = take();
        if (word.kind == WordKind::fortnight) {
            word.unit.unit = DateUnit::week;
            word.unit.count = 2;
        } else if (word.kind == WordKind::unit && (word.is_singular || half_ == Half::clock)) {
            word.unit.count = 1;
        } else {
            return expected(word, half_ == Half::date
                                      ? "day, week, month, year, fortnight, or the name of a day or month"
                                      : "hour, minute, second or millisecond");
        }
        word.unit.count *= direction;
        adjustments_->push_back(word.unit);
        return after_start();
    }

    std::optional<Error> o_clock(const Word& hour) {
        if (const Word word = take(); word.kind != WordKind::oclock) return expected(word, "o'clock");
        if (hour.number < 1 || hour.number > 12) return expected(hour, "an hour from 1 to 12");
        expression_.hour = static_cast<unsigned>(hour.number);
        expression_.clock = ClockStart::hour;
        const Word word = peek();
        if (word.kind == WordKind::am || word.kind == WordKind::pm) {
            take();
            expression_.clock = word.kind == WordKind::am ? ClockStart::hour_am : ClockStart::hour_pm;
        } else if (word.kind == WordKind::unknown) {
            return expected(word, "am, pm, + or -");
        }
        return after_start();
    }

    std::optional<Error> after_start() {
        const Word word = take();
        if (word.kind == WordKind::sign) return durations(word);
        return at_end(word, word.kind == WordKind::unknown || word.kind == WordKind::too_large);
    }

    std::optional<Error> durations(Word sign) {
        while (sign.kind == WordKind::sign) {
            const Word count = take();
            if (count.kind == WordKind::too_large)
                return failure(count.offset, "the number is too large", "no date is that far away");
            if (count.kind != WordKind::number) return expected(count, "a number");
            Word unit = take();
            const bool is_length = unit.kind == WordKind::unit && unit.unit.unit != DateUnit::weekday &&
                                   unit.unit.unit != DateUnit::named_month;
            if (!is_length) {
                return expected(unit, half_ == Half::date ? "days, weeks, months or years"
                                                          : "hours, minutes, seconds or milliseconds");
            }
            unit.unit.count = sign.number * count.number;
            adjustments_->push_back(unit.unit);
            sign = take();
        }
        return at_end(sign, true);
    }

    // Nothing may follow. Under strict_compat the first surplus word is not seen when `may_be_ignored`.
    std::optional<Error> at_end(const Word& word, bool may_be_ignored) {
        if (word.kind == WordKind::end) return std::nullopt;
        if (!expression_.strict_compat || !may_be_ignored) return expected(word, "+, - or the end");
        const Word next = take();
        if (next.kind == WordKind::end) return std::nullopt;
        return expected(next, "the end");
    }

    Word peek() const { return word_at(text_.substr(0, end_), at_, half_); }
    Word take() {
        const Word word = peek();
        at_ = word.offset + word.size;
        return word;
    }

    Error expected(const Word& word, std::string_view what) const {
        constexpr std::size_t kShown = 20;
        const std::string_view rest = text_.substr(word.offset, end_ - word.offset);
        const std::string found =
            rest.empty() ? "nothing" : "'" + text::printable(text::shorten(text::trim(rest), kShown)) + "'";
        return failure(word.offset, "found " + found, "expected " + std::string(what));
    }

    Error failure(std::size_t offset, std::string what, std::string remedy) const {
        return {ErrorCode::invalid_input,
                "date expression '" + text::printable(text::shorten(text_, 60)) + "', column " +
                    std::to_string(json::position_of(text_, offset).column),
                std::move(what), std::move(remedy)};
    }

    std::string_view text_;
    Half half_ = Half::date;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    std::vector<Adjustment>* adjustments_ = nullptr;
    DateExpression expression_;
};

}  // namespace

Result<DateExpression> parse_date_expression(std::string_view text, model::DateKind kind,
                                             bool strict_compat) {
    return ExpressionParser(text, strict_compat).parse(kind);
}

}  // namespace tally::generation
