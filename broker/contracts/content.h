// A contract as text: its identity, the form in which it is stored, and the form in which it is served.
// Stored text is received text with the broker's ids spliced in, so numbers, escapes, order and white space
// survive byte for byte.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace tally::contracts {

struct Content {
    std::string
        sha;  // equal for documents that verify the same: order of keys and interactions does not matter
    std::string stored;  // with an `_id` first in each interaction and message, without top-level `_links`,
                         // `createdAt`
};

// `text` is valid JSON and `document` the same, parsed.
Content prepare_content(std::string_view text, const json::Value& document);

// Takes the ids out of a stored document's interactions and messages.
void remove_ids(json::Value& document);

// The stored text with the creation time and the links of this publication spliced in. Text that is not a
// JSON object is served as it is.
std::string served_content(std::string stored, const std::string& created_at, const json::Object& links);

}  // namespace tally::contracts
