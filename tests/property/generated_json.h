// JSON documents with everything that makes reading, writing and matching hard: odd names, numbers in many
// spellings, empty things, text beyond ASCII.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/random.h"

namespace tally::property {

bool one_in(Random& random, std::int64_t count);

template <class T>
T any_of(Random& random, const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(choices.size()) - 1))];
}

std::string any_name(Random& random);  // of a member; never empty
std::string any_text(Random& random);
json::Value any_scalar(Random& random);
json::Value any_value(Random& random, std::size_t depth);
json::Object any_object(Random& random, std::size_t depth);  // at least one member

// Where the objects of a document are.
std::vector<json::Pointer> objects_in(const json::Value& document);
json::Value& value_at(json::Value& document, const json::Pointer& pointer);

}  // namespace tally::property
