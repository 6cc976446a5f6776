// An application that is a consumer, a provider, or both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tally::pacticipants {

struct Pacticipant {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> display_name;
    std::optional<std::string> repository_url;
    std::optional<std::string> repository_name;
    std::optional<std::string> repository_namespace;
    std::optional<std::string> main_branch;
    std::string created_at;
    std::string updated_at;
};

}  // namespace tally::pacticipants
