#include "recording/served_lines.h"

#include "recording/shown_request.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxLines = 50;

}  // namespace

void say_what_is_served(const model::Contract& contract, const std::string& prefix, const Say& say) {
    if (!say) return;
    std::size_t count = 0;
    for (const model::Interaction& interaction : contract.interactions) {
        const model::HttpExchange* exchange = interaction.http();
        if (exchange == nullptr || ++count > kMaxLines) continue;
        say(log::Level::info, prefix + shown_target(exchange->request) + ": " + shown_name(interaction));
    }
    if (count > kMaxLines)
        say(log::Level::info, prefix + "and " + std::to_string(count - kMaxLines) + " more");
}

}  // namespace tally::recording
