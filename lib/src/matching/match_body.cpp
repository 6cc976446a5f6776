#include "matching/match_body.h"

#include "base/text.h"
#include "matching/body_matchers.h"
#include "matching/value_text.h"

namespace tally::matching {
namespace {

using http::ContentType;
using model::BodyState;

ContentType type_of(const TypedBody& typed) {
    return http::effective_content_type(typed.body.content_type, typed.declared_type, typed.body.bytes);
}

std::string described(const model::Body& body, const ContentType& type) {
    std::string text = text::counted(body.bytes.size(), "byte");
    return type.is_unknown() ? text : text + " of " + type.text();
}

Mismatch whole_body(const model::Body& expected, const model::Body& actual, std::string sentence) {
    Mismatch mismatch;
    mismatch.location = "$";
    mismatch.expected = shortened(expected.bytes);
    mismatch.actual = shortened(actual.bytes);
    mismatch.sentence = std::move(sentence);
    return mismatch;
}

bool is_null_document(const model::Body& body, const ContentType& type) {
    return type.is_json() && text::trim(body.bytes) == "null";
}

// What producers of Kafka's schema registry put before the JSON: a zero and the number of the schema.
constexpr std::size_t kSchemaNumber = 5;
bool has_schema_number(std::string_view bytes, const ContentType& type) {
    return type.essence() == "application/vnd.schemaregistry.v1+json" && bytes.size() > kSchemaNumber &&
           bytes.front() == '\0';
}

// The bytes to compare: a JSON null has none of its own.
std::string_view bytes_of(const model::Body& body, const ContentType& type) {
    if (body.state == BodyState::null) return "null";
    const std::string_view bytes = body.bytes;
    return has_schema_number(bytes, type) ? bytes.substr(kSchemaNumber) : bytes;
}

}  // namespace

bool types_may_be_compared(const ContentType& expected, const ContentType& actual) {
    return expected.is_unknown() || actual.is_unknown() || http::equivalent(expected, actual) ||
           http::equivalent(expected, actual.base());
}

void match_contents(const BodyComparison& bodies, Differences& differences) {
    const ContentType& type = bodies.expected_type;
    if (type.is_json()) return match_json_body(bodies, differences);
    if (type.is_xml()) return match_xml_body(bodies, differences);
    if (type.main == "multipart") return match_multipart_body(bodies, differences);
    if (type.essence() == "application/x-www-form-urlencoded") return match_form_body(bodies, differences);
    if (type.is_binary()) return match_binary_body(bodies, differences);
    match_text_body(bodies, differences);
}

void add_unreadable_body(std::string_view side, const BodyComparison& bodies, const Error& error,
                         Differences& differences) {
    differences.add([&] {
        Mismatch mismatch;
        mismatch.location = "$";
        mismatch.expected = shortened(bodies.expected);
        mismatch.actual = shortened(bodies.actual);
        mismatch.sentence = "Failed to parse the " + std::string(side) + " body: " + error.text();
        return mismatch;
    });
}

Mismatches match_bodies(const TypedBody& expected, const TypedBody& actual, const BodyRules& rules,
                        bool strict, const Settings& settings) {
    const model::Body& wanted = expected.body;
    const model::Body& received = actual.body;
    if (wanted.state == BodyState::missing) return {};
    const ContentType actual_type = type_of(actual);

    if (wanted.state != BodyState::present) {
        if (received.state != BodyState::present) return {};
        const bool both_null = wanted.state == BodyState::null && is_null_document(received, actual_type);
        if (both_null && !settings.strict_compat) return {};
        return {whole_body(wanted, received,
                           "Expected an empty body but received " + described(received, actual_type))};
    }
    const ContentType expected_type = type_of(expected);
    if (received.state == BodyState::missing || received.state == BodyState::empty) {
        const std::string_view how = received.state == BodyState::missing ? "missing" : "empty";
        return {whole_body(
            wanted, received,
            "Expected a body (" + described(wanted, expected_type) + ") but it was " + std::string(how))};
    }
    if (!types_may_be_compared(expected_type, actual_type) && !rules.types_agree_by_rule) {
        Mismatch mismatch = whole_body(wanted, received,
                                       "Expected a body of '" + expected_type.text() +
                                           "' but the actual content type was '" + actual_type.text() + "'");
        mismatch.kind = MismatchKind::body_type;
        mismatch.location.clear();
        return {std::move(mismatch)};
    }
    PatternBudget budget;
    Settings bounded = settings;
    bounded.patterns = &budget;
    Differences differences(settings.max_body_mismatches);
    match_contents({bytes_of(wanted, expected_type), bytes_of(received, actual_type), expected_type,
                    actual_type, rules.body, strict, bounded},
                   differences);
    return differences.take();
}

}  // namespace tally::matching
