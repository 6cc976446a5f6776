// Members of a request body, checked while they are read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "web/problem.h"

namespace tally::web {

struct TextRules {
    bool required = false;
    bool may_be_blank = false;
    bool may_have_blanks = true;
    bool one_line = true;
};

// The member of that name; older clients write names in snake_case, which is accepted too.
const json::Value* find_member(const json::Value& body, std::string_view name);

// Nothing when absent, null, or wrong; what is wrong goes to `errors` under `key` (by default the name).
std::optional<std::string> read_text(const json::Value& body, std::string_view name, const TextRules& rules,
                                     ValidationErrors& errors, std::string_view key = {});
std::optional<bool> read_flag(const json::Value& body, std::string_view name, bool required,
                              ValidationErrors& errors);
std::vector<std::string> read_texts(const json::Value& body, std::string_view name, const TextRules& rules,
                                    ValidationErrors& errors);

bool is_blank(std::string_view text);
bool has_line_break(std::string_view text);  // or another control character

}  // namespace tally::web
