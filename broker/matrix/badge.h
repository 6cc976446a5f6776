// A small picture of two words, for READMEs: drawn here, or by a server that draws such pictures.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "settings.h"

namespace tally::matrix {

enum class BadgeColour { brightgreen, red, orange, lightgrey };

struct Badge {
    std::string left;
    std::string right;
    BadgeColour colour = BadgeColour::lightgrey;
};

std::string draw(const Badge& badge);  // SVG

// The picture; a redirect where the settings name a server for badges.
http::Response badge_response(const Settings& settings, const Badge& badge,
                              std::string_view cache_control = "no-cache");

}  // namespace tally::matrix
