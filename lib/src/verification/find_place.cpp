#include "verification/find_place.h"

namespace tally::verification {

namespace {

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<std::size_t> lines_of(std::string_view member) {
        std::vector<std::size_t> lines;
        std::size_t depth = 0;
        bool inside = false;  // of the array that is looked for
        bool element_follows = false;
        std::string_view last_string;
        while (position_ < text_.size()) {
            const char c = text_[position_];
            if (c == '\n') ++line_;
            const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (inside && element_follows && depth == 2 && !blank && c != ']') {
                lines.push_back(line_);
                element_follows = false;
            }
            if (c == '"') {
                last_string = string();
                continue;
            }
            if (c == '{' || c == '[') {
                ++depth;
                if (c == '[' && depth == 2 && last_string == member) inside = element_follows = true;
            } else if (c == '}' || c == ']') {
                --depth;
                if (depth == 1) inside = false;
            } else if (c == ',' && depth == 2 && inside) {
                element_follows = true;
            }
            ++position_;
        }
        return lines;
    }

  private:
    // Strings hold no line breaks in valid JSON.
    std::string_view string() {
        const std::size_t start = ++position_;
        while (position_ < text_.size() && text_[position_] != '"')
            position_ += text_[position_] == '\\' ? 2 : 1;
        const auto content = text_.substr(start, position_ - start);
        ++position_;
        return content;
    }

    std::string_view text_;
    std::size_t position_ = 0;
    std::size_t line_ = 1;
};

}  // namespace

std::vector<std::size_t> lines_of_elements(std::string_view text, std::string_view member) {
    return Scanner(text).lines_of(member);
}

std::vector<std::string> places_of_interactions(const LoadedContract& contract) {
    const std::size_t count = contract.contract.interactions.size();
    std::vector<std::string> places(count, contract.origin);
    if (contract.broker || contract.origin.find("://") != std::string::npos) return places;
    for (const char* member : {"interactions", "messages"}) {
        // Interactions of an unknown kind are not in the model: then lines would be guesses
        const auto lines = lines_of_elements(contract.text, member);
        if (lines.size() != count) continue;
        for (std::size_t i = 0; i < count; ++i) places[i] += ":" + std::to_string(lines[i]);
        break;
    }
    return places;
}

}  // namespace tally::verification
