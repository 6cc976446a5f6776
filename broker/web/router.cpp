#include "web/router.h"

#include "base/encoding.h"
#include "base/text.h"

namespace tally::web {

namespace {

bool is_variable(std::string_view segment) {
    return !segment.empty() && segment.front() == '{';
}

std::vector<std::string_view> pattern_of(std::string_view path) {
    if (path == "/") return {};
    return text::split(path.substr(1), '/');
}

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string>& segments) {
    if (pattern.size() != segments.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (!is_variable(pattern[i]) && pattern[i] != segments[i]) return false;
    }
    return true;
}

bool is_hex_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Bytes beyond ASCII are let through: clients that do not encode them mean what they say.
bool is_valid_segment(std::string_view segment) {
    constexpr std::string_view kNeverInAPath = "\"<>[\\]^`{|}";
    for (std::size_t i = 0; i < segment.size(); ++i) {
        if (kNeverInAPath.find(segment[i]) != std::string_view::npos) return false;
        const bool begins_code = segment[i] == '%';
        if (begins_code && (i + 2 >= segment.size() || !is_hex_digit(segment[i + 1]) || !is_hex_digit(segment[i + 2])))
            return false;
    }
    return true;
}

}  // namespace

const Operation* Route::find(std::string_view method) const {
    for (const auto& operation : operations) {
        if (operation.method == method) return &operation;
    }
    return nullptr;
}

std::string Route::methods() const {
    std::string all;
    for (const auto& operation : operations) all += std::string(operation.method) + ", ";
    return all + "OPTIONS";
}

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
    for (const auto& route : routes_) {
        patterns_.push_back(pattern_of(route.path));
        paths_.insert(route.path);
    }
}

std::optional<RouteMatch> Router::match(const std::vector<std::string>& segments) const {
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (!fits(patterns_[i], segments)) continue;
        RouteMatch match{&routes_[i], {}};
        for (std::size_t k = 0; k < segments.size(); ++k) {
            const auto pattern = patterns_[i][k];
            if (is_variable(pattern))
                match.variables.emplace_back(pattern.substr(1, pattern.size() - 2), segments[k]);
        }
        return match;
    }
    return std::nullopt;
}

std::optional<std::vector<std::string>> path_segments(std::string_view path) {
    if (path.empty() || path.front() != '/') return std::nullopt;
    path.remove_prefix(1);
    if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
    std::vector<std::string> segments;
    if (path.empty()) return segments;
    for (const auto piece : text::split(path, '/')) {
        if (piece.empty() || !is_valid_segment(piece)) return std::nullopt;
        segments.push_back(encoding::percent_decoded(piece));
        if (!text::is_valid_utf8(segments.back())) return std::nullopt;
    }
    return segments;
}

}  // namespace tally::web
