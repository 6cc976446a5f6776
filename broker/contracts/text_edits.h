// Changing a JSON document as text: where its members and elements stand, and edits that leave everything
// else alone. All of it works on text that a parser has accepted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tally::contracts {

struct ElementRange {
    std::size_t begin = 0;  // of the value
    std::size_t end = 0;
};

struct MemberRange {
    std::string name;       // decoded
    std::size_t begin = 0;  // of the name's quote
    ElementRange value;
};

// The members of the object, or the elements of the array, whose bracket stands at `open`.
std::vector<MemberRange> member_ranges(std::string_view text, std::size_t open);
std::vector<ElementRange> element_ranges(std::string_view text, std::size_t open);
std::size_t skip_white_space(std::string_view text, std::size_t position);

// Collected in any order; they must not overlap.
class TextEdits {
  public:
    void insert(std::size_t position, std::string text) {
        edits_.push_back({position, position, std::move(text)});
    }
    void erase(std::size_t begin, std::size_t end) { edits_.push_back({begin, end, {}}); }

    // Erases the members with their commas; returns how many members stay.
    std::size_t erase_members(const std::vector<MemberRange>& members,
                              const std::vector<std::string_view>& names);

    std::string applied_to(std::string_view text);

  private:
    struct Edit {
        std::size_t begin;
        std::size_t end;
        std::string text;
    };
    std::vector<Edit> edits_;
};

}  // namespace tally::contracts
