#include "recording/miss_json.h"

#include <string>

#include "base/json.h"
#include "base/text.h"
#include "recording/difference_text.h"
#include "recording/shown_request.h"

namespace tally::recording {
namespace {

// The names that Pact tools use for the kinds and for what a difference is about.
struct KindWords {
    const char* type;
    const char* location;  // member that holds the name or path; null where there is none
};

KindWords words_for(matching::MismatchKind kind) {
    using matching::MismatchKind;
    switch (kind) {
        case MismatchKind::method:
            return {"MethodMismatch", nullptr};
        case MismatchKind::path:
            return {"PathMismatch", nullptr};
        case MismatchKind::status:
            return {"StatusMismatch", nullptr};
        case MismatchKind::query:
            return {"QueryMismatch", "parameter"};
        case MismatchKind::header:
            return {"HeaderMismatch", "key"};
        case MismatchKind::metadata:
            return {"MetadataMismatch", "key"};
        case MismatchKind::body_type:
            return {"BodyTypeMismatch", nullptr};
        case MismatchKind::body:
            return {"BodyMismatch", "path"};
    }
    return {"BodyMismatch", "path"};
}

json::Value to_json(const NearMiss& near, const model::Contract& contract) {
    const model::Interaction& interaction = contract.interactions[near.interaction];
    json::Object object;
    object.set("description", interaction.description);
    json::Array states;
    for (const model::ProviderState& state : interaction.provider_states) states.push_back(state.name);
    if (!states.empty()) object.set("providerStates", std::move(states));
    object.set("request", shown_target(interaction.http()->request));
    object.set("differs", differences_in_short(near.mismatches));
    json::Array mismatches;
    for (const matching::Mismatch& mismatch : near.mismatches)
        mismatches.push_back(mismatch_to_json(mismatch));
    object.set("mismatches", std::move(mismatches));
    return object;
}

}  // namespace

json::Object mismatch_to_json(const matching::Mismatch& mismatch) {
    const KindWords words = words_for(mismatch.kind);
    json::Object object;
    object.set("type", words.type);
    if (words.location != nullptr) object.set(words.location, text::printable(mismatch.location));
    object.set("expected", text::printable(mismatch.expected));
    object.set("actual", text::printable(mismatch.actual));
    object.set("mismatch", text::printable(mismatch.sentence));
    return object;
}

http::Response miss_response(const model::Contract& contract, const Miss& miss) {
    const std::string verdict = miss.expected_elsewhere ? "Request-Mismatch" : "Unexpected-Request";
    json::Object document;
    document.set("error", verdict + " : " + shown_target(miss.request));
    json::Array nearest;
    for (const NearMiss& near : miss.closest) nearest.push_back(to_json(near, contract));
    document.set("nearest", std::move(nearest));
    document.set("try", what_to_change(miss.mismatches()));
    http::Response response;
    response.status = 500;
    response.headers = {{"Content-Type", "application/json; charset=utf-8"}, {"X-Pact", verdict}};
    response.body = json::to_pretty_text(document);
    return response;
}

}  // namespace tally::recording
