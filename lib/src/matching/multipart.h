// Multipart bodies in their parts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/content_type.h"
#include "tally/result.h"

namespace tally::matching {

constexpr std::size_t kMaxPartHeaders = 100;

struct MimePart {
    std::string name;  // of Content-Disposition; empty: the part has none
    bool is_file = false;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string content;                                       // base64 transfer encoding decoded

    const std::string* find_header(std::string_view lower_case_name) const;
};

// The boundary comes from the content type.
Result<std::vector<MimePart>> parse_multipart(std::string_view body, const http::ContentType& type);

}  // namespace tally::matching
