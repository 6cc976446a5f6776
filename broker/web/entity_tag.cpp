#include "web/entity_tag.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/text.h"

namespace tally::web {

namespace {

// Tags are compared weakly: with or without W/, which a proxy adds when it compresses.
bool names(const std::vector<std::string>& lists, std::string_view tag) {
    const auto opaque = [](std::string_view text) {
        text = text::trim(text);
        return text.substr(0, 2) == "W/" ? text.substr(2) : text;
    };
    return std::any_of(lists.begin(), lists.end(), [&](const std::string& list) {
        const auto tags = text::split(list, ',');  // ours have no comma
        return std::any_of(tags.begin(), tags.end(), [&](std::string_view one) {
            return text::trim(one) == "*" || opaque(one) == opaque(tag);
        });
    });
}

}  // namespace

void add_entity_tag(const http::Request& request, http::Response& response) {
    if (response.status != 200 || request.method != "GET") return;
    const auto tag = "\"" + encoding::sha1_hex(response.body) + "\"";
    response.headers.set("ETag", tag);
    const auto known = request.headers.all("If-None-Match");
    if (!names(known, tag)) return;
    response.status = 304;
    response.body.clear();
    response.headers.remove("Content-Type");
}

}  // namespace tally::web
