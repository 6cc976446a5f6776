#include "generation/date_words.h"

#include <algorithm>
#include <array>

namespace tally::generation {
namespace {

constexpr std::int64_t kMostDigits = 18;  // what fits an std::int64_t whatever the digits are

struct KnownWord {
    std::string_view text;
    Word word;
};

Word plain(WordKind kind, std::int64_t number = 0) {
    Word word;
    word.kind = kind;
    word.number = number;
    return word;
}

Word starts_at(DateStart start) {
    Word word = plain(WordKind::start);
    word.date_start = start;
    return word;
}

Word starts_at(ClockStart start) {
    Word word = plain(WordKind::start);
    word.clock_start = start;
    return word;
}

Word unit(DateUnit of, bool is_singular = true) {
    Word word = plain(WordKind::unit);
    word.unit.unit = of;
    word.is_singular = is_singular;
    return word;
}

void add_unit(std::vector<KnownWord>& words, std::string_view singular, std::string_view plural,
              DateUnit of) {
    words.push_back({singular, unit(of)});
    words.push_back({plural, unit(of, false)});
}

void add_common(std::vector<KnownWord>& words) {
    words.push_back({"+", plain(WordKind::sign, 1)});
    words.push_back({"-", plain(WordKind::sign, -1)});
    words.push_back({"next", plain(WordKind::next)});
    words.push_back({"last", plain(WordKind::last)});
}

std::vector<KnownWord> date_words() {
    std::vector<KnownWord> words;
    add_common(words);
    words.push_back({"now", starts_at(DateStart::now)});
    words.push_back({"today", starts_at(DateStart::today)});
    words.push_back({"yesterday", starts_at(DateStart::yesterday)});
    words.push_back({"tomorrow", starts_at(DateStart::tomorrow)});
    add_unit(words, "day", "days", DateUnit::day);
    add_unit(words, "week", "weeks", DateUnit::week);
    add_unit(words, "month", "months", DateUnit::month);
    add_unit(words, "year", "years", DateUnit::year);
    words.push_back({"fortnight", plain(WordKind::fortnight)});

    const auto add_named = [&words](DateUnit of, unsigned which, std::string_view text) {
        Word word = unit(of);
        word.unit.which = which;
        words.push_back({text, word});
    };
    static constexpr std::array<std::array<std::string_view, 2>, 7> kDays = {{{"mon", "monday"},
                                                                              {"tues", "tuesday"},
                                                                              {"wed", "wednesday"},
                                                                              {"thurs", "thursday"},
                                                                              {"fri", "friday"},
                                                                              {"sat", "saturday"},
                                                                              {"sun", "sunday"}}};
    static constexpr std::array<std::array<std::string_view, 2>, 12> kMonths = {{{"jan", "january"},
                                                                                 {"feb", "february"},
                                                                                 {"mar", "march"},
                                                                                 {"apr", "april"},
                                                                                 {"may", "may"},
                                                                                 {"jun", "june"},
                                                                                 {"jul", "july"},
                                                                                 {"aug", "august"},
                                                                                 {"sep", "september"},
                                                                                 {"oct", "october"},
                                                                                 {"nov", "november"},
                                                                                 {"dec", "december"}}};
    for (unsigned day = 0; day < kDays.size(); ++day)
        for (const std::string_view text : kDays[day]) add_named(DateUnit::weekday, day + 1, text);
    for (unsigned month = 0; month < kMonths.size(); ++month)
        for (const std::string_view text : kMonths[month]) add_named(DateUnit::named_month, month + 1, text);
    return words;
}

std::vector<KnownWord> clock_words() {
    std::vector<KnownWord> words;
    add_common(words);
    words.push_back({"now", starts_at(ClockStart::now)});
    words.push_back({"midnight", starts_at(ClockStart::midnight)});
    words.push_back({"noon", starts_at(ClockStart::noon)});
    words.push_back({"o'clock", plain(WordKind::oclock)});
    words.push_back({"am", plain(WordKind::am)});
    words.push_back({"pm", plain(WordKind::pm)});
    add_unit(words, "hour", "hours", DateUnit::hour);
    add_unit(words, "minute", "minutes", DateUnit::minute);
    add_unit(words, "second", "seconds", DateUnit::second);
    add_unit(words, "millisecond", "milliseconds", DateUnit::millisecond);
    return words;
}

const std::vector<KnownWord>& known_words(Half half) {
    static const std::vector<KnownWord> kDateWords = date_words();
    static const std::vector<KnownWord> kClockWords = clock_words();
    return half == Half::date ? kDateWords : kClockWords;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t character_size(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) ++size;
    return size;
}

}  // namespace

Word word_at(std::string_view text, std::size_t offset, Half half) {
    offset = std::min(text.find_first_not_of(" \t\r\n\f", offset), text.size());
    const std::string_view rest = text.substr(offset);
    Word found;
    if (rest.empty()) {
        found.kind = WordKind::end;
    } else if (is_digit(rest.front())) {
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
        found = plain(WordKind::number);
        found.size = digits;
        if (digits > static_cast<std::size_t>(kMostDigits)) {
            found.kind = WordKind::too_large;
        } else {
            for (const char c : rest.substr(0, digits)) found.number = found.number * 10 + (c - '0');
        }
    } else {
        found = plain(WordKind::unknown);
        for (const KnownWord& known : known_words(half)) {
            if (known.text.size() <= found.size || rest.substr(0, known.text.size()) != known.text) continue;
            found = known.word;
            found.size = known.text.size();
        }
        if (found.kind == WordKind::unknown) found.size = character_size(rest);
    }
    found.offset = offset;
    return found;
}

}  // namespace tally::generation
