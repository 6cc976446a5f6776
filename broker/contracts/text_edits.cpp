#include "contracts/text_edits.h"

#include <algorithm>
#include <utility>

#include "base/json.h"

namespace tally::contracts {

namespace {

// The position after the string whose quote stands at `open`.
std::size_t skip_string(std::string_view text, std::size_t open) {
    for (std::size_t i = open + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            return i + 1;
        }
    }
    return text.size();
}

std::size_t skip_value(std::string_view text, std::size_t begin) {
    std::size_t depth = 0;
    std::size_t i = begin;
    while (i < text.size()) {
        const char c = text[i];
        if (c == '"') {
            i = skip_string(text, i);
            if (depth == 0) return i;
            continue;
        }
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') {
            if (depth == 0) return i;  // the end of what encloses a number or literal
            if (--depth == 0) return i + 1;
        }
        if (depth == 0 && (c == ',' || c == ' ' || c == '\t' || c == '\n' || c == '\r')) return i;
        ++i;
    }
    return i;
}

std::string decoded_name(std::string_view quoted) {
    const auto inner = quoted.substr(1, quoted.size() - 2);
    if (inner.find('\\') == std::string_view::npos) return std::string(inner);
    const auto value = json::parse(quoted);
    return value && value->string() != nullptr ? *value->string() : std::string(inner);
}

bool is_one_of(std::string_view name, const std::vector<std::string_view>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::size_t skip_white_space(std::string_view text, std::size_t position) {
    const auto found = text.find_first_not_of(" \t\r\n", position);
    return found == std::string_view::npos ? text.size() : found;
}

std::vector<MemberRange> member_ranges(std::string_view text, std::size_t open) {
    std::vector<MemberRange> members;
    std::size_t i = skip_white_space(text, open + 1);
    while (i < text.size() && text[i] == '"') {
        MemberRange member;
        member.begin = i;
        const auto name_end = skip_string(text, i);
        member.name = decoded_name(text.substr(i, name_end - i));
        const auto colon = skip_white_space(text, name_end);
        member.value.begin = skip_white_space(text, colon + 1);
        member.value.end = skip_value(text, member.value.begin);
        i = skip_white_space(text, member.value.end);
        members.push_back(std::move(member));
        if (i < text.size() && text[i] == ',') i = skip_white_space(text, i + 1);
    }
    return members;
}

std::vector<ElementRange> element_ranges(std::string_view text, std::size_t open) {
    std::vector<ElementRange> elements;
    std::size_t i = skip_white_space(text, open + 1);
    while (i < text.size() && text[i] != ']') {
        const ElementRange element{i, skip_value(text, i)};
        elements.push_back(element);
        i = skip_white_space(text, element.end);
        if (i < text.size() && text[i] == ',') i = skip_white_space(text, i + 1);
    }
    return elements;
}

std::size_t TextEdits::erase_members(const std::vector<MemberRange>& members,
                                     const std::vector<std::string_view>& names) {
    std::size_t kept = 0;
    std::size_t last_kept_end = 0;
    for (std::size_t i = 0; i < members.size();) {
        if (!is_one_of(members[i].name, names)) {
            ++kept;
            last_kept_end = members[i].value.end;
            ++i;
            continue;
        }
        std::size_t next = i;  // the first one after this run that stays
        while (next < members.size() && is_one_of(members[next].name, names)) ++next;
        if (next < members.size()) {
            erase(members[i].begin, members[next].begin);
        } else {
            erase(kept > 0 ? last_kept_end : members[i].begin, members.back().value.end);
        }
        i = next;
    }
    return kept;
}

std::string TextEdits::applied_to(std::string_view text) {
    // What is inserted where something is erased comes first.
    std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::string result;
    std::size_t position = 0;
    for (const auto& edit : edits_) {
        result += text.substr(position, edit.begin - position);
        result += edit.text;
        position = edit.end;
    }
    result += text.substr(position);
    return result;
}

}  // namespace tally::contracts
