// Paths of matching rules and generators: "$.items[*].id", a small part of JSONPath.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tally/result.h"

namespace tally::model {

struct Field {
    std::string name;
    bool operator==(const Field&) const = default;
};
struct Index {
    std::size_t position;
    bool operator==(const Index&) const = default;
};
struct AnyField {  // .*
    bool operator==(const AnyField&) const = default;
};
struct AnyIndex {  // [*]
    bool operator==(const AnyIndex&) const = default;
};
using PathStep = std::variant<Field, Index, AnyField, AnyIndex>;

// The steps after the root. "$" has none; an empty expression is the root too.
struct PathExpression {
    std::vector<PathStep> steps;
    bool operator==(const PathExpression&) const = default;
};

// A leading "$" may be missing ("foo" is "$.foo"). Quotes inside ['...'] may be escaped with a backslash.
// Error::what names the offset and what was expected there.
Result<PathExpression> parse_path(std::string_view text);

// Canonical spelling: .name for [_A-Za-z][_A-Za-z0-9]*, ['...'] for other names.
std::string to_text(const PathExpression& path);

// The same for one more step, for callers that keep a path as text while they walk a document.
void append_step(std::string& text, const PathStep& step);
void append_field(std::string& text, std::string_view name);

}  // namespace tally::model
