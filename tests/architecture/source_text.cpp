#include "architecture/source_text.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace tally::architecture {

namespace {

// <regex> is missing on purpose: patterns from outside crash it.
constexpr std::string_view kStandardHeaders[] = {"algorithm",
                                                 "any",
                                                 "array",
                                                 "atomic",
                                                 "barrier",
                                                 "bit",
                                                 "bitset",
                                                 "cassert",
                                                 "cctype",
                                                 "cerrno",
                                                 "cfenv",
                                                 "cfloat",
                                                 "charconv",
                                                 "chrono",
                                                 "cinttypes",
                                                 "climits",
                                                 "clocale",
                                                 "cmath",
                                                 "codecvt",
                                                 "compare",
                                                 "complex",
                                                 "concepts",
                                                 "condition_variable",
                                                 "coroutine",
                                                 "csetjmp",
                                                 "csignal",
                                                 "cstdarg",
                                                 "cstddef",
                                                 "cstdint",
                                                 "cstdio",
                                                 "cstdlib",
                                                 "cstring",
                                                 "ctime",
                                                 "cuchar",
                                                 "cwchar",
                                                 "cwctype",
                                                 "deque",
                                                 "exception",
                                                 "execution",
                                                 "filesystem",
                                                 "forward_list",
                                                 "fstream",
                                                 "functional",
                                                 "future",
                                                 "initializer_list",
                                                 "iomanip",
                                                 "ios",
                                                 "iosfwd",
                                                 "iostream",
                                                 "istream",
                                                 "iterator",
                                                 "latch",
                                                 "limits",
                                                 "list",
                                                 "locale",
                                                 "map",
                                                 "memory",
                                                 "memory_resource",
                                                 "mutex",
                                                 "new",
                                                 "numbers",
                                                 "numeric",
                                                 "optional",
                                                 "ostream",
                                                 "queue",
                                                 "random",
                                                 "ranges",
                                                 "ratio",
                                                 "scoped_allocator",
                                                 "semaphore",
                                                 "set",
                                                 "shared_mutex",
                                                 "source_location",
                                                 "span",
                                                 "sstream",
                                                 "stack",
                                                 "stdexcept",
                                                 "stop_token",
                                                 "streambuf",
                                                 "string",
                                                 "string_view",
                                                 "system_error",
                                                 "thread",
                                                 "tuple",
                                                 "type_traits",
                                                 "typeindex",
                                                 "typeinfo",
                                                 "unordered_map",
                                                 "unordered_set",
                                                 "utility",
                                                 "valarray",
                                                 "variant",
                                                 "vector",
                                                 "version"};

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Copies `from` up to `to` into `out` as blanks, line feeds as they are.
void blank(std::string_view text, std::size_t from, std::size_t to, std::string& out) {
    for (std::size_t i = from; i < to; ++i) out += text[i] == '\n' ? '\n' : ' ';
}

std::size_t end_of_literal(std::string_view text, std::size_t start) {
    const char quote = text[start];
    std::size_t at = start + 1;
    while (at < text.size() && text[at] != quote && text[at] != '\n') at += text[at] == '\\' ? 2 : 1;
    return std::min(at + 1, text.size());
}

// R"delimiter( ... )delimiter"; `start` is the quote.
std::size_t end_of_raw_literal(std::string_view text, std::size_t start) {
    const std::size_t open = text.find('(', start);
    if (open == std::string_view::npos) return text.size();
    const std::string closing = ")" + std::string(text.substr(start + 1, open - start - 1)) + "\"";
    const std::size_t end = text.find(closing, open);
    return end == std::string_view::npos ? text.size() : end + closing.size();
}

bool is_include_line(std::string_view line) {
    line = text::trim(line);
    if (line.substr(0, 1) != "#") return false;
    return text::trim(line.substr(1)).substr(0, 7) == "include";
}

}  // namespace

std::string without_comments(std::string_view text) {
    std::string out;
    std::size_t line_start = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        std::size_t end = at + 1;
        if (text.substr(at, 2) == "//") {
            end = std::min(text.find('\n', at), text.size());
        } else if (text.substr(at, 2) == "/*") {
            end = text.find("*/", at + 2);
            end = end == std::string_view::npos ? text.size() : end + 2;
        } else if (c == '"' && at > 0 && text[at - 1] == 'R') {
            end = end_of_raw_literal(text, at);
        } else if (c == '"' && !is_include_line(text.substr(line_start, at - line_start))) {
            end = end_of_literal(text, at);
        } else if (c == '\'' && !(at > 0 && is_name_character(text[at - 1]))) {  // 1'000 is no literal
            end = end_of_literal(text, at);
        } else {
            if (c == '\n') line_start = at + 1;
            out += c;
            ++at;
            continue;
        }
        blank(text, at, end, out);
        at = end;
    }
    return out;
}

std::vector<Include> includes_of(std::string_view text_without_comments) {
    std::vector<Include> found;
    std::size_t number = 0;
    for (const std::string_view line : text::split(text_without_comments, '\n')) {
        ++number;
        if (!is_include_line(line)) continue;
        const std::size_t open = line.find_first_of("<\"");
        if (open == std::string_view::npos) continue;
        const bool quoted = line[open] == '"';
        const std::size_t close = line.find(quoted ? '"' : '>', open + 1);
        if (close == std::string_view::npos) continue;
        found.push_back({number, std::string(line.substr(open + 1, close - open - 1)), quoted});
    }
    return found;
}

std::vector<std::size_t> lines_with(std::string_view text_without_comments, std::string_view word) {
    std::vector<std::size_t> found;
    std::size_t number = 0;
    for (const std::string_view line : text::split(text_without_comments, '\n')) {
        ++number;
        if (line.find(word) != std::string_view::npos) found.push_back(number);
    }
    return found;
}

bool is_standard_header(std::string_view header) {
    return std::find(std::begin(kStandardHeaders), std::end(kStandardHeaders), header) !=
           std::end(kStandardHeaders);
}

}  // namespace tally::architecture
