#include "matrix/badge.h"

#include "base/encoding.h"
#include "base/text.h"
#include "web/negotiation.h"

namespace tally::matrix {

namespace {

struct Shade {
    std::string_view name;
    std::string_view hex;
};

Shade shade(BadgeColour colour) {
    switch (colour) {
        case BadgeColour::brightgreen:
            return {"brightgreen", "#44cc11"};
        case BadgeColour::red:
            return {"red", "#e05d44"};
        case BadgeColour::orange:
            return {"orange", "#fe7d37"};
        case BadgeColour::lightgrey:
            break;
    }
    return {"lightgrey", "#9f9f9f"};
}

std::string escaped(std::string_view raw) {
    std::string all;
    for (const char c : text::valid_utf8(raw)) {
        switch (c) {
            case '&':
                all += "&amp;";
                break;
            case '<':
                all += "&lt;";
                break;
            case '>':
                all += "&gt;";
                break;
            case '"':
                all += "&quot;";
                break;
            default:
                all += c;
        }
    }
    return all;
}

// Characters that are drawn, not bytes. The font is not known here; this is the mean of common ones.
int width_of(std::string_view text) {
    int characters = 0;
    for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return characters * 7 + 10;
}

// In the paths of those servers '-' and '_' have a meaning unless they are doubled.
std::string doubled(std::string text) {
    text = text::replace_all(std::move(text), "-", "--");
    return encoding::percent_encoded(text::replace_all(std::move(text), "_", "__"));
}

}  // namespace

std::string draw(const Badge& badge) {
    const int left = width_of(badge.left);
    const int right = width_of(badge.right);
    const auto number = [](int value) { return std::to_string(value); };
    const auto left_text = escaped(badge.left);
    const auto right_text = escaped(badge.right);
    const auto title = left_text + ": " + right_text;
    const std::string colour(shade(badge.colour).hex);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(left + right) +
           "\" height=\"20\" role=\"img\" aria-label=\"" + title + "\"><title>" + title +
           "</title><clipPath id=\"r\"><rect width=\"" + number(left + right) +
           "\" height=\"20\" rx=\"3\" fill=\"#fff\"/></clipPath><g clip-path=\"url(#r)\"><rect width=\"" +
           number(left) + "\" height=\"20\" fill=\"#555\"/><rect x=\"" + number(left) + "\" width=\"" +
           number(right) + "\" height=\"20\" fill=\"" + colour +
           "\"/></g><g fill=\"#fff\" text-anchor=\"middle\" "
           "font-family=\"Verdana,Geneva,DejaVu Sans,sans-serif\" font-size=\"11\"><text x=\"" +
           number(left / 2) + "\" y=\"14\">" + left_text + "</text><text x=\"" + number(left + right / 2) +
           "\" y=\"14\">" + right_text + "</text></g></svg>";
}

http::Response badge_response(const Settings& settings, const Badge& badge, std::string_view cache_control) {
    http::Response response;
    if (settings.badge_server.empty()) {
        response = {200, {{"Content-Type", web::with_charset(web::kSvg)}}, draw(badge)};
    } else {
        response = {
            307,
            {{"Location", settings.badge_server + "/badge/" + doubled(badge.left) + "-" +
                              doubled(badge.right) + "-" + std::string(shade(badge.colour).name) + ".svg"}},
            ""};
    }
    response.headers.set("Cache-Control", std::string(cache_control));
    return response;
}

}  // namespace tally::matrix
