#include "pacticipants/display_name.h"

namespace tally::pacticipants {

namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_separator(char c) {
    return c == ' ' || c == '-' || c == '_' || c == '.';
}

}  // namespace

std::string display_name_of(std::string_view name) {
    std::string shown;
    bool starts_word = true;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (is_separator(c)) {
            starts_word = true;
            continue;
        }
        if (i > 0 && is_upper(c) && is_lower(name[i - 1])) starts_word = true;
        if (starts_word && !shown.empty()) shown += ' ';
        shown += starts_word && is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
        starts_word = false;
    }
    return shown;
}

}  // namespace tally::pacticipants
