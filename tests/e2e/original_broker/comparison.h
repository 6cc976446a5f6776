// Two answers to the same request, one of each broker, compared leaf by leaf.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "http/message.h"

namespace tally::e2e {

struct Answer {
    std::string url;  // of the broker
    http::Response response;
    json::Value document;  // null when the body is not JSON
};

Answer answer_from(const std::string& url, http::Response response);

struct Difference {
    std::string request;  // "GET /pacticipants/Foo"
    std::string place;    // "status", "header Location", or in the document: "_links.self.href"
    std::string original, ours;

    std::string text() const;
};

// Addresses, times, generated identifiers and free texts count only as being there.
std::vector<Difference> differences(const std::string& request, const Answer& original, const Answer& ours);

// The text without what varies from broker to broker: its address, times, generated identifiers.
std::string without_chance(std::string text, const std::string& url);

}  // namespace tally::e2e
