#include "conformance/interactions_being_defined.h"

#include <utility>

#include "conformance/compat_fixtures.h"
#include "conformance/recorded_file.h"
#include "format/read_contract.h"

namespace tally::conformance {
namespace {

// Text in a table is JSON where it is quoted or a number, as "Test" and 66 are.
json::Value parameter_of(const std::string& cell) {
    Result<json::Value> value = json::parse(cell);
    return value ? std::move(*value) : json::Value(cell);
}

void set_contents(model::MessagePart& part, model::Body contents) {
    if (!contents.content_type.empty()) part.metadata.set("contentType", contents.content_type);
    part.contents = std::move(contents);
}

}  // namespace

void InteractionsBeingDefined::start(
    std::variant<model::HttpExchange, model::AsyncMessage, model::SyncMessage> exchange) {
    model::Interaction interaction;
    interaction.description = "interaction " + std::to_string(interactions_.size() + 1);
    if (version_ == model::SpecVersion::v4) interaction.key = interaction.description;
    interaction.exchange = std::move(exchange);
    interactions_.push_back(std::move(interaction));
}

std::string InteractionsBeingDefined::add_state(const std::string& name, const Step& step) {
    model::ProviderState state{name, {}};
    for (const TableRow& row : step.table) {
        for (const auto& [column, cell] : row) state.params.set(column, parameter_of(cell));
    }
    interactions_.at(interactions_.size() - 1).provider_states.push_back(std::move(state));
    return "";
}

// The message, or the request or the last response of a synchronous one.
model::MessagePart& InteractionsBeingDefined::part(const std::string& name, bool anew) {
    auto& exchange = interactions_.at(interactions_.size() - 1).exchange;
    if (name.empty()) return std::get<model::AsyncMessage>(exchange).message;
    auto& both = std::get<model::SyncMessage>(exchange);
    if (name == "request") return both.request;
    if (anew || both.responses.empty()) both.responses.emplace_back();
    return both.responses.back();
}

std::string InteractionsBeingDefined::set_payload(const std::string& part_name, const std::string& document) {
    Result<model::Body> contents = named_document(document, fixtures_);
    if (!contents) return contents.error().text();
    set_contents(part(part_name, true), std::move(*contents));
    return "";
}

std::string InteractionsBeingDefined::set_metadata(const std::string& part_name, const Step& step) {
    for (const TableRow& row : step.table) {
        Result<json::Value> value = cell_value(row.at("value"));
        if (!value) return value.error().text();
        part(part_name, false).metadata.set(row.at("key"), std::move(*value));
    }
    return "";
}

// The columns body, content type, metadata, matching rules and generators.
std::string InteractionsBeingDefined::configure(const std::string& part_name, const Step& step) {
    const TableRow& row = step.table.at(0);
    const auto cell = [&](const std::string& column) {
        const auto found = row.find(column);
        return found == row.end() ? "" : found->second;
    };
    json::Object written;
    for (const auto& [column, member] :
         {std::pair("matching rules", "matchingRules"), std::pair("generators", "generators")}) {
        if (cell(column).empty()) continue;
        Result<json::Value> value = json_of(cell(column), fixtures_);
        if (!value) return value.error().text();
        written.set(member, std::move(*value));
    }
    Result<model::MessagePart> read =
        format::read_message_part(json::to_text(written), "row", model::SpecVersion::v4);
    if (!read) return read.error().text();
    Result<model::Body> contents = body_of(cell("body"), fixtures_);
    if (!contents) return contents.error().text();
    if (!cell("content type").empty()) contents->content_type = cell("content type");
    if (!cell("metadata").empty()) {
        const Result<json::Value> metadata = json::parse(cell("metadata"));
        if (!metadata || metadata->object() == nullptr) return "the metadata is no JSON object";
        read->metadata = *metadata->object();
    }
    set_contents(*read, std::move(*contents));
    part(part_name, true) = std::move(*read);
    return "";
}

void InteractionsBeingDefined::add_comment(const std::string& text) {
    json::Object& comments = interactions_.at(interactions_.size() - 1).comments;
    json::Array lines;
    if (const json::Value* before = comments.find("text")) lines = *before->array();
    lines.push_back(text);
    comments.set("text", std::move(lines));
}

std::vector<StepMeaning> InteractionsBeingDefined::steps() {
    const auto done = std::string();
    return {
        {"an (?:HTTP interaction|integration) is being defined for a consumer test",
         [=, this](const auto&, const Step&) { return start(model::HttpExchange()), done; }},
        {"a message (?:interaction|integration) is being defined for a consumer test",
         [=, this](const auto&, const Step&) { return start(model::AsyncMessage()), done; }},
        {"a synchronous message (?:interaction|integration) is being defined for a consumer test",
         [=, this](const auto&, const Step&) { return start(model::SyncMessage()), done; }},
        {R"re(a provider state "(.*?)" (?:for the (?:synchronous )?message )?is specified(?: with the following data:)?)re",
         [this](const auto& groups, const Step& step) { return add_state(groups[0], step); }},
        {R"re(a key of "(.*)" is specified for the (?:HTTP|message|synchronous message) interaction)re",
         [=, this](const auto& groups, const Step&) { return interactions_.back().key = groups[0], done; }},
        {"the (?:HTTP|message|synchronous message) interaction is marked as pending",
         [=, this](const auto&, const Step&) { return interactions_.back().pending = true, done; }},
        {R"re(a comment "(.*)" is added to the (?:HTTP|message|synchronous message) interaction)re",
         [=, this](const auto& groups, const Step&) { return add_comment(groups[0]), done; }},
        {"a message is defined",
         [this](const auto&, const Step&) { return set_payload("", "JSON: {\"text\": \"a message\"}"); }},
        {R"re(the message (?:(request|response) )?payload contains the "(.*)" (?:JSON )?document)re",
         [this](const auto& groups, const Step&) { return set_payload(groups[0], groups[1]); }},
        {"the message (?:(request|response) )?contains the following metadata:",
         [this](const auto& groups, const Step& step) { return set_metadata(groups[0], step); }},
        {"the message (?:(request|response) )?is configured with the following:",
         [this](const auto& groups, const Step& step) { return configure(groups[0], step); }},
    };
}

}  // namespace tally::conformance
