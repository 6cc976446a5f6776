#include "broker_api/advice.h"

#include "base/text.h"

namespace tally::broker_api {

std::string filled_in(std::string advice, const std::vector<std::pair<std::string_view, std::string_view>>& values) {
    for (const auto& [name, value] : values) {
        advice = text::replace_all(std::move(advice), "{" + std::string(name) + "}", text::shell_quoted(value));
    }
    return advice;
}

}  // namespace tally::broker_api
