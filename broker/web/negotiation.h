// Which of the offered media types a request accepts.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace tally::web {

inline constexpr std::string_view kHal = "application/hal+json";
inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kProblem = "application/problem+json";
inline constexpr std::string_view kMergePatch = "application/merge-patch+json";
inline constexpr std::string_view kPlainText = "text/plain";
inline constexpr std::string_view kGraphviz = "text/vnd.graphviz";
inline constexpr std::string_view kCsv = "text/csv";
inline constexpr std::string_view kSvg = "image/svg+xml";
inline constexpr std::string_view kHtml = "text/html";
inline constexpr std::string_view kExtendedPact = "application/vnd.pactbrokerextended.v1+json";

using MediaTypes = std::vector<std::string_view>;

// An ending of a path that stands for an Accept header: ".json" for HAL.
struct PathEnding {
    std::string_view text;
    std::string_view type;
};
// The one that the path has, with something before it; else null.
const PathEnding* find_ending(std::string_view path);

// Several Accept lines are one list.
std::string accept_list(const http::Headers& headers);

// The offer with the highest quality; among equals the one offered first. No Accept accepts everything.
// Problem documents do not count as an answer.
std::optional<std::string_view> choose_media_type(std::string_view accept, const MediaTypes& offers);

// Whether a Content-Type is one of `accepted`, whatever its parameters.
bool is_one_of(std::string_view content_type, const MediaTypes& accepted);

// Exactly as clients compare it: no blank before the parameter.
std::string with_charset(std::string_view media_type);

}  // namespace tally::web
