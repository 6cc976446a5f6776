// What a text most likely is, by its form alone.
#pragma once

#include <string_view>

namespace tally::checking {

bool looks_like_timestamp(std::string_view text);   // "2024-05-01", "2024-05-01T10:00:00Z"
bool looks_like_identifier(std::string_view text);  // a UUID, or 24 or more hexadecimal digits

// A noun for what it is, "a JSON web token"; "" for anything that is no secret by its form.
std::string_view secret_form(std::string_view text);
// A text that could be a generated secret: long, without blanks, letters and digits mixed. To be believed
// only where the name says the same.
bool looks_random(std::string_view text);

}  // namespace tally::checking
