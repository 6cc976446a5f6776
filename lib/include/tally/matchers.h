// Matchers: what may differ from the example in an expected path, query, header, metadata or body.
//
//     using namespace tally::matchers;
//     .json_body({{"id", integer(10)}, {"name", like("Lamp")}, {"tags", each_like("new")}})
//
// A value without a matcher must be equal. Each matcher carries an example: the mock server answers with it, or, where
// none was given, with a value that is made anew each time. A matcher around a matcher asks for both. An example that
// breaks its own matcher fails the test at the line of the matcher, before anything is sent.
// docs/matchers.md shows each of them with what it accepts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "tally/api.h"
#include "tally/place.h"
#include "tally/value.h"

namespace tally::matchers {

// Structure of expected documents. object({}) is the empty object; from_json() is what a JSON text says.
TALLY_API Value array(std::initializer_list<Value> items);
TALLY_API Value object(std::initializer_list<Member> members);
TALLY_API Value from_json(const std::string& text, Place place = Place::here());

// Same type as the example, any value. Goes for everything inside, down to the next matcher (Pact V2 "type").
TALLY_API Value like(Value example, Place place = Place::here());

// Exactly this value; inside like() and each_like() it stops them from loosening what is below (V3 "equality").
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

// A provider state for the alternative of a response: beside those of the interaction, or instead of them.
struct State {
    std::string name;
    Value parameters;
    bool instead = false;
};
inline State given(std::string state, Value parameters = Value::object({})) {
    return {std::move(state), std::move(parameters), false};
}
inline State given_instead(std::string state, Value parameters = Value::object({})) {
    return {std::move(state), std::move(parameters), true};
}

// A list whose every element is like the example, at least one of them unless said otherwise (V2 "type" with "min" and
// "max"). With at_least(0) the empty list is an alternative, as below, and `when_empty` brings it about.
TALLY_API Value each_like(Value example, Count count = at_least(1), Place place = Place::here());
TALLY_API Value each_like(Value example, Count count, State when_empty, Place place = Place::here());

// Alternatives of a response or message. Contracts know no optional fields, since one that never comes would never be
// missed. So each alternative is recorded as an interaction of its own: the test runs once more for each, and the
// provider is asked for each, in the state that brings it about.
//
// A member, header or metadata entry that may be absent; a value that may be null; one of several values.
TALLY_API Value optional(Value present, State when_absent, Place place = Place::here());
TALLY_API Value optional(Value present, Place place = Place::here());  // a mistake: it names no state
TALLY_API Value nullable(Value value, State when_null, Place place = Place::here());
TALLY_API Value nullable(Value value, Place place = Place::here());  // a mistake: it names no state
struct Alternative {
    template <class T, std::enable_if_t<std::is_convertible_v<T, Value>, int> = 0>
    Alternative(T alternative) : value(std::move(alternative)) {}
    Alternative(Value alternative, State when) : value(std::move(alternative)), state(std::move(when)) {}

    Value value;
    std::optional<State> state;  // every alternative but the first needs one
};
TALLY_API Value any_of(std::vector<Alternative> alternatives, Place place = Place::here());

// A list that has an element for each of these, anywhere; other elements may stand between (V4 "arrayContains").
TALLY_API Value array_containing(std::vector<Value> variants, Place place = Place::here());

// An object whose names are not known: one at least, and every member like the example (V3 "values").
TALLY_API Value each_value_like(std::string name, Value example, Place place = Place::here());

// Every name, or every value, of the object `example` satisfies the matcher (V4 "eachKey", "eachValue").
TALLY_API Value each_key(Value matcher, Value example, Place place = Place::here());
TALLY_API Value each_value(Value matcher, Value example, Place place = Place::here());

// One of these matchers is satisfied; the first gives the example ("combine": "OR", V3).
TALLY_API Value matches_any(std::vector<Value> matchers, Place place = Place::here());

// Text that the pattern matches from its first to its last character (V2 "regex").
TALLY_API Value regex(std::string pattern, std::string example, Place place = Place::here());
TALLY_API Value regex(std::string pattern, Place place = Place::here());

// Text that contains the part (V3 "include").
TALLY_API Value include(std::string part, std::string example, Place place = Place::here());
inline Value include(const std::string& part, Place place = Place::here()) {
    return include(part, part, place);
}

// Not null, not "", and a list or object with something in it (V4 "notEmpty").
TALLY_API Value not_empty(Value example, Place place = Place::here());

// A semantic version (V4 "semver").
TALLY_API Value semver(std::string example, Place place = Place::here());

// Any number; any number without a fraction; any number with one: 100 is not a decimal, 100.0 is (V3).
TALLY_API Value number(Value example, Place place = Place::here());
TALLY_API Value integer(Value example, Place place = Place::here());
TALLY_API Value integer(Place place = Place::here());
TALLY_API Value decimal(double example, Place place = Place::here());
TALLY_API Value decimal(Place place = Place::here());

TALLY_API Value boolean(Value example, Place place = Place::here());
TALLY_API Value boolean(Place place = Place::here());
TALLY_API Value null(Place place = Place::here());

// Dates and times in a pattern of the letters of Java's DateTimeFormatter: "yyyy-MM-dd", "HH:mm",
// "yyyy-MM-dd'T'HH:mm:ssXXX" (V3 "date", "time", "datetime").
TALLY_API Value date(std::string pattern, std::string example, Place place = Place::here());
TALLY_API Value date(std::string pattern, Place place = Place::here());
TALLY_API Value time(std::string pattern, std::string example, Place place = Place::here());
TALLY_API Value time(std::string pattern, Place place = Place::here());
TALLY_API Value date_time(std::string pattern, std::string example, Place place = Place::here());
TALLY_API Value date_time(std::string pattern, Place place = Place::here());

// The same, made from the day on which the test runs: relative_date("+ 1 week", "yyyy-MM-dd"), relative_time("next
// hour", "HH:mm").
TALLY_API Value relative_date(std::string expression, std::string pattern, Place place = Place::here());
TALLY_API Value relative_time(std::string expression, std::string pattern, Place place = Place::here());
TALLY_API Value relative_date_time(std::string expression, std::string pattern, Place place = Place::here());

// Common texts, as patterns every verifier knows.
TALLY_API Value uuid(std::string example, Place place = Place::here());
TALLY_API Value uuid(Place place = Place::here());
TALLY_API Value hexadecimal(std::string example, Place place = Place::here());
TALLY_API Value ipv4_address(std::string example = "127.0.0.13", Place place = Place::here());
TALLY_API Value email_address(std::string example, Place place = Place::here());

// A GraphQL query, however its white space is set.
TALLY_API Value graphql_query(std::string query, Place place = Place::here());

// New values each time, for what has to be unique. Limits are included.
TALLY_API Value random_integer(std::int64_t least, std::int64_t most, Place place = Place::here());
TALLY_API Value random_decimal(std::size_t digits, Place place = Place::here());
TALLY_API Value random_hexadecimal(std::size_t digits, Place place = Place::here());
TALLY_API Value random_string(std::size_t characters, Place place = Place::here());

// A value that the provider's state handler returns when it sets the state: from_provider_state("/orders/${id}",
// "/orders/10"). The example is what the mock server works with.
TALLY_API Value from_provider_state(std::string expression, Value example, Place place = Place::here());

// The address of something the provider serves, under whatever address it runs: mock_server_url("/orders/10") or with
// regex("/orders/\\d+", "/orders/10") for the path.
TALLY_API Value mock_server_url(Value path, Place place = Place::here());

// A matching rule definition expression, as other Pact libraries write them: matching("matching(regex, '\\d+', '12')").
TALLY_API Value matching(const std::string& expression, Place place = Place::here());

// For will_respond_with(): any status of a class, or one of several (V4 "statusCode").
enum class StatusClass { information, success, redirect, client_error, server_error, non_error, error };
TALLY_API Value any_status(StatusClass statuses, int example, Place place = Place::here());
TALLY_API Value one_status_of(std::vector<int> statuses, Place place = Place::here());

}  // namespace tally::matchers
