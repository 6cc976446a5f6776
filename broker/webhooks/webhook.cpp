#include "webhooks/webhook.h"

#include <algorithm>

#include "base/url.h"
#include "webhooks/template.h"

namespace tally::webhooks {

namespace {

std::string shown_side(const Side& side, const std::string& kind) {
    if (side.name) return *side.name;
    if (side.label) return kind + "s labelled '" + *side.label + "'";
    return "all " + kind + "s";
}

}  // namespace

std::string Webhook::shown_name() const {
    return description && !description->empty() ? *description : request_name();
}

std::string Webhook::request_name() const {
    const auto url = parse_url(without_parameters(request.url));
    return request.method + " " + (url ? url->host : std::string("URL"));
}

std::string Webhook::shown_scope() const {
    if (consumer.is_any() && provider.is_any()) return "A webhook for all pacts";
    if (provider.is_any())
        return "A webhook for all pacts with " + std::string(consumer.name ? "consumer " : "") +
               shown_side(consumer, "consumer");
    if (consumer.is_any())
        return "A webhook for all pacts with " + std::string(provider.name ? "provider " : "") +
               shown_side(provider, "provider");
    return "A webhook for the pact between " + shown_side(consumer, "consumer") + " and " +
           shown_side(provider, "provider");
}

bool Webhook::waits_for(std::string_view event) const {
    return enabled && std::find(events.begin(), events.end(), event) != events.end();
}

}  // namespace tally::webhooks
