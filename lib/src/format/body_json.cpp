#include "format/body_json.h"

#include <array>

#include "base/encoding.h"
#include "base/text.h"

namespace tally::format {
namespace {

using model::Body;
using model::BodyState;
using model::ContentTypeHint;

Body present(std::string bytes) {
    return {BodyState::present, std::move(bytes), "", ContentTypeHint::none};
}

std::optional<http::ContentType> parsed(std::string_view text) {
    return text.empty() ? std::nullopt : http::parse_content_type(text);
}

// Up to V3 nothing says whether a string is the document itself or a JSON string: it is the document only
// where it is a JSON string or an object, as the reference core decides it.
bool is_document(const std::string& text) {
    const Result<json::Value> value = json::parse(text);
    return value && (value->is_string() || value->is_object());
}

Body read_bare_string(const std::string& text, std::string_view content_type) {
    const http::ContentType type = parsed(content_type).value_or(http::detect_content_type(text));
    if (type.is_json()) return present(is_document(text) ? text : json::to_text(json::Value(text)));
    if (type.is_binary()) {
        if (auto bytes = encoding::from_base64(text)) return present(std::move(*bytes));
    }
    return present(text);
}

Body read_bare(const json::Value& value, std::string_view content_type) {
    if (value.is_null()) return {BodyState::null, "", "", ContentTypeHint::none};
    const std::string* text = value.string();
    if (!text) return present(json::to_text(value));
    if (text->empty()) return {BodyState::empty, "", "", ContentTypeHint::none};
    return read_bare_string(*text, content_type);
}

constexpr std::array<std::string_view, 4> kBodyAttributes = {"content", "contentType", "encoded",
                                                             "contentTypeHint"};

bool has_only_attributes(const json::Object& members) {
    for (const json::Member& member : members) {
        bool known = false;
        for (const std::string_view name : kBodyAttributes) known = known || name == member.name;
        if (!known) return false;
    }
    return true;
}

ContentTypeHint read_hint(const Node& node, Reading& reading) {
    const std::optional<std::string> hint = optional_string(node, "contentTypeHint", reading);
    if (!hint) return ContentTypeHint::none;
    const std::string name = text::upper(*hint);
    if (name == "BINARY") return ContentTypeHint::binary;
    if (name == "TEXT") return ContentTypeHint::text;
    if (name == "DEFAULT") return ContentTypeHint::standard;
    reading.warn(node, "'contentTypeHint' is '" + *hint + "' and is ignored", "use BINARY, TEXT or DEFAULT");
    return ContentTypeHint::none;
}

// Content with "encoded" absent or false.
std::string plain_content(const json::Value& content, const http::ContentType& type) {
    if (type.is_json()) return json::to_text(content);
    return as_text(content);
}

std::string decoded_content(const Node& node, const json::Value& content, const http::ContentType& type,
                            Reading& reading) {
    const std::optional<Node> encoded = node.find("encoded");
    const bool is_encoded = encoded && !encoded->value().is_null() &&
                            !(encoded->value().boolean() && !*encoded->value().boolean());
    if (!is_encoded) return plain_content(content, type);

    const std::string* encoding_name = encoded->value().string();
    if (encoding_name && text::equals_ignoring_case(*encoding_name, "base64")) {
        if (content.string()) {
            if (auto bytes = encoding::from_base64(*content.string())) return std::move(*bytes);
        }
        reading.warn(*encoded, "the content of a body is not base64 and is taken as it is",
                     "encode it as base64");
    } else if (!encoding_name || !text::equals_ignoring_case(*encoding_name, "json")) {
        reading.warn(*encoded, "the encoding " + json::to_text(encoded->value()) + " of a body is unknown",
                     "use false, \"base64\" or \"JSON\"");
    }
    return as_text(content);
}

Body read_v4(const Node& node, std::string_view content_type, Reading& reading) {
    const json::Object* members = node.value().object();
    if (!members) return read_bare(node.value(), content_type);
    const json::Value* content = members->find("content");
    if (!content && !has_only_attributes(*members)) {
        reading.warn(node, "the body has no 'content'; the whole object is taken as a JSON body",
                     "put the body into 'content'");
        Body body = present(json::to_text(node.value()));
        body.content_type = "application/json";
        return body;
    }

    Body body;
    body.content_type = optional_string(node, "contentType", reading).value_or("");
    body.hint = read_hint(node, reading);
    if (!content) return body;
    if (content->is_null()) {
        body.state = BodyState::null;
        return body;
    }
    if (content->string() && content->string()->empty()) {
        body.state = BodyState::empty;
        return body;
    }
    const std::string_view declared =
        body.content_type.empty() ? content_type : std::string_view(body.content_type);
    const http::ContentType type = parsed(declared).value_or(http::unknown_content_type());
    body.state = BodyState::present;
    body.bytes = decoded_content(node, *content, type, reading);
    return body;
}

std::string_view hint_name(ContentTypeHint hint) {
    switch (hint) {
        case ContentTypeHint::binary:
            return "BINARY";
        case ContentTypeHint::text:
            return "TEXT";
        case ContentTypeHint::standard:
            return "DEFAULT";
        case ContentTypeHint::none:
            break;
    }
    return {};
}

json::Value text_or_base64(const std::string& bytes, bool as_base64) {
    return as_base64 ? encoding::base64(bytes) : bytes;
}

std::optional<json::Value> bare_to_json(const Body& body, const http::ContentType& type,
                                        bool binary_as_base64) {
    if (type.is_json()) {
        Result<json::Value> document = json::parse(body.bytes);
        if (!document) return encoding::base64(body.bytes);
        return std::move(*document);
    }
    const bool as_base64 = !text::is_valid_utf8(body.bytes) || (binary_as_base64 && type.is_binary());
    return text_or_base64(body.bytes, as_base64);
}

void set_content(json::Object& members, json::Value content, json::Value encoded) {
    members.set("content", std::move(content));
    members.set("encoded", std::move(encoded));
}

void set_v4_content(json::Object& members, const Body& body, const http::ContentType& type) {
    if (type.is_json() && body.hint != ContentTypeHint::binary) {
        Result<json::Value> document = json::parse(body.bytes);
        // An empty JSON string would be read as the empty body.
        const bool ambiguous = document && document->string() && document->string()->empty();
        if (document && !ambiguous) return set_content(members, std::move(*document), false);
        return set_content(members, encoding::base64(body.bytes), "base64");
    }
    const bool is_binary = type.is_binary() && body.hint != ContentTypeHint::text;
    const bool as_base64 =
        body.hint == ContentTypeHint::binary || is_binary || !text::is_valid_utf8(body.bytes);
    set_content(members, text_or_base64(body.bytes, as_base64),
                as_base64 ? json::Value("base64") : json::Value(false));
}

}  // namespace

Body read_body(const std::optional<Node>& node, std::string_view content_type, model::SpecVersion version,
               Reading& reading) {
    if (!node) return {};
    if (version == model::SpecVersion::v4) return read_v4(*node, content_type, reading);
    return read_bare(node->value(), content_type);
}

std::optional<json::Value> body_to_json(const Body& body, std::string_view content_type,
                                        model::SpecVersion version, bool binary_as_base64) {
    const http::ContentType type = http::effective_content_type(body.content_type, content_type, body.bytes);
    if (version != model::SpecVersion::v4) {
        switch (body.state) {
            case BodyState::missing:
                return std::nullopt;
            case BodyState::null:
                return json::Value();
            case BodyState::empty:
                return json::Value("");
            case BodyState::present:
                return bare_to_json(body, type, binary_as_base64);
        }
    }

    json::Object members;
    switch (body.state) {
        case BodyState::missing:
            break;
        case BodyState::null:
            members.set("content", nullptr);
            break;
        case BodyState::empty:
            members.set("content", "");
            break;
        case BodyState::present:
            set_v4_content(members, body, type);
            break;
    }
    if (!body.content_type.empty())
        members.set("contentType", body.content_type);
    else if (body.state == BodyState::present && !type.is_unknown())
        members.set("contentType", type.text());
    if (body.hint != ContentTypeHint::none) members.set("contentTypeHint", hint_name(body.hint));
    if (members.empty()) return std::nullopt;
    return json::Value(std::move(members));
}

}  // namespace tally::format
