#include "model/path_expression.h"

#include <charconv>

namespace tally::model {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Bytes above 127 are parts of letters of other scripts.
bool is_identifier(char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == ':' || c == '#' || c == '@' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_plain_name(std::string_view name) {
    if (name.empty() || is_digit(name.front())) return false;
    for (const char c : name) {
        if (!is_letter(c) && !is_digit(c) && c != '_') return false;
    }
    return true;
}

class PathParser {
  public:
    explicit PathParser(std::string_view text) : text_(text) {}

    Result<PathExpression> parse() {
        if (text_.empty()) return PathExpression{};
        if (peek() == '$') {
            ++at_;
        } else if (is_identifier(peek())) {
            steps_.push_back(Field{identifier()});
        } else {
            return expected("'$' or a name");
        }
        while (at_ < text_.size()) {
            if (Result<void> step = segment(); !step) return std::move(step).error();
        }
        return PathExpression{std::move(steps_)};
    }

  private:
    Result<void> segment() {
        const char opening = text_[at_++];
        if (opening == '.') return after_dot();
        if (opening == '[') return inside_brackets();
        --at_;
        return expected("'.' or '['");
    }

    Result<void> after_dot() {
        if (peek() == '*') {
            ++at_;
            steps_.push_back(AnyField{});
            return {};
        }
        if (!is_identifier(peek())) return expected("a name or '*'");
        steps_.push_back(Field{identifier()});
        return {};
    }

    Result<void> inside_brackets() {
        if (peek() == '*') {
            ++at_;
            steps_.push_back(AnyIndex{});
        } else if (is_digit(peek())) {
            std::size_t index = 0;
            const char* first = text_.data() + at_;
            const auto [end, error] = std::from_chars(first, text_.data() + text_.size(), index);
            if (error != std::errc()) return expected("a smaller index");
            at_ += static_cast<std::size_t>(end - first);
            steps_.push_back(Index{index});
        } else if (peek() == '\'') {
            ++at_;
            if (Result<void> name = quoted_name(); !name) return name;
        } else {
            return expected("'*', an index or a quoted name");
        }
        if (peek() != ']') return expected("']'");
        ++at_;
        return {};
    }

    Result<void> quoted_name() {
        std::string name;
        while (at_ < text_.size() && text_[at_] != '\'') {
            // Only what to_text() escapes is an escape, so that a Windows path stays as it was written.
            const bool escaped = text_[at_] == '\\' && at_ + 1 < text_.size() &&
                                 (text_[at_ + 1] == '\'' || text_[at_ + 1] == '\\');
            if (escaped) ++at_;
            name += text_[at_++];
        }
        if (at_ == text_.size()) return expected("a closing quote");
        if (name.empty()) return expected("a name between the quotes");
        ++at_;
        steps_.push_back(Field{std::move(name)});
        return {};
    }

    std::string identifier() {
        const std::size_t start = at_;
        while (at_ < text_.size() && is_identifier(text_[at_])) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    Error expected(std::string_view what) const {
        Error error;
        error.what = "path expression '" + std::string(text_) + "' expects " + std::string(what) +
                     " at offset " + std::to_string(at_);
        error.remedy = "write names as .name or ['name'], list elements as [0] or [*]";
        return error;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<PathStep> steps_;
};

void append(std::string& text, const Field& field) {
    append_field(text, field.name);
}
void append(std::string& text, const Index& index) {
    text += '[' + std::to_string(index.position) + ']';
}
void append(std::string& text, const AnyField&) {
    text += ".*";
}
void append(std::string& text, const AnyIndex&) {
    text += "[*]";
}

}  // namespace

Result<PathExpression> parse_path(std::string_view text) {
    return PathParser(text).parse();
}

std::string to_text(const PathExpression& path) {
    std::string text = "$";
    for (const PathStep& step : path.steps) append_step(text, step);
    return text;
}

void append_step(std::string& text, const PathStep& step) {
    std::visit([&text](const auto& kind) { append(text, kind); }, step);
}

void append_field(std::string& text, std::string_view name) {
    if (is_plain_name(name)) {
        text += '.';
        text += name;
        return;
    }
    text += "['";
    for (const char c : name) {
        if (c == '\'' || c == '\\') text += '\\';
        text += c;
    }
    text += "']";
}

}  // namespace tally::model
