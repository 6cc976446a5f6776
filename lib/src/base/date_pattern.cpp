#include "base/date_pattern.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/json.h"
#include "base/text.h"

namespace tally {
namespace {

constexpr std::size_t kAny = kMaxDatePatternBytes;

struct Letter {
    char letter;
    std::size_t most;  // how often it may stand in a row
    std::string_view what;
    bool time_of_day = false;
};
constexpr auto kLetters = std::to_array<Letter>({
    {'G', 5, "era"},
    {'y', kAny, "year"},
    {'Y', kAny, "year of the week"},
    {'u', kAny, "year"},
    {'M', 5, "month"},
    {'L', 5, "month"},
    {'d', 2, "day of the month"},
    {'D', kAny, "day of the year"},
    {'Q', 5, "quarter"},
    {'q', 2, "quarter"},
    {'w', 2, "week of the year"},
    {'W', 2, "week of the month"},
    {'F', 2, "week of the month"},
    {'E', 5, "day of the week"},
    {'e', 5, "day of the week"},
    {'c', 1, "day of the week"},
    {'a', 1, "AM or PM", true},
    {'H', 2, "hour", true},
    {'k', 2, "hour", true},
    {'h', 2, "hour", true},
    {'K', 2, "hour", true},
    {'m', 2, "minute", true},
    {'s', 2, "second", true},
    {'S', kAny, "fraction of a second", true},
    {'n', kAny, "nanosecond", true},
    {'N', kAny, "nanosecond of the day", true},
    {'A', kAny, "millisecond of the day", true},
    {'X', 5, "offset"},
    {'x', 5, "offset"},
    {'Z', 5, "offset"},
    {'O', 4, "offset"},
    {'z', 4, "time zone"},
    {'V', 2, "time zone"},
});

const Letter* find_letter(char c) {
    const auto found =
        std::find_if(kLetters.begin(), kLetters.end(), [c](const Letter& l) { return l.letter == c; });
    return found == kLetters.end() ? nullptr : &*found;
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class PatternParser {
  public:
    PatternParser(std::string_view text, bool strict_compat) : text_(text), strict_compat_(strict_compat) {}

    Result<DatePattern> parse() {
        if (text_.empty()) return error(0, "the format is empty", "leave it out to use the default");
        if (text_.size() > kMaxDatePatternBytes) {
            Error too_long = error(0, "the format has " + std::to_string(text_.size()) + " bytes",
                                   "use at most " + std::to_string(kMaxDatePatternBytes));
            too_long.code = ErrorCode::too_large;
            return too_long;
        }
        while (at_ < text_.size()) {
            const std::optional<Error> failed = text_[at_] == '\''            ? quoted()
                                                : is_ascii_letter(text_[at_]) ? letters()
                                                                              : literal();
            if (failed) return *failed;
        }
        return DatePattern{std::string(text_), std::move(parts_), strict_compat_};
    }

  private:
    std::optional<Error> letters() {
        const std::size_t start = at_;
        const char c = text_[at_];
        at_ = std::min(text_.find_first_not_of(c, at_), text_.size());
        const std::size_t count = at_ - start;
        const Letter* letter = find_letter(c);
        if (!letter) {
            return error(start, std::string("the letter '") + c + "' has no meaning here",
                         "put text between single quotes");
        }
        if (count > letter->most) {
            return error(start,
                         std::string("'") + c + "' (" + std::string(letter->what) + ") stands " +
                             std::to_string(count) + " times in a row",
                         "at most " + std::to_string(letter->most) + " make sense");
        }
        parts_.push_back({c, count, {}});
        return std::nullopt;
    }

    // Two quotes are one quote, inside and outside of quoted text.
    std::optional<Error> quoted() {
        const std::size_t start = at_++;
        if (at_ < text_.size() && text_[at_] == '\'' && text_.substr(at_, 3) != "'''") {
            ++at_;
            add_literal("'");
            return std::nullopt;
        }
        bool after_quote = false;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] != '\'') {
                add_literal(text_.substr(at_, 1));
                after_quote = false;
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '\'') {
                // The core makes one quote of several in a row.
                if (!strict_compat_ || !after_quote) add_literal("'");
                after_quote = true;
                ++at_;
            } else {
                ++at_;
                return std::nullopt;
            }
        }
        return error(start, "this quote is never closed", "end the text with a single quote");
    }

    std::optional<Error> literal() {
        const char c = text_[at_];
        if (std::string_view("{}[]").find(c) != std::string_view::npos) {
            return error(at_, std::string("'") + c + "' is reserved, optional parts are not supported",
                         "put it between single quotes when it is text");
        }
        if (strict_compat_ && c >= '0' && c <= '9') {
            return error(at_, std::string("the digit '") + c + "' is not accepted as text",
                         "put it between single quotes");
        }
        add_literal(text_.substr(at_++, 1));
        return std::nullopt;
    }

    void add_literal(std::string_view part) {
        if (parts_.empty() || parts_.back().letter != 0) parts_.emplace_back();
        parts_.back().literal += part;
    }

    Error error(std::size_t offset, std::string what, std::string remedy) const {
        return {ErrorCode::invalid_input,
                "date format '" + text::printable(text::shorten(text_, 60)) + "', column " +
                    std::to_string(json::position_of(text_, offset).column),
                std::move(what), std::move(remedy)};
    }

    std::string_view text_;
    bool strict_compat_;
    std::size_t at_ = 0;
    std::vector<DatePatternPart> parts_;
};

}  // namespace

Result<DatePattern> parse_date_pattern(std::string_view text, bool strict_compat) {
    return PatternParser(text, strict_compat).parse();
}

bool shows_time_of_day(const DatePattern& pattern) {
    return std::any_of(pattern.parts.begin(), pattern.parts.end(), [](const DatePatternPart& part) {
        const Letter* letter = find_letter(part.letter);
        return letter && letter->time_of_day;
    });
}

}  // namespace tally
