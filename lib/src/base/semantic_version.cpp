#include "base/semantic_version.h"

#include <algorithm>

#include "base/text.h"

namespace tally {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_identifier(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    });
}

bool has_leading_zero(std::string_view number) {
    return number.size() > 1 && number.front() == '0';
}

std::string without_leading_zeros(std::string_view number) {
    const std::size_t first = number.find_first_not_of('0');
    return first == std::string_view::npos ? "0" : std::string(number.substr(first));
}

// "-alpha.1+build" in its parts.
bool read_suffix(std::string_view suffix, SemanticVersion& version) {
    const std::size_t plus = suffix.find('+');
    if (plus != std::string_view::npos) {
        const std::string_view build = suffix.substr(plus + 1);
        for (const std::string_view part : text::split(build, '.'))
            if (!is_identifier(part)) return false;
        version.build = build;
        suffix = suffix.substr(0, plus);
    }
    if (suffix.empty()) return true;
    if (suffix.front() != '-') return false;
    for (const std::string_view part : text::split(suffix.substr(1), '.')) {
        if (!is_identifier(part) || (is_number(part) && has_leading_zero(part))) return false;
        version.pre_release.emplace_back(part);
    }
    return true;
}

// Both without leading zeros, so the longer number is the greater one.
std::weak_ordering compare_numbers(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

std::weak_ordering compare_identifiers(std::string_view a, std::string_view b) {
    const bool a_is_number = is_number(a);
    const bool b_is_number = is_number(b);
    if (a_is_number && b_is_number) return compare_numbers(a, b);
    if (a_is_number != b_is_number)
        return a_is_number ? std::weak_ordering::less : std::weak_ordering::greater;
    return a.compare(b) <=> 0;
}

}  // namespace

std::string SemanticVersion::text() const {
    std::string all = major + '.' + minor + '.' + patch;
    if (!pre_release.empty()) all += '-' + text::join(pre_release, ".");
    if (!build.empty()) all += '+' + build;
    return all;
}

std::optional<SemanticVersion> parse_semantic_version(std::string_view text) {
    const std::size_t end = std::min(text.find_first_of("-+"), text.size());
    const std::vector<std::string_view> numbers = text::split(text.substr(0, end), '.');
    if (numbers.size() != 3) return std::nullopt;
    for (const std::string_view number : numbers)
        if (!is_number(number) || has_leading_zero(number)) return std::nullopt;
    SemanticVersion version{
        std::string(numbers[0]), std::string(numbers[1]), std::string(numbers[2]), {}, {}};
    if (!read_suffix(text.substr(end), version)) return std::nullopt;
    return version;
}

std::optional<SemanticVersion> parse_lenient_version(std::string_view text) {
    if (!text.empty() && (text.front() == 'v' || text.front() == 'V')) text.remove_prefix(1);
    const std::size_t end = std::min(text.find_first_of("-+"), text.size());
    const std::vector<std::string_view> numbers = text::split(text.substr(0, end), '.');
    if (numbers.size() > 3 || !std::all_of(numbers.begin(), numbers.end(), is_number)) return std::nullopt;
    SemanticVersion version;
    version.major = without_leading_zeros(numbers[0]);
    if (numbers.size() > 1) version.minor = without_leading_zeros(numbers[1]);
    if (numbers.size() > 2) version.patch = without_leading_zeros(numbers[2]);
    if (!read_suffix(text.substr(end), version)) return std::nullopt;
    return version;
}

std::weak_ordering compare_precedence(const SemanticVersion& a, const SemanticVersion& b) {
    if (const auto order = compare_numbers(a.major, b.major); order != 0) return order;
    if (const auto order = compare_numbers(a.minor, b.minor); order != 0) return order;
    if (const auto order = compare_numbers(a.patch, b.patch); order != 0) return order;
    if (a.pre_release.empty() || b.pre_release.empty())
        return a.pre_release.empty() <=> b.pre_release.empty();
    for (std::size_t i = 0; i < std::min(a.pre_release.size(), b.pre_release.size()); ++i) {
        const auto order = compare_identifiers(a.pre_release[i], b.pre_release[i]);
        if (order != 0) return order;
    }
    return a.pre_release.size() <=> b.pre_release.size();
}

}  // namespace tally
