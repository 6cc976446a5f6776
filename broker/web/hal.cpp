#include "web/hal.h"

#include "base/text.h"
#include "web/negotiation.h"

namespace tally::web {

namespace {

json::Value to_json(Link link) {
    json::Object object;
    if (!link.title.empty()) object.set("title", std::move(link.title));
    if (!link.name.empty()) object.set("name", std::move(link.name));
    const bool has_braces = link.href.find('{') != std::string::npos;
    object.set("href", std::move(link.href));
    switch (link.templated) {
        case Templated::when_it_is:
            if (has_braces) object.set("templated", true);
            break;
        case Templated::always_said:
            object.set("templated", has_braces);
            break;
        case Templated::denied:
            object.set("templated", false);
            break;
        case Templated::unsaid:
            break;
    }
    for (auto& [name, value] : link.more) object.set(std::move(name), std::move(value));
    return object;
}

}  // namespace

Hal& Hal::set(std::string name, json::Value value) {
    properties_.set(std::move(name), std::move(value));
    return *this;
}

Hal& Hal::set_if(std::string name, const std::optional<std::string>& value) {
    if (value) set(std::move(name), *value);
    return *this;
}

Hal& Hal::set_times(std::string_view created_at, std::string_view updated_at) {
    const auto created = shown_time(created_at);
    const auto updated = shown_time(updated_at);
    set("createdAt", created);
    if (!updated.empty() && updated != created) set("updatedAt", updated);
    return *this;
}

Hal& Hal::embed(std::string name, json::Value value) {
    embedded_.set(std::move(name), std::move(value));
    return *this;
}

Hal& Hal::link(std::string rel, Link link) {
    if (!link.href.empty()) links_.set(std::move(rel), to_json(std::move(link)));
    return *this;
}

Hal& Hal::links(std::string rel, std::vector<Link> links) {
    json::Array all;
    for (auto& link : links) {
        if (!link.href.empty()) all.push_back(to_json(std::move(link)));
    }
    links_.set(std::move(rel), std::move(all));
    return *this;
}

Hal& Hal::curies(const std::string& href, const std::vector<std::string_view>& prefixes) {
    std::vector<Link> all;
    for (const auto prefix : prefixes) all.push_back({href, {}, std::string(prefix)});
    return links("curies", std::move(all));
}

json::Value Hal::take() && {
    if (!embedded_.empty()) properties_.set("_embedded", std::move(embedded_));
    if (!links_.empty()) properties_.set("_links", std::move(links_));
    return std::move(properties_);
}

std::string shown_time(std::string_view stored) {
    constexpr std::size_t kToSeconds = 19;
    if (stored.size() < kToSeconds) return {};
    return std::string(stored.substr(0, kToSeconds)) + "+00:00";
}

http::Response hal_response(const RequestContext& context, json::Value document, int status) {
    // Browsers get the HAL document too, readable, until there are pages for people.
    const auto type = context.media_type.empty() || context.media_type == kHtml ? kHal : context.media_type;
    auto text = context.wants_indentation() ? json::to_pretty_text(document) : json::to_text(document);
    return {status, {{"Content-Type", with_charset(type)}}, std::move(text)};
}

http::Response created_response(const RequestContext& context, json::Value document,
                                const std::string& location) {
    auto response = hal_response(context, std::move(document), 201);
    response.headers.set("Location", location);
    return response;
}

http::Response no_content() {
    return {204, {}, {}};
}

}  // namespace tally::web
