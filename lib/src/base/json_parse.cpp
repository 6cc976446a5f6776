#include <nlohmann/json.hpp>

#include "base/json.h"

namespace tally::json {

namespace {

std::string line_and_column(std::string_view text, std::size_t offset) {
    const Position position = position_of(text, offset);
    return std::to_string(position.line) + ":" + std::to_string(position.column);
}

// The offset of the bracket that opens level `limit` + 1, in a text that is valid up to there.
std::size_t offset_of_depth(std::string_view text, std::size_t limit) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > limit) return i;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return text.size();
}

// From "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value -
// unexpected end of input; expected ..." the part a reader needs. What was last read may be megabytes, and
// the place says it.
std::string reason(std::string_view message) {
    for (const std::string_view lead : {"] ", ": ", " - "}) {
        if (const std::size_t at = message.find(lead); at != std::string_view::npos)
            message.remove_prefix(at + lead.size());
    }
    if (const std::size_t at = message.find("; last read"); at != std::string_view::npos)
        message = message.substr(0, at);
    std::string text(message);
    if (const std::size_t at = text.find("; expected"); at != std::string::npos) text.replace(at, 1, ",");
    return text;
}

// Builds the tree from the parser's events. Pointers to open containers stay valid: a parent does not grow
// while one of its children is open.
class TreeBuilder {
  public:
    TreeBuilder(std::string_view text, const ParseOptions& options) : text_(text), options_(options) {}

    Result<Value> result(bool complete) && {
        if (!complete) return std::move(error_);
        return std::move(root_);
    }

    bool null() { return add(Value()); }
    bool boolean(bool value) { return add(Value(value)); }
    // Called for negative numbers only, so zero was written "-0".
    bool number_integer(std::int64_t value) { return add(value == 0 ? Value::number("-0") : Value(value)); }
    bool number_unsigned(std::uint64_t value) { return add(Value(value)); }
    bool number_float(double, const std::string& text) { return add(Value::number(text)); }
    bool string(std::string& value) { return add(Value(std::move(value))); }
    bool binary(std::vector<std::uint8_t>&) { return false; }

    bool start_object(std::size_t) { return open(Value(Object())); }
    bool start_array(std::size_t) { return open(Value(Array())); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        Object& members = *open_.back()->object();
        if (options_.duplicates && members.contains(name)) note_duplicate(name);
        member_ = &members.set(std::move(name), Value());
        return true;
    }

    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::json::exception& problem) {
        constexpr int kNumberOverflow = 406;
        if (problem.id == kNumberOverflow) {
            const std::size_t start = position > token.size() ? position - token.size() : 0;
            return fail(start, "number too large for a double: '" + token.substr(0, 40) +
                                   (token.size() > 40 ? "..." : "") + "'");
        }
        // The position counts what was read, the offending character and the end of the text included.
        return fail(position == 0 ? 0 : position - 1, "not valid JSON: " + reason(problem.what()));
    }

  private:
    Value* place(Value value) {
        if (open_.empty()) return &(root_ = std::move(value));
        if (Array* items = open_.back()->array()) return &items->emplace_back(std::move(value));
        return &(*member_ = std::move(value));
    }
    bool add(Value value) { return place(std::move(value)) != nullptr; }

    // Searching the way down costs as much as the containers are large, so that not all can have it.
    void note_duplicate(const std::string& name) {
        constexpr std::size_t placed = 100;
        Pointer place;
        for (std::size_t i = 0; options_.duplicates->size() < placed && i + 1 < open_.size(); ++i) {
            const Value* const child = open_[i + 1];
            if (const Array* items = open_[i]->array()) {
                place.emplace_back(items->size() - 1);
                continue;
            }
            for (const Member& member : *open_[i]->object()) {
                if (&member.value == child) place.emplace_back(member.name);
            }
        }
        place.emplace_back(name);
        options_.duplicates->push_back(std::move(place));
    }

    bool open(Value value) {
        if (open_.size() >= options_.max_depth) {
            return fail(offset_of_depth(text_, options_.max_depth),
                        "nested deeper than " + std::to_string(options_.max_depth) + " levels");
        }
        open_.push_back(place(std::move(value)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    bool fail(std::size_t offset, std::string what) {
        error_ = Error{ErrorCode::invalid_input, line_and_column(text_, offset), std::move(what), ""};
        return false;
    }

    std::string_view text_;
    const ParseOptions& options_;
    Value root_;
    std::vector<Value*> open_;
    Value* member_ = nullptr;  // where the value after the last key goes
    Error error_;
};

}  // namespace

Result<Value> parse(std::string_view text, const ParseOptions& options) {
    if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
    // nlohmann takes a NUL as the end of its input and would ignore what follows.
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        return Error{ErrorCode::invalid_input, line_and_column(text, nul),
                     "not valid JSON: contains a NUL byte", ""};
    }
    TreeBuilder builder(text, options);
    const bool complete = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
    return std::move(builder).result(complete);
}

}  // namespace tally::json
