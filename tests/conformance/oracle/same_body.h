// Whether two bodies say the same, however they are written.
#pragma once

#include <string_view>

namespace tally::conformance {

// JSON by its values (decimals as numbers), XML by its elements, anything else by its bytes. With `random`
// the kinds of JSON values are enough.
bool is_same_body(std::string_view recorded, std::string_view ours, std::string_view content_type,
                  bool random);

}  // namespace tally::conformance
