#include <algorithm>
#include <map>

#include "base/json.h"

namespace tally::json {

namespace {

// Walks over valid JSON without building anything. On text that is not valid it stops somewhere, inside the
// text.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::size_t offset() const { return offset_; }

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

// The places that are asked for, as a tree that is walked together with the document.
struct Wanted {
    std::map<std::string, Wanted, std::less<>> members;
    std::map<std::size_t, Wanted> items;
    std::size_t offset = 0;
    bool found = false;

    bool is_leaf() const { return members.empty() && items.empty(); }
};

std::string decoded(std::string_view quoted) {
    if (quoted.find('\\') == std::string_view::npos) {
        return std::string(quoted.substr(1, quoted.size() < 2 ? 0 : quoted.size() - 2));
    }
    const Result<Value> name = parse(quoted);
    return name && name->string() ? *name->string() : std::string();
}

void find(Scanner& scanner, Wanted& wanted);

void find_members(Scanner& scanner, Wanted& wanted) {
    while (scanner.peek() == '"') {
        const std::string name = decoded(scanner.string());
        scanner.take(':');
        // Of equal names the last one counts: it is walked again.
        if (const auto member = wanted.members.find(name); member != wanted.members.end()) {
            find(scanner, member->second);
        } else {
            scanner.skip_value();
        }
        if (!scanner.take(',')) break;
    }
    scanner.take('}');
}

void find_items(Scanner& scanner, Wanted& wanted) {
    for (std::size_t i = 0; scanner.peek() != ']' && scanner.peek() != '\0'; ++i) {
        if (const auto item = wanted.items.find(i); item != wanted.items.end()) {
            find(scanner, item->second);
        } else {
            scanner.skip_value();
        }
        if (!scanner.take(',')) break;
    }
    scanner.take(']');
}

// The scanner stands before the value; afterwards behind it.
void find(Scanner& scanner, Wanted& wanted) {
    const char first = scanner.peek();
    wanted.offset = scanner.offset();
    wanted.found = true;
    if (wanted.is_leaf() || (first != '{' && first != '[')) return scanner.skip_value();
    scanner.take(first);
    if (first == '{')
        find_members(scanner, wanted);
    else
        find_items(scanner, wanted);
}

std::size_t offset_of(const Wanted& root, const Pointer& pointer) {
    const Wanted* at = &root;
    for (const auto& step : pointer) {
        const std::string* name = std::get_if<std::string>(&step);
        const Wanted& next =
            name ? at->members.find(*name)->second : at->items.find(std::get<std::size_t>(step))->second;
        if (!next.found) break;
        at = &next;
    }
    return at->offset;
}

void advance(Position& position, std::string_view text) {
    for (const char c : text) {
        if (c == '\n') {
            ++position.line;
            position.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
            ++position.column;
        }
    }
}

}  // namespace

std::vector<Position> locate_all(std::string_view text, const std::vector<Pointer>& pointers) {
    text.remove_prefix(text.substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0);
    Wanted root;
    for (const Pointer& pointer : pointers) {
        Wanted* at = &root;
        for (const auto& step : pointer) {
            const std::string* name = std::get_if<std::string>(&step);
            at = name ? &at->members[*name] : &at->items[std::get<std::size_t>(step)];
        }
    }
    Scanner scanner(text);
    find(scanner, root);

    std::multimap<std::size_t, std::size_t> by_offset;
    for (std::size_t i = 0; i < pointers.size(); ++i) by_offset.emplace(offset_of(root, pointers[i]), i);
    std::vector<Position> positions(pointers.size());
    Position position;
    std::size_t counted = 0;
    for (const auto& [offset, i] : by_offset) {
        advance(position, text.substr(counted, offset - counted));
        counted = offset;
        positions[i] = position;
    }
    return positions;
}

Position locate(std::string_view text, const Pointer& pointer) {
    return locate_all(text, {pointer}).front();
}

Position position_of(std::string_view text, std::size_t offset) {
    Position position;
    advance(position, text.substr(0, offset));
    return position;
}

}  // namespace tally::json
