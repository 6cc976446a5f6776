// Matchers: what may differ from the example in an expected path, query, header or body.
//
//     using namespace tally::matchers;
//     .json_body({{"id", integer(10)}, {"name", like("Lamp")}, {"tags", each_like("new")}})
//
// A value without a matcher must be equal. Each matcher carries an example: the mock server answers with it.
// An example that breaks its own matcher fails the test at the line of the matcher, before anything is sent.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>

#include "tally/api.h"
#include "tally/place.h"
#include "tally/value.h"

namespace tally::matchers {

// Structure of expected documents. object({}) is the empty object.
TALLY_API Value array(std::initializer_list<Value> items);
TALLY_API Value object(std::initializer_list<Member> members);

// Same type as the example, any value. Goes for everything inside, down to the next matcher.
TALLY_API Value like(Value example, Place place = Place::here());

// Exactly this value; inside like() and each_like() it stops them from loosening what is below.
TALLY_API Value equal_to(Value value, Place place = Place::here());

// How many elements a list may have.
struct Count {
    std::size_t least = 0;
    std::optional<std::size_t> most;
};
constexpr Count at_least(std::size_t least) {
    return Count{least, std::nullopt};
}
constexpr Count at_most(std::size_t most) {
    return Count{1, most};
}
constexpr Count between(std::size_t least, std::size_t most) {
    return Count{least, most};
}

// A list whose every element is like the example, at least one of them unless said otherwise.
TALLY_API Value each_like(Value example, Count count = at_least(1), Place place = Place::here());

// Text that the pattern matches from its first to its last character.
TALLY_API Value regex(std::string pattern, std::string example, Place place = Place::here());

// Text that contains the part.
TALLY_API Value include(std::string part, std::string example, Place place = Place::here());
inline Value include(const std::string& part, Place place = Place::here()) {
    return include(part, part, place);
}

// Any number; any number without a fraction; any number with one (100 is not a decimal, 100.0 is).
TALLY_API Value number(Value example, Place place = Place::here());
TALLY_API Value integer(Value example, Place place = Place::here());
TALLY_API Value decimal(double example, Place place = Place::here());

TALLY_API Value boolean(Value example, Place place = Place::here());
TALLY_API Value null(Place place = Place::here());

}  // namespace tally::matchers
