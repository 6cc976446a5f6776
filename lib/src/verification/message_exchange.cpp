#include "verification/message_exchange.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "format/write_contract.h"

namespace tally::verification {

namespace {

json::Array states_of(const model::Interaction& interaction) {
    json::Array states;
    for (const auto& state : interaction.provider_states) {
        json::Object one{{"name", state.name}};
        if (!state.params.empty()) one.set("params", state.params);
        states.push_back(std::move(one));
    }
    return states;
}

json::Object metadata_in(const http::Response& response) {
    const std::string* header = response.headers.find("Pact-Message-Metadata");
    if (header == nullptr) return {};
    auto decoded = encoding::from_base64(*header);
    if (!decoded) decoded = encoding::from_base64_url(*header);
    if (!decoded) return {};
    auto value = json::parse(*decoded);
    return value && value->is_object() ? std::move(*value->object()) : json::Object();
}

matching::Mismatch without_message(int status) {
    matching::Mismatch mismatch;
    mismatch.kind = matching::MismatchKind::status;
    mismatch.expected = "200";
    mismatch.actual = std::to_string(status);
    mismatch.sentence = "Expected a message but the provider answered with status code " + mismatch.actual;
    return mismatch;
}

matching::Mismatch wrong_number(std::size_t expected) {
    matching::Mismatch mismatch;
    mismatch.kind = matching::MismatchKind::body_type;
    mismatch.expected = text::counted(expected, "response");
    mismatch.actual = "1 response";
    mismatch.sentence =
        "Expected a message with " + mismatch.expected + ", but over HTTP a provider can give only 1";
    return mismatch;
}

matching::Mismatch wrong_number(std::size_t expected, std::size_t actual) {
    matching::Mismatch mismatch;
    mismatch.kind = matching::MismatchKind::body_type;
    mismatch.expected = text::counted(expected, "message");
    mismatch.actual = text::counted(actual, "message");
    mismatch.sentence = "Expected " + mismatch.expected + " but the provider made " + mismatch.actual;
    return mismatch;
}

}  // namespace

matching::Mismatch without_message(const Error& error) {
    matching::Mismatch mismatch;
    mismatch.kind = matching::MismatchKind::body_type;
    mismatch.sentence = error.what;
    return mismatch;
}

matching::Mismatches match_messages(const model::Interaction& interaction,
                                    const std::vector<model::MessagePart>& actual,
                                    const matching::Settings& settings) {
    if (const auto* message = std::get_if<model::AsyncMessage>(&interaction.exchange)) {
        if (actual.size() != 1) return {wrong_number(1, actual.size())};
        return matching::match_message(message->message, actual.front(), settings);
    }
    const auto& expected = std::get<model::SyncMessage>(interaction.exchange).responses;
    if (expected.size() != actual.size()) return {wrong_number(expected.size(), actual.size())};
    matching::Mismatches mismatches;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        auto found = matching::match_message(expected[i], actual[i], settings);
        std::move(found.begin(), found.end(), std::back_inserter(mismatches));
    }
    return mismatches;
}

http::Request message_request(const model::Interaction& interaction, const std::string& path) {
    json::Object body{{"description", interaction.description}};
    if (!interaction.provider_states.empty()) body.set("providerStates", states_of(interaction));
    if (const auto* message = std::get_if<model::SyncMessage>(&interaction.exchange)) {
        body.set("request", format::write_message_part(message->request, model::SpecVersion::v4));
    }
    http::Request request;
    request.method = "POST";
    request.target = path;
    request.headers.set("Content-Type", "application/json");
    request.body = json::to_text(json::sorted(body));
    return request;
}

model::MessagePart received_message(const http::Response& response) {
    model::MessagePart message;
    message.contents.state = response.body.empty() ? model::BodyState::empty : model::BodyState::present;
    message.contents.bytes = response.body;
    message.contents.content_type = response.headers.value_or("Content-Type", "");
    if (!message.contents.content_type.empty())
        message.metadata.set("contentType", message.contents.content_type);
    for (auto& entry : metadata_in(response)) message.metadata.set(entry.name, std::move(entry.value));
    return message;
}

matching::Mismatches match_answer(const model::Interaction& interaction, const http::Response& response,
                                  const matching::Settings& settings) {
    if (response.status >= 400) return {without_message(response.status)};
    const auto actual = received_message(response);
    if (const auto* message = std::get_if<model::AsyncMessage>(&interaction.exchange)) {
        return matching::match_message(message->message, actual, settings);
    }
    const auto& expected = std::get<model::SyncMessage>(interaction.exchange).responses;
    if (expected.empty()) return {};
    if (expected.size() > 1) return {wrong_number(expected.size())};
    return matching::match_message(expected.front(), actual, settings);
}

}  // namespace tally::verification
