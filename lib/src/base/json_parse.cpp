#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "base/json.h"
#include "base/json_limits.h"

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

// The offset of value number `count` + 1, in a text that is valid up to there.
std::size_t offset_of_value(std::string_view text, std::size_t count) {
    constexpr std::string_view white_space = " \t\r\n";
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t end = i;
        switch (text[i]) {
            case ' ':
            case '\t':
            case '\r':
            case '\n':
            case ',':
            case ':':
            case ']':
            case '}':
                continue;
            case '"': {
                for (++end; end < text.size() && text[end] != '"'; ++end) {
                    if (text[end] == '\\') ++end;
                }
                const std::size_t next = text.find_first_not_of(white_space, end + 1);
                if (next == std::string_view::npos || text[next] != ':') break;
                i = end;  // the name of a member
                continue;
            }
            case '[':
            case '{':
                break;
            default:
                end = std::min(text.find_first_of(",]} \t\r\n", i), text.size()) - 1;
        }
        if (count-- == 0) return i;
        i = end;
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

// Builds the tree from the parser's events. What belongs to open containers waits on one stack and moves into
// its container when that closes, so that each container is allocated once, at its size. Only of a long one that would
// mean to have most of a document twice, so it grows by itself.
class TreeBuilder {
  public:
    TreeBuilder(std::string_view text, const ParseOptions& options) : text_(text), options_(options) {}

    Result<Value> result(bool complete) && {
        if (!complete) return std::move(error_);
        return std::move(waiting_.front().value);
    }

    bool null() { return count() && add(Value()); }
    bool boolean(bool value) { return count() && add(Value(value)); }
    // Called for negative numbers only, so zero was written "-0".
    bool number_integer(std::int64_t value) {
        return count() && add(value == 0 ? Value::number("-0") : Value(value));
    }
    bool number_unsigned(std::uint64_t value) { return count() && add(Value(value)); }
    bool number_float(double, const std::string& text) { return count() && add(Value::number(text)); }
    bool string(std::string& value) { return count() && add(Value(std::move(value))); }
    bool binary(std::vector<std::uint8_t>&) { return false; }

    bool start_object(std::size_t) { return open(Kind::object); }
    bool start_array(std::size_t) { return open(Kind::array); }
    bool end_object() {
        if (is_long()) {
            auto& members = open_.back().members;
            if (options_.duplicates) note_duplicates(members.begin(), members.end());
            return close(Object(std::move(members)));
        }
        const auto first = first_of_innermost();
        if (options_.duplicates) note_duplicates(first, waiting_.end());
        return close(Object(
            Members(std::make_move_iterator(first), std::make_move_iterator(waiting_.end()))));
    }
    bool end_array() {
        if (is_long()) return close(Value(std::move(open_.back().items)));
        const auto first = first_of_innermost();
        Array items;
        items.reserve(static_cast<std::size_t>(waiting_.end() - first));
        for (auto item = first; item != waiting_.end(); ++item) items.push_back(std::move(item->value));
        return close(Value(std::move(items)));
    }
    bool key(std::string& name) {
        key_ = std::move(name);
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
    using Members = std::vector<Member>;

    // An open container: what its parent calls it, and where its content begins on the stack, or its content when
    // that is long.
    struct Open {
        Kind kind;
        std::string name;  // empty in arrays
        std::size_t first;
        Array items = {};
        Members members = {};
    };

    bool count() {
        if (values_++ < kMaxValues) return true;
        return fail(offset_of_value(text_, kMaxValues), "more than " + std::to_string(kMaxValues) + " values");
    }

    bool is_long() const { return !open_.back().items.empty() || !open_.back().members.empty(); }

    bool add(Value value) {
        constexpr std::size_t many = 1024;
        if (!open_.empty() && (is_long() || waiting_.size() - open_.back().first == many)) {
            add_to_long(std::move(value));
        } else {
            waiting_.push_back({std::move(key_), std::move(value)});
        }
        key_.clear();
        return true;
    }

    void add_to_long(Value value) {
        auto& container = open_.back();
        const auto first = first_of_innermost();
        if (container.kind == Kind::object) {
            std::move(first, waiting_.end(), std::back_inserter(container.members));
            container.members.push_back({std::move(key_), std::move(value)});
        } else {
            for (auto item = first; item != waiting_.end(); ++item) container.items.push_back(std::move(item->value));
            container.items.push_back(std::move(value));
        }
        waiting_.resize(container.first);
    }

    bool open(Kind kind) {
        if (open_.size() >= options_.max_depth) {
            return fail(offset_of_depth(text_, options_.max_depth),
                        "nested deeper than " + std::to_string(options_.max_depth) + " levels");
        }
        if (!count()) return false;
        open_.push_back({kind, std::move(key_), waiting_.size()});
        key_.clear();
        return true;
    }

    bool close(Value container) {
        waiting_.resize(open_.back().first);
        key_ = std::move(open_.back().name);
        open_.pop_back();
        return add(std::move(container));
    }

    Members::iterator first_of_innermost() {
        return waiting_.begin() + static_cast<std::ptrdiff_t>(open_.back().first);
    }

    void note_duplicates(Members::const_iterator first, Members::const_iterator last) {
        const auto note = [this](const std::string& name) { note_duplicate(name); };
        constexpr std::ptrdiff_t few = 16;
        if (last - first > few) {
            std::unordered_set<std::string_view> names;
            for (auto member = first; member != last; ++member) {
                if (!names.insert(member->name).second) note(member->name);
            }
            return;
        }
        for (auto member = first; member != last; ++member) {
            if (std::any_of(first, member, [&](const Member& before) { return before.name == member->name; }))
                note(member->name);
        }
    }

    // Copying the way down costs as much as it is deep, so that not all can have it.
    void note_duplicate(const std::string& name) {
        constexpr std::size_t placed = 100;
        Pointer place;
        for (std::size_t i = 1; options_.duplicates->size() < placed && i < open_.size(); ++i) {
            if (open_[i - 1].kind == Kind::array) {
                place.emplace_back(open_[i].first - open_[i - 1].first + open_[i - 1].items.size());
            } else {
                place.emplace_back(open_[i].name);
            }
        }
        place.emplace_back(name);
        options_.duplicates->push_back(std::move(place));
    }

    bool fail(std::size_t offset, std::string what) {
        error_ = Error{ErrorCode::invalid_input, line_and_column(text_, offset), std::move(what), ""};
        return false;
    }

    std::string_view text_;
    const ParseOptions& options_;
    std::size_t values_ = 0;
    Members waiting_;  // at the end the whole document alone
    std::vector<Open> open_;
    std::string key_;  // of the value to come
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
