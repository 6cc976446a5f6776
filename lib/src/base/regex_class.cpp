#include "base/regex_class.h"

#include <vector>

namespace tally::regex_dialect {

namespace {

constexpr int kMaxNesting = 32;

// One side of "&&": plain members, and expressions that match one character each.
struct Operand {
    std::string items;
    std::vector<std::string> alternatives;
};

std::string expression_of(const Operand& operand) {
    const std::string plain = operand.items.empty() ? "" : "[" + operand.items + "]";
    if (operand.alternatives.empty()) return plain.empty() ? "(?!)" : plain;
    std::string all = plain;
    for (const std::string& alternative : operand.alternatives) all += (all.empty() ? "" : "|") + alternative;
    return "(?:" + all + ")";
}

// What a class means, before it is known whether another one takes it in.
struct Class {
    bool negated = false;
    std::vector<Operand> operands;

    bool is_plain() const {
        return operands.size() == 1 && operands[0].alternatives.empty() && !operands[0].items.empty();
    }

    std::string expression() const {
        if (is_plain()) return (negated ? "[^" : "[") + operands[0].items + "]";
        std::string all;
        for (std::size_t i = 0; i + 1 < operands.size(); ++i) all += "(?=" + expression_of(operands[i]) + ")";
        all += expression_of(operands.back());
        return negated ? "(?:(?!" + all + ")(?s:.))" : "(?:" + all + ")";
    }
};

class ClassReader {
  public:
    explicit ClassReader(Cursor& cursor) : cursor_(cursor) {}

    // Behind the '['.
    std::optional<Class> read(int nesting) {
        if (nesting > kMaxNesting) return std::nullopt;
        Class result;
        result.negated = cursor_.take("^");
        result.operands.emplace_back();
        bool first = true;
        for (;; first = false) {
            Operand& operand = result.operands.back();
            if (cursor_.at_end()) return std::nullopt;
            if (cursor_.peek() == ']') {
                if (first && cursor_.text.find(']', cursor_.at + 1) == std::string_view::npos)
                    return std::nullopt;
                ++cursor_.at;
                if (!first) return result;
                operand.items += "\\]";  // a bracket that closes nothing stands for itself
            } else if (cursor_.take("&&")) {
                result.operands.emplace_back();
            } else if (!read_posix(operand) && !read_nested(operand, nesting) && !read_set(operand) &&
                       !read_range(operand)) {
                return std::nullopt;
            }
            if (failed_) return std::nullopt;
        }
    }

  private:
    bool read_posix(Operand& operand) {
        if (cursor_.text.substr(cursor_.at, 2) != "[:") return false;
        const std::size_t end = cursor_.text.find(":]", cursor_.at + 2);
        if (end == std::string_view::npos) return false;
        const std::string_view name = cursor_.text.substr(cursor_.at + 2, end - cursor_.at - 2);
        if (name.find_first_not_of("^abcdefghijklmnopqrstuvwxyz") != std::string_view::npos) return false;
        operand.items += "[:" + std::string(name) + ":]";
        cursor_.at = end + 2;
        return true;
    }

    bool read_nested(Operand& operand, int nesting) {
        if (!cursor_.take("[")) return false;
        const std::optional<Class> nested = read(nesting + 1);
        if (!nested) {
            failed_ = true;
        } else if (nested->is_plain() && !nested->negated) {
            operand.items += nested->operands[0].items;
        } else {
            operand.alternatives.push_back(nested->expression());
        }
        return true;
    }

    bool read_set(Operand& operand) {
        if (cursor_.peek() != '\\') return false;
        Cursor ahead = cursor_;
        ++ahead.at;
        const std::optional<Members> members = read_set_escape(ahead);
        if (!members) return false;
        cursor_ = ahead;
        if (members->negated) {
            operand.alternatives.push_back("[^" + members->items + "]");
        } else {
            operand.items += members->items;
        }
        return true;
    }

    // One character, or two with a '-' between them.
    bool read_range(Operand& operand) {
        const std::optional<std::string> low = read_single();
        if (!low) return false;
        operand.items += *low;
        if (cursor_.peek() != '-' || cursor_.peek(1) == ']' || cursor_.peek(1) == '[') return true;
        Cursor before = cursor_;
        ++cursor_.at;
        const std::optional<std::string> high = starts_set() ? std::nullopt : read_single();
        if (high) {
            operand.items += "-" + *high;
        } else {
            cursor_ = before;  // the '-' stands for itself
        }
        return true;
    }

    bool starts_set() const {
        Cursor ahead = cursor_;
        return ahead.take("\\") && read_set_escape(ahead).has_value();
    }

    std::optional<std::string> read_single() {
        if (cursor_.at_end()) return std::nullopt;
        if (!cursor_.take("\\")) return literal(read_character(cursor_));
        if (cursor_.at_end()) return std::nullopt;
        if (cursor_.take("b")) return literal(U'\b');
        if (const std::optional<char32_t> character = read_character_escape(cursor_))
            return literal(*character);
        if (cursor_.peek() >= '1' && cursor_.peek() <= '7') return literal(read_octal());
        if (cursor_.peek() == 'u') return std::nullopt;  // without its four digits
        return literal(read_character(cursor_));
    }

    char32_t read_octal() {
        char32_t value = 0;
        for (int i = 0; i < 3 && cursor_.peek() >= '0' && cursor_.peek() <= '7'; ++i) {
            value = value * 8 + static_cast<char32_t>(cursor_.peek() - '0');
            ++cursor_.at;
        }
        return value;
    }

    Cursor& cursor_;
    bool failed_ = false;
};

}  // namespace

std::optional<std::string> read_class(Cursor& cursor) {
    const std::optional<Class> result = ClassReader(cursor).read(0);
    if (!result) return std::nullopt;
    return result->expression();
}

}  // namespace tally::regex_dialect
