// Requests and differences as people may see them: secrets masked, control characters visible, bounded in
// length.
#pragma once

#include <string>

#include "matching/mismatch.h"
#include "model/interaction.h"

namespace tally::recording {

// "GET /products?page=2"
std::string shown_target(const model::Request& request);

// Header lines and body below each other, each line indented by `indent`; empty when there are neither.
std::string shown_contents(const model::Request& request, const std::string& indent);

// "\"a request for product 10\" given \"product 10 exists\""
std::string shown_name(const model::Interaction& interaction);

// As it may be kept and shown: long texts cut, values of headers and parameters with secret names replaced,
// in the sentence too.
matching::Mismatch shown_mismatch(matching::Mismatch mismatch);

}  // namespace tally::recording
