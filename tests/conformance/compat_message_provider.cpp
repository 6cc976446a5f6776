#include "conformance/compat_message_provider.h"

#include <utility>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "conformance/compat_fixtures.h"
#include "conformance/recorded_file.h"
#include "format/read_contract.h"

namespace tally::conformance {
namespace {

void set_contents(model::MessagePart& part, model::Body contents) {
    if (!contents.content_type.empty()) part.metadata.set("contentType", contents.content_type);
    part.contents = std::move(contents);
}

// "Origin=AXP-1000; TagData=JSON: {...}"
std::string set_metadata(model::MessagePart& part, const std::string& cell) {
    for (const std::string_view entry : text::split(cell, ';')) {
        const std::size_t equals = entry.find('=');
        if (equals == std::string_view::npos) continue;
        Result<json::Value> value = cell_value(std::string(text::trim(entry.substr(equals + 1))));
        if (!value) return value.error().text();
        part.metadata.set(std::string(text::trim(entry.substr(0, equals))), std::move(*value));
    }
    return "";
}

// The head of a table of pairs is its first pair.
std::map<std::string, std::string> pairs_of(const Step& step) {
    std::map<std::string, std::string> pairs;
    if (step.head.size() != 2) return pairs;
    pairs[step.head[0]] = step.head[1];
    for (const TableRow& row : step.table) pairs[row.at(step.head[0])] = row.at(step.head[1]);
    return pairs;
}

}  // namespace

Result<model::MessagePart> plain_message(const std::string& cell, const Step& metadata,
                                         const std::filesystem::path& fixtures) {
    model::MessagePart part;
    for (const TableRow& row : metadata.table) {
        if (!row.contains("key")) continue;
        Result<json::Value> value = cell_value(row.at("value"));
        if (!value) return value.error();
        part.metadata.set(row.at("key"), std::move(*value));
    }
    Result<model::Body> contents = body_of(cell, fixtures);
    if (!contents) return contents.error();
    set_contents(part, std::move(*contents));
    return part;
}

Result<model::MessagePart> described_message(const Step& step, const std::filesystem::path& fixtures) {
    auto pairs = pairs_of(step);
    json::Object written;
    if (const std::string rules = pairs["matching rules"]; !rules.empty()) {
        Result<json::Value> value = json_of(rules, fixtures);
        if (!value) return value.error();
        written.set("matchingRules", std::move(*value));
    }
    Result<model::MessagePart> part =
        format::read_message_part(json::to_text(written), "row", model::SpecVersion::v4);
    if (!part) return part;
    Result<model::Body> contents = body_of(pairs["body"], fixtures);
    if (!contents) return contents.error();
    set_contents(*part, std::move(*contents));
    if (const std::string problem = set_metadata(*part, pairs["metadata"]); !problem.empty())
        return Error{ErrorCode::invalid_input, "row", problem, ""};
    return part;
}

std::string MessageProvider::add(const std::string& description, const std::string& cell, const Step& step,
                                 const std::filesystem::path& fixtures) {
    const Result<model::MessagePart> message = plain_message(cell, step, fixtures);
    if (!message) return message.error().text();
    http::Response response{200, {}, message->contents.bytes};
    if (!message->contents.content_type.empty())
        response.headers.set("Content-Type", message->contents.content_type);
    response.headers.set("Pact-Message-Metadata", encoding::base64(json::to_text(message->metadata)));
    messages_[description] = std::move(response);
    return "";
}

http::Response MessageProvider::handle(const http::Request& request) const {
    const auto asked = json::parse(request.body);
    const json::Value* description = asked ? asked->find("description") : nullptr;
    if (description == nullptr || description->string() == nullptr) return {400, {}, ""};
    const auto found = messages_.find(*description->string());
    return found == messages_.end() ? http::Response{404, {}, ""} : found->second;
}

}  // namespace tally::conformance
