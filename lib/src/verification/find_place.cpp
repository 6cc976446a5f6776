#include "verification/find_place.h"

#include <charconv>
#include <limits>

#include "matching/rule_faults.h"

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

// The lines of the contract on which its interactions start; empty when that cannot be told.
std::vector<std::size_t> lines_of_interactions(const LoadedContract& contract) {
    for (const char* member : {"interactions", "messages"}) {
        // Interactions of an unknown kind are not in the model: then lines would be guesses
        auto lines = lines_of_elements(contract.text, member);
        if (lines.size() == contract.contract.interactions.size()) return lines;
    }
    return {};
}

// Of "origin:line:column"; 0 when it is of another form.
std::size_t line_of(const std::string& where, const std::string& origin) {
    if (where.compare(0, origin.size() + 1, origin + ":") != 0) return 0;
    std::size_t line = 0;
    std::from_chars(where.data() + origin.size() + 1, where.data() + where.size(), line);
    return line;
}

}  // namespace

std::vector<std::size_t> lines_of_elements(std::string_view text, std::string_view member) {
    return Scanner(text).lines_of(member);
}

std::vector<std::string> places_of_interactions(const LoadedContract& contract) {
    const std::size_t count = contract.contract.interactions.size();
    std::vector<std::string> places(count, contract.origin);
    if (contract.broker || contract.origin.find("://") != std::string::npos) return places;
    const auto lines = lines_of_interactions(contract);
    for (std::size_t i = 0; i < lines.size(); ++i) places[i] += ":" + std::to_string(lines[i]);
    return places;
}

std::string place_of_faulty_rule(const LoadedContract& contract, std::size_t interaction,
                                 const matching::Mismatch& mismatch, const std::string& place) {
    const auto lines = lines_of_interactions(contract);
    if (interaction >= lines.size()) return place;
    const std::size_t first = lines[interaction];
    const std::size_t after =
        interaction + 1 < lines.size() ? lines[interaction + 1] : std::numeric_limits<std::size_t>::max();
    const std::string_view fault = matching::quoted_fault(mismatch);
    for (const auto& warning : contract.warnings) {
        const std::size_t line = line_of(warning.where, contract.origin);
        // A contract written on one line has all its interactions there
        const bool inside = line >= first && (line < after || line == first);
        if (inside && warning.what.find(fault) != std::string::npos) return warning.where;
    }
    return place;
}

}  // namespace tally::verification
