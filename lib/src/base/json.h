// JSON as contract matching needs it: `1` is not `1.0`, numbers keep their own text, members keep their
// order. Parsing is bounded in depth. Values are trees of plain data; copying copies everything below.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tally/result.h"

namespace tally::json {

class Value;
struct Member;
using Array = std::vector<Value>;

// integer: digits with an optional minus that fit 64 bits; decimal: every other number.
enum class Kind : std::uint8_t { null, boolean, integer, decimal, string, array, object };

// "Null", "Boolean", "Integer", "Decimal", "String", "Array", "Object": the words mismatches use.
std::string_view kind_name(Kind kind);

// Members in the order they were written. Finding is linear while small and indexed when large.
// Names are changed by erase() and set() only, never through begin().
class Object {
  public:
    Object();
    Object(std::initializer_list<Member> members);
    // Of members with equal names the last value stays, at the place of the first.
    explicit Object(std::vector<Member> members);
    Object(const Object&);
    Object(Object&&) noexcept;
    Object& operator=(const Object&);
    Object& operator=(Object&&) noexcept;
    ~Object();

    std::size_t size() const;
    bool empty() const;
    const Member* begin() const;
    const Member* end() const;
    Member* begin();
    Member* end();

    const Value* find(std::string_view name) const;  // null when absent
    Value* find(std::string_view name);
    bool contains(std::string_view name) const;

    // Replaces the value in place, or appends a member.
    Value& set(std::string name, Value value);
    bool erase(std::string_view name);

    // Same names with equal values, in any order.
    friend bool operator==(const Object& a, const Object& b);

  private:
    class Index;
    std::size_t position(std::string_view name) const;

    std::vector<Member> members_;
    std::unique_ptr<Index> index_;  // only above a few dozen members
};

class Value {
  public:
    Value() = default;  // null
    Value(std::nullptr_t) {}
    Value(bool value) : data_(value) {}
    Value(int value) : Value(static_cast<std::int64_t>(value)) {}
    Value(std::int64_t value);
    Value(std::uint64_t value);
    Value(std::string text) : data_(std::move(text)) {}
    Value(std::string_view text) : data_(std::string(text)) {}
    Value(const char* text) : data_(std::string(text)) {}
    Value(Array items) : data_(std::move(items)) {}
    Value(Object members) : data_(std::move(members)) {}

    // The text must be a JSON number; it is kept as it is, and decides between integer and decimal.
    static Value number(std::string text);

    Kind kind() const;
    bool is_null() const { return kind() == Kind::null; }
    bool is_boolean() const { return kind() == Kind::boolean; }
    bool is_number() const { return kind() == Kind::integer || kind() == Kind::decimal; }
    bool is_string() const { return kind() == Kind::string; }
    bool is_array() const { return kind() == Kind::array; }
    bool is_object() const { return kind() == Kind::object; }

    // Each returns null, or nothing, when the value is of another kind.
    const bool* boolean() const { return std::get_if<bool>(&data_); }
    const std::string* string() const { return std::get_if<std::string>(&data_); }
    const std::string* number_text() const;
    std::optional<std::int64_t> integer() const;  // also nothing when it does not fit
    std::optional<double> as_double() const;      // any number, rounded
    const Array* array() const { return std::get_if<Array>(&data_); }
    Array* array() { return std::get_if<Array>(&data_); }
    const Object* object() const { return std::get_if<Object>(&data_); }
    Object* object() { return std::get_if<Object>(&data_); }

    // The member of that name, or null when this is not an object or has none.
    const Value* find(std::string_view name) const;

    // JSON equality: integers and decimals stay apart (1 is not 1.0); decimals compare by numeric value of
    // their digits (1.0 equals 1.00); objects in any order, arrays in order.
    friend bool operator==(const Value& a, const Value& b);

  private:
    struct Number {
        std::string text;
        bool is_integer;
    };
    std::variant<std::monostate, bool, Number, std::string, Array, Object> data_;
};

struct Member {
    std::string name;
    Value value;
};

constexpr std::size_t kMaxDepth = 128;

// A place in a document as path steps; integers index arrays. Used to say where in a file something stands.
using Pointer = std::vector<std::variant<std::string, std::size_t>>;

struct ParseOptions {
    std::size_t max_depth = kMaxDepth;
    // When set: members whose name occurred before in the same object; the last one wins. Of very many only
    // the first have a whole place, the others their name alone.
    std::vector<Pointer>* duplicates = nullptr;
};

// Error::where is "line:column". Refused: invalid UTF-8, lone surrogates, numbers beyond a double's range
// (1e400), text after the document, nesting deeper than max_depth. A byte order mark is skipped.
Result<Value> parse(std::string_view text, const ParseOptions& options = {});

std::string to_text(const Value& value);         // compact, members in their order, number text as read
std::string to_pretty_text(const Value& value);  // two spaces a level, no newline at the end

// Object keys sorted recursively by their bytes: the form in which equal documents have equal texts.
Value sorted(const Value& value);

struct Position {
    std::size_t line = 1;
    std::size_t column = 1;  // in characters
};
Position position_of(std::string_view text, std::size_t offset);
// Where the value at `pointer` starts in `text`, which must be valid JSON. Where it does not exist: the
// deepest part of the pointer that does. Scans the text again, so use it for messages only.
Position locate(std::string_view text, const Pointer& pointer);
// The same for many places with one scan of the text.
std::vector<Position> locate_all(std::string_view text, const std::vector<Pointer>& pointers);

}  // namespace tally::json
