#include <algorithm>

#include "base/json.h"
#include "base/json_sorted_text.h"
#include "base/text.h"

namespace tally::json {

namespace {

void print_string(std::string_view text, std::string& out) {
    // Strings may come from outside of JSON; the output is valid JSON nevertheless.
    std::string repaired;
    if (!text::is_valid_utf8(text)) text = repaired = text::valid_utf8(text);

    out += '"';
    std::size_t plain_from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned char c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, plain_from, i - plain_from);
        plain_from = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += "\\u00";
                out += "0123456789abcdef"[c >> 4];
                out += "0123456789abcdef"[c & 15];
        }
    }
    out.append(text, plain_from, std::string_view::npos);
    out += '"';
}

constexpr std::size_t kCompact = static_cast<std::size_t>(-1);
constexpr std::size_t kCompactAndSorted = kCompact - 1;

std::vector<const Member*> sorted_members(const Object& members) {
    std::vector<const Member*> order;
    order.reserve(members.size());
    for (const Member& member : members) order.push_back(&member);
    std::sort(order.begin(), order.end(), [](const Member* a, const Member* b) { return a->name < b->name; });
    return order;
}

// `level` is kCompact, kCompactAndSorted, or the number of levels the value is indented by.
void print(const Value& value, std::size_t level, std::string& out) {
    const bool pretty = level < kCompactAndSorted;
    const std::size_t inner = pretty ? level + 1 : level;
    const auto new_line = [&](std::size_t indent) {
        if (!pretty) return;
        out += '\n';
        out.append(2 * indent, ' ');
    };
    switch (value.kind()) {
        case Kind::null:
            out += "null";
            break;
        case Kind::boolean:
            out += *value.boolean() ? "true" : "false";
            break;
        case Kind::integer:
        case Kind::decimal:
            out += *value.number_text();
            break;
        case Kind::string:
            print_string(*value.string(), out);
            break;
        case Kind::array: {
            bool first = true;
            out += '[';
            for (const Value& item : *value.array()) {
                if (!first) out += ',';
                first = false;
                new_line(inner);
                print(item, inner, out);
            }
            if (!first) new_line(level);
            out += ']';
            break;
        }
        case Kind::object: {
            bool first = true;
            out += '{';
            const auto print_member = [&](const Member& member) {
                if (!first) out += ',';
                first = false;
                new_line(inner);
                print_string(member.name, out);
                out += pretty ? ": " : ":";
                print(member.value, inner, out);
            };
            if (level == kCompactAndSorted) {
                for (const Member* member : sorted_members(*value.object())) print_member(*member);
            } else {
                for (const Member& member : *value.object()) print_member(member);
            }
            if (!first) new_line(level);
            out += '}';
            break;
        }
    }
}

}  // namespace

std::string to_text(const Value& value) {
    std::string out;
    print(value, kCompact, out);
    return out;
}

std::string to_sorted_text(const Value& value) {
    std::string out;
    print(value, kCompactAndSorted, out);
    return out;
}

std::string to_pretty_text(const Value& value) {
    std::string out;
    print(value, 0, out);
    return out;
}

}  // namespace tally::json
