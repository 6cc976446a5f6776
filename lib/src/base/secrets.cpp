#include "base/secrets.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"

namespace tally {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// Walks over JSON text without understanding more of it than where strings and values end.
class JsonMasker {
  public:
    explicit JsonMasker(std::string_view text) : text_(text) {}

    std::string masked_text() {
        while (position_ < text_.size()) {
            if (text_[position_] != '"') {
                ++position_;
                continue;
            }
            const std::string_view name = string();
            blanks();
            if (position_ == text_.size() || text_[position_] != ':' || !is_secret(name)) continue;
            ++position_;
            blanks();
            result_ += text_.substr(copied_, position_ - copied_);
            result_ += "\"***\"";
            value();
            copied_ = position_;
        }
        result_ += text_.substr(copied_);
        return std::move(result_);
    }

  private:
    static bool is_secret(std::string_view quoted) {
        if (quoted.find('\\') == std::string_view::npos) return is_secret_name(quoted);
        const auto decoded = json::parse(quoted);
        const bool is_string = decoded && decoded->string() != nullptr;
        return is_secret_name(is_string ? *decoded->string() : quoted);
    }

    void blanks() {
        while (position_ < text_.size() && kBlanks.find(text_[position_]) != std::string_view::npos)
            ++position_;
    }

    // With its quotes.
    std::string_view string() {
        const std::size_t start = position_++;
        while (position_ < text_.size() && text_[position_] != '"')
            position_ += text_[position_] == '\\' ? 2 : 1;
        position_ = std::min(position_ + 1, text_.size());
        return text_.substr(start, position_ - start);
    }

    void value() {
        std::size_t depth = 0;
        while (position_ < text_.size()) {
            const char c = text_[position_];
            if (c == '"') {
                (void)string();
                if (depth == 0) return;
                continue;
            }
            const bool ends = c == '}' || c == ']';
            if (depth == 0 && (ends || c == ',' || kBlanks.find(c) != std::string_view::npos)) return;
            ++position_;
            if (c == '{' || c == '[') ++depth;
            if (ends && --depth == 0) return;
        }
    }

    std::string_view text_;
    std::size_t position_ = 0;
    std::size_t copied_ = 0;  // what lies before is in the result
    std::string result_;
};

}  // namespace

bool is_secret_name(std::string_view name) {
    for (const std::string_view whole : {"authorization", "proxy-authorization", "cookie", "set-cookie"}) {
        if (text::equals_ignoring_case(name, whole)) return true;
    }
    for (const std::string_view part : {"token", "secret", "key", "password"}) {
        if (text::contains_ignoring_case(name, part)) return true;
    }
    return false;
}

std::string masked(std::string_view name, std::string_view value) {
    return is_secret_name(name) ? "***" : std::string(value);
}

std::string masked_json(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::size_t start = text.substr(0, 3) == byte_order_mark ? 3 : 0;
    start = text.find_first_not_of(kBlanks, start);
    const bool may_have_members =
        start != std::string_view::npos && (text[start] == '{' || text[start] == '[');
    return may_have_members ? JsonMasker(text).masked_text() : std::string(text);
}

std::string masked_json_inside(std::string_view text) {
    return JsonMasker(text).masked_text();
}

std::string masked_form(std::string_view text) {
    std::string result;
    bool first = true;
    for (const auto piece : text::split(text, '&')) {
        if (!std::exchange(first, false)) result += '&';
        const auto equals = piece.find('=');
        const auto name = piece.substr(0, equals);
        const bool is_secret =
            equals != std::string_view::npos && is_secret_name(encoding::form_decoded(name));
        result += is_secret ? std::string(name) + "=***" : std::string(piece);
    }
    return result;
}

}  // namespace tally
