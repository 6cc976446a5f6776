#include "pacticipants/look_alike.h"

#include "base/text.h"

namespace tally::pacticipants {

namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_separator(char c) {
    return c == ' ' || c == '-' || c == '_' || c == ':';
}

}  // namespace

std::vector<std::string> significant_words(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        std::string folded = text::lower(word);
        word.clear();
        if (!folded.empty() && folded.back() == 's') folded.pop_back();
        if (folded.empty() || folded == "api" || folded == "provider" || folded == "service") return;
        words.push_back(std::move(folded));
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool starts_word = i > 0 && is_upper(name[i]) && !is_upper(name[i - 1]);
        if (is_separator(name[i]) || starts_word) finish();
        if (!is_separator(name[i])) word += name[i];
    }
    finish();
    return words;
}

std::vector<std::string> look_alikes(std::string_view name, const std::vector<std::string>& names) {
    const auto words = significant_words(name);
    std::vector<std::string> found;
    if (words.empty()) return found;
    for (const auto& other : names) {
        if (other != name && significant_words(other) == words) found.push_back(other);
    }
    return found;
}

}  // namespace tally::pacticipants
