#include "verification/shown_variant.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "matching/match.h"
#include "model/path_expression.h"
#include "verification/message_exchange.h"

namespace tally::verification {

namespace {

using model::PathStep;
using Steps = std::vector<PathStep>;

std::string member(const json::Value& object, std::string_view name) {
    const json::Value* value = object.find(name);
    return value != nullptr && value->string() != nullptr ? *value->string() : "";
}

// All values at a path, and whether somewhere the last step leads to nothing.
struct Found {
    std::vector<const json::Value*> values;
    bool lacks = false;
};

void find_values(const json::Value& value, const Steps& steps, std::size_t at, Found& found) {
    if (at == steps.size()) {
        found.values.push_back(&value);
        return;
    }
    const bool is_last = at + 1 == steps.size();
    if (const auto* field = std::get_if<model::Field>(&steps[at])) {
        const json::Value* inner = value.find(field->name);
        if (inner != nullptr) return find_values(*inner, steps, at + 1, found);
        found.lacks = found.lacks || (is_last && value.is_object());
    } else if (const auto* index = std::get_if<model::Index>(&steps[at])) {
        if (value.array() == nullptr) return;
        if (index->position < value.array()->size())
            return find_values((*value.array())[index->position], steps, at + 1, found);
        found.lacks = found.lacks || is_last;
    } else if (value.array() != nullptr) {
        found.lacks = found.lacks || (is_last && value.array()->empty());
        for (const auto& item : *value.array()) find_values(item, steps, at + 1, found);
    } else if (value.object() != nullptr) {
        for (const auto& inner : *value.object()) find_values(inner.value, steps, at + 1, found);
    }
}

struct Difference {
    Steps path;
    const json::Value* base = nullptr;
    const json::Value* variant = nullptr;
};

bool are_copies(const json::Array& items) {
    return std::all_of(items.begin(), items.end(),
                       [&](const json::Value& item) { return item == items.front(); });
}

// The first place where two documents differ; they have the same members up to there.
bool find_difference(const json::Value& base, const json::Value& variant, Difference& difference) {
    if (base == variant) return false;
    const json::Array* base_items = base.array();
    const json::Array* items = variant.array();
    if (base_items != nullptr && items != nullptr && base_items->size() == items->size()) {
        // Copies of one example change together
        const bool copies = items->size() > 1 && are_copies(*base_items) && are_copies(*items);
        for (std::size_t i = 0; i < items->size(); ++i) {
            difference.path.push_back(copies ? PathStep(model::AnyIndex{}) : PathStep(model::Index{i}));
            if (find_difference((*base_items)[i], (*items)[i], difference)) return true;
            difference.path.pop_back();
        }
    }
    if (base.object() != nullptr && variant.object() != nullptr) {
        for (const auto& [name, value] : *variant.object()) {
            const json::Value* before = base.find(name);
            if (before == nullptr) continue;
            difference.path.push_back(model::Field{name});
            if (find_difference(*before, value, difference)) return true;
            difference.path.pop_back();
        }
    }
    difference.base = &base;
    difference.variant = &variant;
    return true;
}

bool is_empty(const json::Value& value) {
    return value.array() != nullptr ? value.array()->empty()
                                    : value.object() != nullptr && value.object()->empty();
}

std::string_view form_name(const json::Value& value) {
    return value.is_number() ? "number" : json::kind_name(value.kind());
}

// What the form of a value says: null, empty, of another kind than it usually is. Whatever else makes an
// alternative is the matching's to decide.
bool has_form(const json::Value& value, const Difference& expected) {
    if (is_empty(*expected.variant)) return is_empty(value);
    if (form_name(*expected.base) == form_name(*expected.variant)) return true;
    return form_name(value) == form_name(*expected.variant);
}

struct Answer {
    std::vector<model::HeaderField> headers;
    json::Object metadata;
    model::Body body;
};

Answer answer_of(const model::Interaction& interaction, const http::Response& response) {
    if (interaction.http() != nullptr) {
        auto received = matching::received(response);
        return {std::move(received.headers), {}, std::move(received.body)};
    }
    auto received = received_message(response);
    return {{}, std::move(received.metadata), std::move(received.contents)};
}

const model::Body& expected_body(const model::Interaction& interaction) {
    static const model::Body none;
    if (const auto* http = interaction.http()) return http->response.body;
    if (const auto* message = std::get_if<model::AsyncMessage>(&interaction.exchange))
        return message->message.contents;
    const auto& responses = std::get<model::SyncMessage>(interaction.exchange).responses;
    return responses.empty() ? none : responses.front().contents;
}

std::string instead_of_absence(const std::string& absent, const Answer& answer) {
    const std::string came = absent + " came all the same";
    const auto named = [&](std::string_view kind) -> std::optional<std::string> {
        if (absent.rfind(kind, 0) != 0) return std::nullopt;
        return absent.substr(kind.size());
    };
    if (const auto header = named("header "))
        return model::find_header(answer.headers, *header) == nullptr ? "" : came;
    if (const auto entry = named("metadata ")) return answer.metadata.contains(*entry) ? came : "";
    const auto path = model::parse_path(absent);
    if (!path) return "";
    if (path->steps.empty()) return answer.body.state == model::BodyState::present ? came : "";
    const auto body = json::parse(answer.body.bytes);
    if (!body) return "";
    Found found;
    find_values(*body, path->steps, 0, found);
    return found.lacks || found.values.empty() ? "" : came;
}

std::string instead_of_form(const model::Interaction& base, const model::Interaction& variant,
                            const Answer& answer) {
    const auto usual = json::parse(expected_body(base).bytes);
    const auto expected = json::parse(expected_body(variant).bytes);
    const auto body = json::parse(answer.body.bytes);
    if (!usual || !expected || !body) return "";
    Difference difference;
    if (!find_difference(*usual, *expected, difference)) return "";
    Found found;
    find_values(*body, difference.path, 0, found);
    const bool shown =
        found.values.empty() || std::any_of(found.values.begin(), found.values.end(),
                                            [&](const auto* value) { return has_form(*value, difference); });
    if (shown) return "";
    const std::string place = model::to_text(model::PathExpression{difference.path});
    const json::Value& came = *found.values.front();
    return place + " was " + (is_empty(*difference.variant) ? "not empty" : std::string(form_name(came)));
}

}  // namespace

std::optional<Variant> variant_in(const model::Interaction& interaction) {
    const json::Value* ours = interaction.comments.find("tally");
    if (ours == nullptr) return std::nullopt;
    Variant variant{member(*ours, "variant_of"), member(*ours, "variant"), member(*ours, "absent")};
    if (variant.of.empty() || variant.what.empty()) return std::nullopt;
    return variant;
}

const model::Interaction* base_of(const model::Contract& contract, const model::Interaction& variant) {
    const auto details = variant_in(variant);
    if (!details) return nullptr;
    const auto found =
        std::find_if(contract.interactions.begin(), contract.interactions.end(),
                     [&](const model::Interaction& interaction) { return interaction.key == details->of; });
    return found == contract.interactions.end() ? nullptr : &*found;
}

std::string what_came_instead(const model::Contract& contract, const model::Interaction& variant,
                              const http::Response& response) {
    const auto details = variant_in(variant);
    if (!details) return "";
    const Answer answer = answer_of(variant, response);
    if (!details->absent.empty()) return instead_of_absence(details->absent, answer);
    const model::Interaction* base = base_of(contract, variant);
    return base == nullptr ? "" : instead_of_form(*base, variant, answer);
}

}  // namespace tally::verification
