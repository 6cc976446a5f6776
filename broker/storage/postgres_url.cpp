#include "storage/postgres_url.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "base/url.h"

namespace tally::storage {

namespace {

constexpr std::size_t kMostConnections = 500;
constexpr std::size_t kLongestWaitSeconds = 3600;

std::optional<std::size_t> number(std::string_view text, std::size_t least, std::size_t most) {
    std::size_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        return std::nullopt;
    return value;
}

// Takes our parameters out of the query; what is wrong with them, or "".
std::string take_our_parameters(PostgresUrl& url) {
    const auto mark = url.text.find('?');
    if (mark == std::string::npos) return {};
    std::string others;
    for (const auto piece : text::split(std::string_view(url.text).substr(mark + 1), '&')) {
        const auto equals = piece.find('=');
        const auto name = piece.substr(0, equals);
        const auto value = equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1);
        if (name == "pool") {
            const auto pool = number(value, 1, kMostConnections);
            if (!pool) return "'pool' must be a number from 1 to " + std::to_string(kMostConnections);
            url.pool = *pool;
        } else if (name == "wait") {
            const auto wait = number(value, 0, kLongestWaitSeconds);
            if (!wait)
                return "'wait' must be a number of seconds up to " + std::to_string(kLongestWaitSeconds);
            url.patience = std::chrono::seconds(*wait);
        } else {
            others += (others.empty() ? "?" : "&") + std::string(piece);
        }
    }
    url.text = url.text.substr(0, mark) + others;
    return {};
}

}  // namespace

bool is_postgres_url(std::string_view location) {
    return location.substr(0, 11) == "postgres://" || location.substr(0, 13) == "postgresql://";
}

Result<PostgresUrl> read_postgres_url(const std::string& location) {
    const auto begin = location.find("://") + 3;
    const auto end = std::min(location.find_first_of("/?#", begin), location.size());
    const auto at = location.find('@', begin);
    if (at != std::string::npos && (at > end || location.find('@', at + 1) < location.find('?', at))) {
        // The URL is not shown: nobody can say which part of it is the password.
        return Error{ErrorCode::invalid_input, "--database",
                     "cannot tell the password in the postgres:// URL",
                     "percent-encode '@' (%40), '/' (%2F), '?' (%3F) and '#' (%23) in user and password"};
    }
    PostgresUrl url{location, masked_url(location)};
    if (const auto wrong = take_our_parameters(url); !wrong.empty()) {
        return Error{ErrorCode::invalid_input, url.masked, wrong, "correct the URL"};
    }
    return url;
}

}  // namespace tally::storage
