#include "reporting/style.h"

#include <cstdio>
#include <utility>

#include "base/text.h"

namespace tally::reporting {

namespace {

std::string with_one_decimal(double value, const char* unit) {
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
    return buffer;
}

}  // namespace

std::string one_line(std::string_view text, std::size_t max_bytes) {
    // Cut before and after: making text visible can make it longer
    std::string visible = text::printable(text::shorten(text, max_bytes));
    visible = text::replace_all(std::move(visible), "\n", "\\n");
    visible = text::replace_all(std::move(visible), "\t", " ");
    return text::shorten(visible, max_bytes);
}

std::string in_quotes(std::string_view text, std::size_t max_bytes) {
    return "\"" + one_line(text, max_bytes) + "\"";
}

std::string span_text(long long microseconds) {
    if (microseconds < 1000000) return std::to_string((microseconds + 500) / 1000) + " ms";
    return with_one_decimal(static_cast<double>(microseconds) / 1e6, "s");
}

std::string size_text(std::size_t bytes) {
    if (bytes == 1) return "1 byte";
    if (bytes < 10000) return std::to_string(bytes) + " bytes";
    if (bytes < 1000000) return with_one_decimal(static_cast<double>(bytes) / 1e3, "KB");
    return with_one_decimal(static_cast<double>(bytes) / 1e6, "MB");
}

}  // namespace tally::reporting
