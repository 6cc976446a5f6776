// What a body really is, from its bytes: a table of signatures of our own, so that the answer is the same
// everywhere.
#pragma once

#include <string>
#include <string_view>

namespace tally::matching {

// "image/jpeg", "application/pdf"; for text what detection finds (XML, HTML, JSON, plain); else
// "application/octet-stream".
std::string signature_type(std::string_view bytes);

}  // namespace tally::matching
