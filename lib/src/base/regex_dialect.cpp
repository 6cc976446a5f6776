#include "base/regex_dialect.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/regex_case_folding.h"
#include "base/regex_class.h"
#include "base/regex_escape.h"
#include "base/text.h"

namespace tally::regex_dialect {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr int kMaxRepeatsOfRepeats = 200;

struct Flags {
    bool ignore_case = false;
    bool extended = false;  // blanks and comments are dropped here, so PCRE2 never sees the flag
};

struct Level {
    std::size_t start = 0;  // of the group in the output
    int open_options = 0;   // "(?i:" written for options that reach to the end of the group
    Flags flags;
};

struct Interval {
    std::string_view low, high;  // "" where left out
    bool has_comma = false;
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class Translator {
  public:
    explicit Translator(std::string_view pattern) : cursor_{pattern} { levels_.emplace_back(); }

    std::optional<Translation> translate() {
        while (!cursor_.at_end()) {
            if (!step()) return std::nullopt;
        }
        if (levels_.size() != 1) return std::nullopt;
        close_options();
        return Translation{std::move(out_), named_groups_};
    }

  private:
    bool step() {
        const char c = cursor_.peek();
        if (flags().extended && skip_comment()) return true;
        switch (c) {
            case '\\':
                ++cursor_.at;
                return escape();
            case '[':
                ++cursor_.at;
                return character_class();
            case '(':
                ++cursor_.at;
                return open_group();
            case ')':
                ++cursor_.at;
                return close_group();
            case '*':
            case '+':
            case '?':
                ++cursor_.at;
                return repeat(std::string(1, c), true);
            case '{':
                return interval();
            case '|':
            case '^':
            case '$':
                ++cursor_.at;
                return unrepeatable(std::string(1, c));
            case '.':
                ++cursor_.at;
                return atom(".");
            default:
                return plain();
        }
    }

    Flags& flags() { return levels_.back().flags; }

    bool atom(std::string_view text) {
        atom_start_ = out_.size();
        repeated_ = false;
        out_ += text;
        return true;
    }

    bool unrepeatable(std::string_view text) {
        atom_start_ = kNone;
        out_ += text;
        return true;
    }

    bool skip_comment() {
        const char c = cursor_.peek();
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            ++cursor_.at;
            return true;
        }
        if (c != '#') return false;
        cursor_.at = std::min(cursor_.text.find('\n', cursor_.at), cursor_.text.size());
        return true;
    }

    bool plain() {
        std::size_t length = 0;
        if (flags().ignore_case) {
            const std::string folded = read_folding(cursor_.text.substr(cursor_.at), length);
            const bool single = length > 0 && static_cast<unsigned char>(cursor_.peek()) >= 0x80;
            Cursor behind{cursor_.text, cursor_.at + length};
            // A repetition would apply to the last character of the sequence only.
            if (!folded.empty() &&
                (single || std::string_view("*+?{").find(behind.peek()) == std::string_view::npos)) {
                cursor_ = behind;
                return atom(folded);
            }
        }
        return atom(literal(read_character(cursor_)));
    }

    bool escape() {
        if (cursor_.at_end()) return false;
        const char c = cursor_.peek();
        if (std::string_view("AzZGbBK").find(c) != std::string_view::npos) {
            ++cursor_.at;
            return unrepeatable(std::string("\\") + c);
        }
        if (c == 'R' || c == 'X' || c == 'N') {
            ++cursor_.at;
            return atom(std::string("\\") + c);
        }
        if ((c == 'k' || c == 'g') && (cursor_.peek(1) == '<' || cursor_.peek(1) == '\'')) return reference();
        if (c >= '1' && c <= '9') return numbered_reference();
        if (const std::optional<Members> members = read_set_escape(cursor_)) {
            return atom((members->negated ? "[^" : "[") + members->items + "]");
        }
        if (c == 'x' && cursor_.peek(1) != '{') return bytes();
        if (const std::optional<char32_t> character = read_character_escape(cursor_))
            return atom(literal(*character));
        if (c == 'u' || c == 'M') return false;
        return atom(literal(read_character(cursor_)));
    }

    // \xC3\xA9 are the bytes of one character; a byte that is part of none is taken for the character of that
    // number.
    bool bytes() {
        Cursor ahead = cursor_;
        std::string sequence;
        do {
            const std::optional<char32_t> byte = read_character_escape(ahead);
            if (!byte || *byte < 0x80) break;
            sequence += static_cast<char>(*byte);
            const unsigned char first = static_cast<unsigned char>(sequence.front());
            const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
            if (sequence.size() == length && text::is_valid_utf8(sequence)) {
                cursor_ = ahead;
                return atom(sequence);
            }
        } while (sequence.size() < 4 && ahead.take("\\") && ahead.peek() == 'x' && ahead.peek(1) != '{');
        return atom(literal(*read_character_escape(cursor_)));
    }

    bool reference() {
        const bool is_call = cursor_.peek() == 'g';
        const char closing = cursor_.peek(1) == '<' ? '>' : '\'';
        const std::size_t end = cursor_.text.find(closing, cursor_.at + 2);
        if (end == std::string_view::npos) return false;
        const std::string name(cursor_.text.substr(cursor_.at + 2, end - cursor_.at - 2));
        cursor_.at = end + 1;
        if (name.empty()) return false;
        if (is_call) return atom("(?:\\g<" + name + ">)");
        const bool is_number = is_digit(name[0]) || name[0] == '-' || name[0] == '+';
        return atom(is_number ? "\\g{" + name + "}" : "\\k<" + name + ">");
    }

    bool numbered_reference() {
        std::string digits;
        while (is_digit(cursor_.peek()) && digits.size() < 3) {
            digits += cursor_.peek();
            ++cursor_.at;
        }
        return atom("(?:\\" + digits + ")");  // grouped, so that no digit can follow
    }

    bool character_class() {
        const std::optional<std::string> expression = read_class(cursor_);
        return expression && atom(*expression);
    }

    bool open_group() {
        if (cursor_.peek() == '*') return false;
        if (!cursor_.take("?")) return push_group("(");
        if (cursor_.take("#")) return comment();
        for (const std::string_view lead : {"<=", "<!", ":", "=", "!", ">", "|"}) {
            if (cursor_.take(lead)) return push_group("(?" + std::string(lead));
        }
        if (cursor_.take("(")) return condition();
        if (cursor_.take("P<") || cursor_.take("<")) return named_group('>');
        if (cursor_.take("'")) return named_group('\'');
        if (is_call()) return call();
        return options();
    }

    bool push_group(std::string_view lead) {
        levels_.push_back({out_.size(), 0, flags()});
        atom_start_ = kNone;
        out_ += lead;
        return true;
    }

    bool close_group() {
        if (levels_.size() == 1) return false;
        close_options();
        atom_start_ = levels_.back().start;
        repeated_ = false;
        levels_.pop_back();
        out_ += ')';
        return true;
    }

    void close_options() { out_.append(static_cast<std::size_t>(levels_.back().open_options), ')'); }

    bool comment() {
        for (; !cursor_.at_end(); ++cursor_.at) {
            if (cursor_.take("\\")) continue;
            if (cursor_.peek() == ')') return ++cursor_.at, true;
        }
        return false;
    }

    // Behind "(?(".
    bool condition() {
        if (cursor_.peek() == '?') {
            --cursor_.at;
            return push_group("(?");  // an assertion, read as a group of its own
        }
        const std::size_t end = cursor_.text.find(')', cursor_.at);
        if (end == std::string_view::npos) return false;
        const std::string text(cursor_.text.substr(cursor_.at, end - cursor_.at));
        cursor_.at = end + 1;
        return push_group("(?(" + text + ")");
    }

    bool named_group(char closing) {
        const std::size_t end = cursor_.text.find(closing, cursor_.at);
        if (end == std::string_view::npos) return false;
        const std::string name(cursor_.text.substr(cursor_.at, end - cursor_.at));
        cursor_.at = end + 1;
        named_groups_ = true;
        return push_group("(?<" + name + ">");
    }

    // PCRE's calls of a group: (?1) (?+1) (?-1) (?R) (?&n) (?P>n) (?P=n)
    bool is_call() const {
        const char c = cursor_.peek();
        return is_digit(c) || c == 'R' || c == '&' || (c == 'P' && cursor_.peek(1) != '<') ||
               ((c == '+' || c == '-') && is_digit(cursor_.peek(1)));
    }
    bool call() {
        const std::size_t end = cursor_.text.find(')', cursor_.at);
        if (end == std::string_view::npos) return false;
        atom("(?" + std::string(cursor_.text.substr(cursor_.at, end + 1 - cursor_.at)));
        cursor_.at = end + 1;
        return true;
    }

    bool options() {
        std::string on, off;
        Flags changed = flags();
        bool value = true;
        for (;; ++cursor_.at) {
            std::string& letters = value ? on : off;
            switch (cursor_.peek()) {
                case '-':
                    value = false;
                    break;
                case 'i':
                    letters += 'i';
                    changed.ignore_case = value;
                    break;
                case 'x':
                    changed.extended = value;
                    break;
                case 'm':
                case 's':
                    letters += 's';
                    break;
                // Java's: characters are Unicode here anyway, and only the line feed ends a line.
                case 'u':
                case 'U':
                case 'd':
                    break;
                case ':':
                case ')':
                    return end_options("(?" + on + (off.empty() ? "" : "-" + off) + ":", changed);
                default:
                    return false;
            }
        }
    }
    bool end_options(const std::string& lead, Flags changed) {
        const bool has_group = cursor_.take(":");
        if (has_group) {
            push_group(lead);
        } else {
            ++cursor_.at;
            ++levels_.back().open_options;
            unrepeatable(lead);
        }
        flags() = changed;
        return true;
    }

    // `suffix_allowed`: '?' behind makes it lazy and '+' possessive. Behind an interval '+' repeats once
    // more.
    bool repeat(std::string quantifier, bool possessive_allowed) {
        if (atom_start_ == kNone) return false;
        if (cursor_.take("?")) {
            quantifier += '?';
        } else if (possessive_allowed && cursor_.take("+")) {
            quantifier += '+';
        }
        return apply(quantifier);
    }

    bool apply(std::string_view quantifier) {
        if (repeated_) {
            if (++repeats_of_repeats_ > kMaxRepeatsOfRepeats) return false;
            out_.insert(atom_start_, "(?:");
            out_ += ')';
        }
        repeated_ = true;
        out_ += quantifier;
        return true;
    }

    std::optional<Interval> read_interval() {
        Cursor ahead = cursor_;
        ++ahead.at;
        const auto digits = [&] {
            const std::size_t start = ahead.at;
            while (is_digit(ahead.peek())) ++ahead.at;
            return ahead.text.substr(start, ahead.at - start);
        };
        Interval interval;
        interval.low = digits();
        interval.has_comma = ahead.take(",");
        if (interval.has_comma) interval.high = digits();
        if (!ahead.take("}") || (interval.low.empty() && interval.high.empty())) return std::nullopt;
        cursor_ = ahead;
        return interval;
    }

    bool interval() {
        const std::optional<Interval> interval = read_interval();
        if (!interval) {
            ++cursor_.at;
            return atom("\\{");
        }
        if (atom_start_ == kNone) return false;
        std::string low(interval->low.empty() ? "0" : interval->low);
        std::string high(interval->high);
        if (!interval->has_comma) return apply("{" + low + "}");  // a '?' behind makes it optional, not lazy

        unsigned from = 0, to = 0;
        std::from_chars(low.data(), low.data() + low.size(), from);
        std::from_chars(high.data(), high.data() + high.size(), to);
        if (!high.empty() && from > to)
            return apply("{" + high + "," + low + "}+");  // turned round: possessive
        return repeat("{" + low + "," + high + "}", false);
    }

    Cursor cursor_;
    std::string out_;
    std::vector<Level> levels_;
    std::size_t atom_start_ = kNone;  // in the output: what a repetition applies to
    bool repeated_ = false;           // it has one already
    bool named_groups_ = false;
    int repeats_of_repeats_ = 0;
};

}  // namespace

std::optional<Translation> from_ruby(std::string_view pattern) {
    return Translator(pattern).translate();
}

}  // namespace tally::regex_dialect
