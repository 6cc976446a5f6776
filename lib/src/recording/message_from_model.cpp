#include "recording/message_from_model.h"

#include <utility>

#include "generation/generate.h"
#include "http/content_type.h"
#include "model/declared_type.h"

namespace tally::recording {

Message generated_message(const model::MessagePart& expected, Random& random, const Clock& clock) {
    generation::Context context{generation::Mode::consumer, random, clock};
    const model::MessagePart generated = generation::generate_message(expected, context);
    Message message;
    message.contents = generated.contents.bytes;
    message.content_type = generated.contents.content_type;
    if (message.content_type.empty()) message.content_type = model::declared_type(generated.metadata);
    for (const json::Member& entry : generated.metadata) {
        const std::string* text = entry.value.string();
        message.metadata.emplace_back(entry.name, text != nullptr ? *text : json::to_text(entry.value));
    }
    return message;
}

model::MessagePart received_message(const Message& message, const model::MessagePart& expected) {
    model::MessagePart part;
    part.contents.bytes = message.contents;
    part.contents.state = message.contents.empty() ? model::BodyState::empty : model::BodyState::present;
    part.contents.content_type = message.content_type;
    for (const auto& [name, value] : message.metadata) {
        const json::Value* wanted = expected.metadata.find(name);
        if (wanted != nullptr && !wanted->is_string()) {
            if (Result<json::Value> document = json::parse(value)) {
                part.metadata.set(name, std::move(*document));
                continue;
            }
        }
        part.metadata.set(name, value);
    }
    // The type stands in a field of its own; the expectation has it among its metadata.
    if (!message.content_type.empty() && model::declared_type(part.metadata).empty()) {
        for (const json::Member& wanted : expected.metadata) {
            if (model::names_content_type(wanted.name)) part.metadata.set(wanted.name, message.content_type);
        }
    }
    return part;
}

}  // namespace tally::recording
