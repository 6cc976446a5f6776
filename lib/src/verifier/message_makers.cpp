#include "verifier/message_makers.h"

#include <exception>

#include "base/text.h"
#include "model/declared_type.h"
#include "recording/message_from_model.h"
#include "verifier/cpp_text.h"

namespace tally::verifier {
namespace {

Error missing(const model::Interaction& interaction, const std::map<std::string, MessageMaker>& makers) {
    std::vector<std::string> descriptions;
    for (const auto& [description, maker] : makers) descriptions.push_back(description);
    const std::string nearest = text::nearest(interaction.description, descriptions);
    const bool is_sync = std::holds_alternative<model::SyncMessage>(interaction.exchange);
    return {ErrorCode::not_found, "",
            "the verifier cannot make this message" +
                (nearest.empty() ? "" : ", only '" + text::printable(nearest) + "'"),
            "add .message(" + cpp_literal(interaction.description) +
                (is_sync ? ", [&](const tally::Message& request) { return tally::Message{...}; })"
                         : ", [&] { return tally::Message{...}; })")};
}

Message as_message(const model::MessagePart& part) {
    Message message{part.contents.bytes, part.contents.content_type, {}};
    if (message.content_type.empty()) message.content_type = model::declared_type(part.metadata);
    for (const json::Member& entry : part.metadata) {
        const std::string* text = entry.value.string();
        message.metadata.emplace_back(entry.name, text != nullptr ? *text : json::to_text(entry.value));
    }
    return message;
}

// What is expected in the place of each message decides how its metadata is read.
const model::MessagePart& expected_at(const model::Interaction& interaction, std::size_t position) {
    static const model::MessagePart nothing;
    if (const auto* async = std::get_if<model::AsyncMessage>(&interaction.exchange)) return async->message;
    const auto& responses = std::get<model::SyncMessage>(interaction.exchange).responses;
    return position < responses.size() ? responses[position] : nothing;
}

Error threw(const std::string& what) {
    return {ErrorCode::malformed, "", "the provider's code threw while it made the message: " + what,
            "correct the provider"};
}

}  // namespace

verification::MessageSource message_source(const std::map<std::string, MessageMaker>& makers) {
    return [&makers](const model::Interaction& interaction) -> Result<std::vector<model::MessagePart>> {
        const auto found = makers.find(interaction.description);
        if (found == makers.end()) return missing(interaction, makers);
        const auto* sync = std::get_if<model::SyncMessage>(&interaction.exchange);
        try {
            const std::vector<Message> made =
                found->second(sync != nullptr ? as_message(sync->request) : Message());
            std::vector<model::MessagePart> parts;
            for (std::size_t i = 0; i < made.size(); ++i)
                parts.push_back(recording::received_message(made[i], expected_at(interaction, i)));
            return parts;
        } catch (const std::exception& problem) {
            return threw(text::printable(text::shorten(problem.what(), 300)));
        } catch (...) {
            return threw("something that is no std::exception");
        }
    };
}

}  // namespace tally::verifier
