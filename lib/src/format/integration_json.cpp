#include "format/integration_json.h"

#include <utility>

#include "base/text.h"
#include "format/integration_json_form.h"
#include "format/integration_json_xml.h"
#include "http/content_type.h"

namespace tally::format {
namespace {

using namespace model;

bool is_form(const http::ContentType& type) {
    return type.essence() == "application/x-www-form-urlencoded";
}

http::ContentType type_of(std::string_view body, std::string_view content_type) {
    if (auto declared = http::parse_content_type(content_type)) {
        for (auto& [name, value] : declared->parameters) {
            if (name == "charset") value = text::lower(value);
        }
        return *declared;
    }
    const http::ContentType detected = http::detect_content_type(body);
    return detected.is_unknown() ? *http::parse_content_type("text/plain") : detected;
}

// What the document describes, in the notation of the type.
std::string described_bytes(const Node& root, const http::ContentType& type, IntegrationDocument& document) {
    if (type.is_xml()) return describe_xml(root, document);
    if (is_form(type)) return describe_form(root, document);
    return json::to_text(document.read(root));
}

Result<DescribedBody> finished(Body body, IntegrationDocument& document, Reading& reading) {
    if (reading.refused()) return reading.refusal();
    return DescribedBody{std::move(body), document.take_rules(), document.take_generators(),
                         reading.take_warnings()};
}

Body literal_body(std::string_view text, const http::ContentType& type) {
    return {BodyState::present, std::string(text), type.text(), ContentTypeHint::none};
}

std::optional<json::Value> parsed_object(std::string_view text) {
    Result<json::Value> value = json::parse(text);
    if (!value || !value->is_object()) return std::nullopt;
    return std::move(*value);
}

// The object's `value`, else the example of an expression; nothing when there is neither.
std::optional<json::Value> example_of(const Node& node, const std::optional<DescribedMatcher>& matcher,
                                      IntegrationDocument& document) {
    if (const std::optional<Node> value = node.find("value")) {
        return document.read_value(*value, matcher.value_or(DescribedMatcher()));
    }
    return matcher ? matcher->example : std::nullopt;
}

void refuse_nested_rules(const Node& node, IntegrationDocument& document) {
    if (document.take_rules().empty() && document.take_generators().empty()) return;
    document.fail(node, "the value has matchers inside", "put the matcher around the whole value");
}

std::vector<std::string> texts_of(const Node& node, const json::Value& example,
                                  IntegrationDocument& document) {
    const json::Array* several = example.array();
    if (several && several->empty()) {
        document.fail(node, "the value is an empty array", "write at least one value");
    }
    std::vector<std::string> texts;
    for (const json::Value& value : several ? *several : json::Array{example}) {
        if (value.is_null())
            document.fail(node, "the value is null", "write a string, a number or a boolean");
        texts.push_back(value.is_null() ? "" : as_text(value.is_object() ? json::sorted(value) : value));
    }
    return texts;
}

}  // namespace

Result<DescribedBody> describe_json(const json::Value& value, std::string_view content_type,
                                    const IntegrationOptions& options) {
    const http::ContentType type =
        http::parse_content_type(content_type).value_or(*http::parse_content_type("application/json"));
    Reading reading("", "");
    IntegrationDocument document(reading, options);
    std::string bytes = described_bytes(Node(value), type, document);
    return finished(literal_body(bytes, type), document, reading);
}

Result<DescribedBody> describe_body(std::string_view text, std::string_view content_type,
                                    const IntegrationOptions& options) {
    if (text.size() > kMaxDescribedBytes) {
        return Error{ErrorCode::too_large, "",
                     "the body has more than " + std::to_string(kMaxDescribedBytes) + " bytes",
                     "use a smaller example"};
    }
    Reading reading(text, "");
    IntegrationDocument document(reading, options);
    const http::ContentType type = type_of(text, content_type);
    if (text.empty()) return finished({BodyState::empty, "", "", ContentTypeHint::none}, document, reading);

    const bool may_describe = type.is_json() || type.is_xml() || is_form(type);
    if (!may_describe) return finished(literal_body(text, type), document, reading);
    const Result<json::Value> value = json::parse(text);
    if (value && (type.is_json() || !value->is_number())) {
        std::string bytes = described_bytes(Node(*value), type, document);
        return finished(literal_body(bytes, type), document, reading);
    }
    Result<DescribedBody> literal = finished(literal_body(text, type), document, reading);
    if (!value && type.is_json()) {
        literal->warnings.push_back({value.error().where,
                                     "the body is not JSON and is taken as it is: " + value.error().what,
                                     "correct it, or give it another content type"});
    }
    return literal;
}

Result<DescribedText> describe_text(std::string_view text, const IntegrationOptions& options) {
    const std::optional<json::Value> object = parsed_object(text);
    if (!object) return DescribedText{{std::string(text)}, {}, {}, {}};
    Reading reading(text, "");
    IntegrationDocument document(reading, options);
    const Node node(*object);
    // With strict_compat a mistake in the matcher leaves the plain value.
    const std::optional<DescribedMatcher> matcher = document.read_matcher(node);
    std::optional<json::Value> example = example_of(node, matcher, document);
    refuse_nested_rules(node, document);

    DescribedText described;
    if (example) {
        described.values = texts_of(node, *example, document);
    } else {
        document.fail(node, "the description has no 'value'", "add the example as 'value'");
        described.values = {""};
    }
    if (reading.refused()) return reading.refusal();
    DescribedMatcher used = matcher.value_or(DescribedMatcher());
    described.rules = std::move(used.rules);
    described.generator = std::move(used.generator);
    described.warnings = reading.take_warnings();
    return described;
}

Result<DescribedStatus> describe_status(std::string_view text, const IntegrationOptions& options) {
    const Result<json::Value> parsed = json::parse(text);
    const json::Value value = parsed ? *parsed : json::Value();
    Reading reading(parsed ? text : std::string_view(), "");
    IntegrationDocument document(reading, options);
    const Node node(value);
    const bool is_object = value.is_object();
    const std::optional<DescribedMatcher> matcher =
        is_object ? document.read_matcher(node) : std::optional<DescribedMatcher>();
    const std::optional<json::Value> example = is_object ? example_of(node, matcher, document) : value;
    refuse_nested_rules(node, document);

    DescribedStatus described;
    const std::optional<std::int64_t> number = example ? example->integer() : std::nullopt;
    constexpr std::int64_t first = 100;
    constexpr std::int64_t last = 999;
    if (number && *number >= first && *number <= last) {
        described.status = static_cast<int>(*number);
    } else {
        document.fail(node, "the description has no status code",
                      "write a number from 100 to 999, for objects as 'value'");
    }
    if (reading.refused()) return reading.refusal();
    if (is_object) {
        DescribedMatcher used = matcher.value_or(DescribedMatcher());
        described.rules = std::move(used.rules);
        described.generator = std::move(used.generator);
    }
    described.warnings = reading.take_warnings();
    return described;
}

Result<DescribedMetadata> describe_metadata(std::string_view name, std::string_view text,
                                            const IntegrationOptions& options) {
    const Result<json::Value> value = json::parse(text);
    if (!value) return DescribedMetadata{json::Value(text), {}, {}, {}};
    Reading reading(text, "");
    IntegrationDocument document(reading, options);
    document.enter(Field{std::string(name)});
    DescribedMetadata described;
    described.value = document.read(Node(*value));
    if (reading.refused()) return reading.refusal();
    described.rules = document.take_rules();
    described.generators = document.take_generators();
    described.warnings = reading.take_warnings();
    // The entry's own rules stand under its name as it is.
    for (KeyedRules& keyed : described.rules) {
        if (keyed.path.steps.size() == 1) keyed.key = name;
    }
    for (KeyedGenerator& keyed : described.generators) {
        if (keyed.path.steps.size() == 1) keyed.key = name;
    }
    return described;
}

Result<json::Object> describe_state_parameters(std::string_view text) {
    Result<json::Value> value = json::parse(text);
    if (!value) {
        Error error = value.error();
        error.what = "the parameters of a provider state are not JSON: " + error.what;
        return error;
    }
    if (json::Object* parameters = value->object()) return std::move(*parameters);
    return json::Object{{"value", std::move(*value)}};
}

}  // namespace tally::format
