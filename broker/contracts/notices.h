// What the broker has to tell the person behind a client.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace tally::contracts {

struct Notice {
    std::string type;  // debug, info, success, prompt, warning, error
    std::string text;
};
using Notices = std::vector<Notice>;

inline json::Value to_json(const Notices& notices) {
    json::Array all;
    for (const auto& notice : notices)
        all.push_back(json::Object{{"type", notice.type}, {"text", notice.text}});
    return all;
}

// The same for older clients.
inline json::Value to_logs(const Notices& notices) {
    json::Array all;
    for (const auto& notice : notices) {
        all.push_back(json::Object{
            {"level", notice.type}, {"message", notice.text}, {"deprecationWarning", "Replaced by notices"}});
    }
    return all;
}

}  // namespace tally::contracts
