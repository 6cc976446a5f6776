#include "web/negotiation.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace tally::web {

namespace {

struct Range {
    std::string type;  // lower case, "*/*" included
    double quality = 1;
};

Range parse_range(std::string_view text) {
    const auto pieces = text::split(text, ';');
    Range range{text::lower(text::trim(pieces.front())), 1};
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const auto parameter = text::trim(pieces[i]);
        if (parameter.size() < 3 || text::lower(parameter.substr(0, 2)) != "q=") continue;
        const double quality = std::strtod(std::string(parameter.substr(2)).c_str(), nullptr);
        range.quality = quality >= 0 && quality <= 1 ? quality : 0;  // also for what is not a number
    }
    return range;
}

// 0: does not match; else how closely it names the type.
int closeness(const std::string& range, std::string_view type) {
    if (range == type) return 3;
    if (range == "*/*" || range == "*") return 1;
    const auto slash = type.find('/');
    const bool whole_group = range.size() == slash + 2 && range.back() == '*' &&
                             type.substr(0, slash + 1) == range.substr(0, slash + 1);
    return whole_group ? 2 : 0;
}

// The closest range decides, so `*/*, text/html;q=0` refuses HTML.
double quality_of(std::string_view type, const std::vector<Range>& ranges) {
    int best = 0;
    double quality = 0;
    for (const auto& range : ranges) {
        const int close = closeness(range.type, type);
        if (close > best) {
            best = close;
            quality = range.quality;
        }
    }
    return quality;
}

}  // namespace

const PathEnding* find_ending(std::string_view path) {
    static constexpr PathEnding kEndings[] = {
        {".csv", kCsv}, {".svg", kSvg}, {".json", kHal}, {".yaml", "application/yaml"}};
    for (const auto& ending : kEndings) {
        if (path.size() > ending.text.size() && path.ends_with(ending.text)) return &ending;
    }
    return nullptr;
}

std::string accept_list(const http::Headers& headers) {
    return text::join(headers.all("Accept"), ", ");
}

std::optional<std::string_view> choose_media_type(std::string_view accept, const MediaTypes& offers) {
    if (text::trim(accept).empty()) return offers.front();
    std::vector<Range> ranges;
    for (const auto piece : text::split(accept, ',')) {
        if (!text::trim(piece).empty()) ranges.push_back(parse_range(piece));
    }
    std::optional<std::string_view> chosen;
    double best = 0;
    for (const auto offer : offers) {
        const double quality = quality_of(offer, ranges);
        if (quality > best) {
            best = quality;
            chosen = offer;
        }
    }
    return chosen;
}

bool is_one_of(std::string_view content_type, const MediaTypes& accepted) {
    const auto essence = text::lower(text::trim(content_type.substr(0, content_type.find(';'))));
    return std::find(accepted.begin(), accepted.end(), essence) != accepted.end();
}

std::string with_charset(std::string_view media_type) {
    return std::string(media_type) + ";charset=utf-8";
}

}  // namespace tally::web
