#include "http/message.h"

#include <algorithm>

#include "base/text.h"

namespace tally::http {

const std::string* Headers::find(std::string_view name) const {
    for (const Header& line : lines_) {
        if (text::equals_ignoring_case(line.name, name)) return &line.value;
    }
    return nullptr;
}

std::string Headers::value_or(std::string_view name, std::string_view other) const {
    const std::string* value = find(name);
    return value ? *value : std::string(other);
}

std::vector<std::string> Headers::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const Header& line : lines_) {
        if (text::equals_ignoring_case(line.name, name)) values.push_back(line.value);
    }
    return values;
}

void Headers::set(std::string name, std::string value) {
    const auto same_name = [&](const Header& line) { return text::equals_ignoring_case(line.name, name); };
    const auto first = std::find_if(lines_.begin(), lines_.end(), same_name);
    if (first == lines_.end()) return add(std::move(name), std::move(value));
    // The line keeps its place among the others.
    lines_.erase(std::remove_if(first + 1, lines_.end(), same_name), lines_.end());
    *first = {std::move(name), std::move(value)};
}

void Headers::remove(std::string_view name) {
    std::erase_if(lines_, [&](const Header& line) { return text::equals_ignoring_case(line.name, name); });
}

std::string_view Request::path() const {
    const std::string_view all = target;
    return all.substr(0, all.find('?'));
}

std::string_view Request::query() const {
    const std::string_view all = target;
    const std::size_t mark = all.find('?');
    return mark == std::string_view::npos ? std::string_view() : all.substr(mark + 1);
}

std::string_view reason_phrase(int status) {
    struct Phrase {
        int status;
        std::string_view text;
    };
    static constexpr Phrase kPhrases[] = {
        {100, "Continue"},
        {101, "Switching Protocols"},
        {102, "Processing"},
        {103, "Early Hints"},
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {203, "Non-Authoritative Information"},
        {204, "No Content"},
        {205, "Reset Content"},
        {206, "Partial Content"},
        {207, "Multi-Status"},
        {208, "Already Reported"},
        {226, "IM Used"},
        {300, "Multiple Choices"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {305, "Use Proxy"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {407, "Proxy Authentication Required"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {417, "Expectation Failed"},
        {418, "I'm a teapot"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {423, "Locked"},
        {424, "Failed Dependency"},
        {425, "Too Early"},
        {426, "Upgrade Required"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {451, "Unavailable For Legal Reasons"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
        {506, "Variant Also Negotiates"},
        {507, "Insufficient Storage"},
        {508, "Loop Detected"},
        {510, "Not Extended"},
        {511, "Network Authentication Required"},
    };
    for (const Phrase& phrase : kPhrases) {
        if (phrase.status == status) return phrase.text;
    }
    return "";
}

}  // namespace tally::http
