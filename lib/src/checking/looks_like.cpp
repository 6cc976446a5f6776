#include "checking/looks_like.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "base/encoding.h"
#include "base/text.h"

namespace tally::checking {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hex(char c) {
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}
bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

// The text starts with a form in which '0' stands for a digit, 'x' for a hexadecimal one, and the rest for
// itself.
bool starts_like(std::string_view text, std::string_view form) {
    if (text.size() < form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool fits = form[i] == '0'   ? is_digit(text[i])
                          : form[i] == 'x' ? is_hex(text[i])
                                           : text[i] == form[i];
        if (!fits) return false;
    }
    return true;
}

bool is_token(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; });
}

// Three pieces of base64; the first is the JSON of the header.
bool is_json_web_token(std::string_view text) {
    if (!text.starts_with("eyJ")) return false;
    const auto pieces = text::split(text, '.');
    return pieces.size() == 3 && pieces[1].starts_with("eyJ") && is_token(pieces[0]) && is_token(pieces[1]) &&
           pieces[2].size() >= 16 && is_token(pieces[2]);
}

bool is_basic_credentials(std::string_view text) {
    constexpr std::string_view scheme = "basic ";
    if (text.size() <= scheme.size() || text::lower(text.substr(0, scheme.size())) != scheme) return false;
    const auto decoded = encoding::from_base64(text::trim(text.substr(scheme.size())));
    const std::size_t colon = decoded ? decoded->find(':') : std::string::npos;
    return colon != std::string::npos && colon > 0 && colon + 1 < decoded->size();
}

struct Prefix {
    std::string_view start;
    std::size_t least;  // bytes after it
    std::string_view noun;
};
constexpr Prefix kPrefixes[] = {
    {"AKIA", 16, "an AWS access key"}, {"ASIA", 16, "an AWS access key"},
    {"ghp_", 30, "a GitHub token"},    {"gho_", 30, "a GitHub token"},
    {"ghs_", 30, "a GitHub token"},    {"github_pat_", 30, "a GitHub token"},
    {"glpat-", 18, "a GitLab token"},  {"xoxb-", 20, "a Slack token"},
    {"xoxp-", 20, "a Slack token"},    {"sk_live_", 16, "a Stripe key"},
    {"rk_live_", 16, "a Stripe key"},  {"AIza", 30, "a Google API key"},
};

}  // namespace

bool looks_like_timestamp(std::string_view text) {
    if (!starts_like(text, "0000-00-00")) return false;
    const std::string_view rest = text.substr(10);
    if (rest.empty()) return true;
    return (rest.front() == 'T' || rest.front() == ' ') && starts_like(rest.substr(1), "00:00");
}

bool looks_like_identifier(std::string_view text) {
    constexpr std::string_view uuid = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.size() == uuid.size() && starts_like(text, uuid)) return true;
    constexpr std::size_t least = 24, most = 64;
    return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), is_hex) &&
           std::any_of(text.begin(), text.end(), is_digit);
}

std::string_view secret_form(std::string_view text) {
    text = text::trim(text);
    if (is_basic_credentials(text)) return "a user name with its password";
    constexpr std::string_view bearer = "bearer ";
    if (text.size() > bearer.size() && text::lower(text.substr(0, bearer.size())) == bearer)
        text = text::trim(text.substr(bearer.size()));
    if (is_json_web_token(text)) return "a JSON web token";
    if (text.starts_with("-----BEGIN ") && text.find("PRIVATE KEY-----") != std::string_view::npos)
        return "a private key";
    for (const Prefix& prefix : kPrefixes) {
        if (!text.starts_with(prefix.start)) continue;
        const std::string_view rest = text.substr(prefix.start.size());
        if (rest.size() >= prefix.least && is_token(rest)) return prefix.noun;
    }
    return {};
}

bool looks_random(std::string_view text) {
    constexpr std::size_t least = 20;
    const auto blank = text.rfind(' ');  // behind the scheme of an Authorization header
    if (blank != std::string_view::npos) text.remove_prefix(blank + 1);
    if (text.size() < least || looks_like_identifier(text) || looks_like_timestamp(text)) return false;
    const auto digits = std::count_if(text.begin(), text.end(), is_digit);
    const auto letters = std::count_if(text.begin(), text.end(), is_letter);
    return digits >= 3 && letters >= 3 && text.find("://") == std::string_view::npos;
}

}  // namespace tally::checking
