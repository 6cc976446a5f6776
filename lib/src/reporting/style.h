// Colours for terminals, and text made safe for them.
#pragma once

#include <string>
#include <string_view>

namespace tally::reporting {

// With `colour` off everything is plain text.
struct Style {
    bool colour = false;
    std::string bad(std::string_view text) const { return paint("\x1b[1;31m", text); }
    std::string good(std::string_view text) const { return paint("\x1b[32m", text); }
    std::string warning(std::string_view text) const { return paint("\x1b[33m", text); }
    std::string strong(std::string_view text) const { return paint("\x1b[1m", text); }
    std::string faint(std::string_view text) const { return paint("\x1b[2m", text); }

  private:
    std::string paint(std::string_view code, std::string_view text) const {
        if (!colour) return std::string(text);
        return std::string(code) + std::string(text) + "\x1b[0m";
    }
};

// One line of at most `max_bytes`, with nothing in it that a terminal would act on.
std::string one_line(std::string_view text, std::size_t max_bytes = 160);
std::string in_quotes(std::string_view text, std::size_t max_bytes = 160);  // in double quotes

// "12 ms", "1.2 s"
std::string span_text(long long microseconds);
// "311 bytes", "1.2 KB", "12 MB"
std::string size_text(std::size_t bytes);

}  // namespace tally::reporting
