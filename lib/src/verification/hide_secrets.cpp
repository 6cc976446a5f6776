#include "verification/hide_secrets.h"

#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"
#include "model/path_expression.h"

namespace tally::verification {

bool is_secret_path(const std::string& location) {
    const auto path = model::parse_path(location);
    if (!path) return is_secret_name(location);
    for (const auto& step : path->steps) {
        const auto* field = std::get_if<model::Field>(&step);
        if (field != nullptr && is_secret_name(field->name)) return true;
    }
    return false;
}

namespace {

using matching::Mismatch;
using matching::MismatchKind;

constexpr const char* kMetadataHeader = "Pact-Message-Metadata";  // of messages: JSON in base64

bool is_at_a_secret(const Mismatch& mismatch) {
    switch (mismatch.kind) {
        case MismatchKind::header:
        case MismatchKind::metadata:
        case MismatchKind::query:
            return is_secret_name(mismatch.location);
        case MismatchKind::body:
            return is_secret_path(mismatch.location);
        default:
            return false;
    }
}

void hide_values(Mismatch& mismatch) {
    const bool missing = mismatch.actual.empty();
    mismatch.sentence = "'" + mismatch.location + "' " +
                        (missing ? "is missing or empty" : "is not as expected") +
                        " (its value is not shown)";
    mismatch.expected = "***";
    if (!missing) mismatch.actual = "***";
    // The places of rules tell nothing, but beside a header their name may: "regex"
    if (mismatch.kind != MismatchKind::body) mismatch.rule.clear();
}

// Whole bodies are shown when one is missing, or of another type.
bool looks_like_a_form(std::string_view text) {
    return text.find('=') != std::string_view::npos &&
           text.find_first_of(" \t\r\n{<\"") == std::string_view::npos;
}

std::string masked_body(const std::string& text) {
    return looks_like_a_form(text) ? masked_form(text) : masked_json(text);
}

std::string masked_body(const std::string& text, const http::Headers& headers) {
    const std::string type = headers.value_or("Content-Type", "");
    return text::contains_ignoring_case(type, "x-www-form-urlencoded") ? masked_form(text)
                                                                       : masked_json(text);
}

// A secret somewhere inside an object or array that is reported as a whole.
void hide_members(Mismatch& mismatch) {
    const bool whole = mismatch.location.empty() || mismatch.location == "$";
    const auto masked_value = [&](const std::string& value) {
        if (mismatch.kind == MismatchKind::header)
            return value.find("://") == std::string::npos ? value : masked_url(value);
        return whole ? masked_body(value) : masked_json(value);
    };
    std::string expected = masked_value(mismatch.expected);
    std::string actual = masked_value(mismatch.actual);
    mismatch.sentence = masked_json_inside(mismatch.sentence);
    if (expected == mismatch.expected && actual == mismatch.actual) return;
    mismatch.expected = std::move(expected);
    mismatch.actual = std::move(actual);
    // The sentence may quote any part of them
    mismatch.sentence = (mismatch.location.empty() ? "the body" : "'" + mismatch.location + "'") +
                        " is not as expected (secret values in it are not shown)";
}

}  // namespace

void hide_secrets(matching::Mismatches& mismatches) {
    for (auto& mismatch : mismatches)
        is_at_a_secret(mismatch) ? hide_values(mismatch) : hide_members(mismatch);
}

void hide_secrets(Exchange& exchange) {
    if (const std::string* metadata = exchange.response.headers.find(kMetadataHeader)) {
        const auto decoded = encoding::from_base64(*metadata);
        if (decoded) exchange.response.headers.set(kMetadataHeader, encoding::base64(masked_json(*decoded)));
    }
    exchange.request.body = masked_body(exchange.request.body, exchange.request.headers);
    exchange.response.body = masked_body(exchange.response.body, exchange.response.headers);
}

}  // namespace tally::verification
