// URLs as the programs take them from options and links.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tally/result.h"

namespace tally {

struct Url {
    std::string scheme;    // "http" or "https", lower case
    std::string userinfo;  // "user:password", still encoded; may be empty. Never print it: see masked()
    std::string host;      // IPv6 without brackets
    std::uint16_t port = 0;
    std::string target = "/";  // path and query as written, without the fragment

    std::string origin() const;  // "http://host:port", the port left out where it is the scheme's own
    std::string path() const;    // target without the query
    std::string text() const;    // without userinfo
};

// Only http and https. The scheme may be left out when `default_scheme` is given ("localhost:9292").
Result<Url> parse_url(std::string_view text, std::string_view default_scheme = "");

// `base` joined with `path`: exactly one slash at the joint; a bare "/" adds nothing to a base that has a
// path.
std::string join_paths(std::string_view base, std::string_view path);

// Userinfo and the values of secret query parameters replaced by "***": the only form in which a URL may
// appear in a message. Takes any text, URLs of databases too.
std::string masked_url(std::string_view text);

}  // namespace tally
