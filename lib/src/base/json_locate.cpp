#include <algorithm>

#include "base/json.h"

namespace tally::json {

namespace {

// Walks over valid JSON without building anything. On text that is not valid it stops somewhere, inside the
// text.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::size_t offset() const { return offset_; }
    void go_to(std::size_t offset) { offset_ = offset; }

    char peek() {
        while (offset_ < text_.size() &&
               std::string_view(" \t\r\n").find(text_[offset_]) != std::string_view::npos)
            ++offset_;
        return offset_ < text_.size() ? text_[offset_] : '\0';
    }
    bool take(char wanted) {
        if (peek() != wanted) return false;
        ++offset_;
        return true;
    }

    // The string at the current place with its quotes, as written.
    std::string_view string() {
        const std::size_t start = offset_;
        for (++offset_; offset_ < text_.size() && text_[offset_] != '"'; ++offset_) {
            if (text_[offset_] == '\\') ++offset_;
        }
        offset_ = std::min(offset_ + 1, text_.size());
        return text_.substr(std::min(start, text_.size()), offset_ - start);
    }

    void skip_value() {
        std::size_t depth = 0;
        do {
            const char c = peek();
            if (c == '\0') return;
            if (c == '"') {
                string();
            } else if (c == '[' || c == '{') {
                ++depth;
                ++offset_;
            } else if (c == ']' || c == '}') {
                if (depth == 0) return;
                --depth;
                ++offset_;
            } else if (c == ',' || c == ':') {
                if (depth == 0) return;
                ++offset_;
            } else {
                while (offset_ < text_.size() &&
                       std::string_view(",:]}[{\" \t\r\n").find(text_[offset_]) == std::string_view::npos) {
                    ++offset_;
                }
            }
        } while (depth > 0);
    }

  private:
    std::string_view text_;
    std::size_t offset_ = 0;
};

bool is_name(std::string_view quoted, std::string_view name) {
    if (quoted.size() == name.size() + 2 && quoted.substr(1, name.size()) == name) return true;
    if (quoted.find('\\') == std::string_view::npos) return false;
    const Result<Value> decoded = parse(quoted);
    return decoded && decoded->string() && *decoded->string() == name;
}

// The scanner stands on an object. True, and it stands on the member's value, when there is one of that name.
bool enter_member(Scanner& scanner, std::string_view name) {
    if (!scanner.take('{')) return false;
    std::optional<std::size_t> found;
    while (scanner.peek() == '"') {
        const bool wanted = is_name(scanner.string(), name);
        scanner.take(':');
        scanner.peek();
        if (wanted) found = scanner.offset();  // the last of equal names is the one that counts
        scanner.skip_value();
        if (!scanner.take(',')) break;
    }
    if (found) scanner.go_to(*found);
    return found.has_value();
}

bool enter_item(Scanner& scanner, std::size_t index) {
    if (!scanner.take('[')) return false;
    for (std::size_t i = 0; scanner.peek() != ']' && scanner.peek() != '\0'; ++i) {
        if (i == index) return true;
        scanner.skip_value();
        if (!scanner.take(',')) return false;
    }
    return false;
}

}  // namespace

Position locate(std::string_view text, const Pointer& pointer) {
    const std::size_t mark = text.substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0;
    text.remove_prefix(mark);
    Scanner scanner(text);
    scanner.peek();
    for (const auto& step : pointer) {
        const std::size_t here = scanner.offset();
        const std::string* name = std::get_if<std::string>(&step);
        const bool entered =
            name ? enter_member(scanner, *name) : enter_item(scanner, std::get<std::size_t>(step));
        if (!entered) {
            scanner.go_to(here);
            break;
        }
    }
    return position_of(text, scanner.offset());
}

Position position_of(std::string_view text, std::size_t offset) {
    Position position;
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            ++position.line;
            position.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
            ++position.column;
        }
    }
    return position;
}

}  // namespace tally::json
