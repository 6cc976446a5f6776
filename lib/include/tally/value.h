// The value tree in which expected documents are written: JSON, where any part may be wrapped in a matcher.
//
//     {{"id", integer(10)}, {"name", like("Lamp")}, {"tags", array({"new", "sale"})}}
//
// Braces make objects, array() makes arrays, so that no list of pairs can be taken for the wrong one.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "tally/api.h"

namespace tally {

class Value;
struct Member;

namespace recording {
struct ValueNode;  // how a value is kept inside the library
}

// Immutable; copies share what they hold and are cheap.
class TALLY_API Value {
  public:
    Value();  // null, as is {}; an empty object is object({})
    Value(std::nullptr_t);
    Value(const char* text);
    Value(std::string text);
    Value(std::string_view text);
    Value(std::initializer_list<Member> members);

    // Numbers keep their kind: 1 is an integer, 1.0 a decimal.
    template <class Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
    Value(Number value) : Value(of(value)) {
        static_assert(!std::is_same_v<Number, char> && !std::is_same_v<Number, wchar_t>,
                      "a single character is neither text nor a number; write it in double quotes");
    }

    static Value array(std::vector<Value> items);
    static Value object(std::vector<Member> members);

    // For the library: a value around its inner form, and that form.
    explicit Value(std::shared_ptr<const recording::ValueNode> node);
    const recording::ValueNode& node() const;

  private:
    static Value of_boolean(bool value);
    static Value of_integer(long long value);
    static Value of_unsigned(unsigned long long value);
    static Value of_decimal(double value);
    template <class Number>
    static Value of(Number value) {
        if constexpr (std::is_same_v<Number, bool>) {
            return of_boolean(value);
        } else if constexpr (std::is_floating_point_v<Number>) {
            return of_decimal(static_cast<double>(value));
        } else if constexpr (std::is_signed_v<Number>) {
            return of_integer(value);
        } else {
            return of_unsigned(value);
        }
    }

    std::shared_ptr<const recording::ValueNode> node_;
};

// A named part of an object: {"id", 10}.
struct Member {
    Member(std::string member_name, Value member_value)
        : name(std::move(member_name)), value(std::move(member_value)) {}

    std::string name;
    Value value;
};

}  // namespace tally
