#include "verification/hide_secrets.h"

#include "base/secrets.h"
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

// A secret somewhere inside an object or array that is reported as a whole.
void hide_members(Mismatch& mismatch) {
    std::string expected = masked_json(mismatch.expected);
    std::string actual = masked_json(mismatch.actual);
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
    exchange.request.body = masked_json(exchange.request.body);
    exchange.response.body = masked_json(exchange.response.body);
}

}  // namespace tally::verification
