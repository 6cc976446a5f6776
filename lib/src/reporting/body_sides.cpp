#include "reporting/body_sides.h"

#include <algorithm>
#include <utility>

#include "base/secrets.h"
#include "base/text.h"
#include "model/path_expression.h"
#include "reporting/style.h"

namespace tally::reporting {

namespace {

using matching::Mismatch;
using matching::MismatchKind;

constexpr std::size_t kValueBytes = 60;
constexpr std::size_t kShownMissing = 4;
constexpr std::size_t kComparedNames = 200;  // of objects with more, hints are not worth their time

std::optional<json::Value> document(std::string_view text) {
    auto value = json::parse(masked_json(text));
    return value ? std::optional(std::move(*value)) : std::nullopt;
}

const std::string& expected_text(const model::Interaction& interaction) {
    static const std::string kNone;
    if (interaction.http() != nullptr) return interaction.http()->response.body.bytes;
    if (const auto* message = std::get_if<model::AsyncMessage>(&interaction.exchange))
        return message->message.contents.bytes;
    const auto* exchange = std::get_if<model::SyncMessage>(&interaction.exchange);
    if (exchange == nullptr || exchange->responses.empty()) return kNone;
    return exchange->responses.front().contents.bytes;
}

// Elements beyond those of an example are compared with the first, as matching does.
const json::Value* value_at(const json::Value& root, const std::string& location, bool is_example) {
    const auto path = model::parse_path(location);
    if (!path) return nullptr;
    const json::Value* value = &root;
    for (const auto& step : path->steps) {
        if (const auto* field = std::get_if<model::Field>(&step)) {
            value = value->find(field->name);
        } else if (const auto* index = std::get_if<model::Index>(&step)) {
            const json::Array* list = value->array();
            if (list == nullptr || list->empty()) return nullptr;
            const bool inside = index->position < list->size();
            if (!inside && !is_example) return nullptr;
            value = inside ? &(*list)[index->position] : &list->front();
        } else {
            return nullptr;
        }
        if (value == nullptr) return nullptr;
    }
    return value;
}

// Of two spellings of one name: orderId, order_id, OrderID.
std::string without_style(std::string_view name) {
    std::string plain;
    for (const char c : text::lower(name)) {
        if (c != '_' && c != '-' && c != ' ') plain += c;
    }
    return plain;
}

bool has_all(const json::Object& object, const std::vector<std::string>& names) {
    return std::all_of(names.begin(), names.end(), [&](const auto& name) { return object.contains(name); });
}

std::vector<std::string> names_in(const json::Object& object) {
    std::vector<std::string> names;
    for (const auto& member : object) names.push_back(member.name);
    return names;
}

// The object itself, or the first element of a list of them.
const json::Object* object_in(const json::Value& value) {
    if (value.object() != nullptr) return value.object();
    const json::Array* list = value.array();
    return list == nullptr || list->empty() ? nullptr : list->front().object();
}

bool lacks_members(const Mismatch& mismatch) {
    return mismatch.kind == MismatchKind::body &&
           mismatch.sentence.compare(0, matching::kMissingKeys.size(), matching::kMissingKeys) == 0;
}

std::string rule_name(const std::string& rule) {
    return rule.substr(0, rule.find(" at "));
}

std::string in_json(const std::string& name) {
    return json::to_text(json::Value(name));
}

}  // namespace

std::string nearly_the_same(const std::string& name, const std::vector<std::string>& names) {
    const std::string plain = without_style(name);
    std::string best;
    std::size_t smallest = std::max<std::size_t>(1, plain.size() / 3) + 1;
    for (const auto& candidate : names) {
        const std::string other = without_style(candidate);
        if (other == plain) return candidate;
        // One letter of two says nothing
        if (std::min(plain.size(), other.size()) < 3 || std::max(plain.size(), other.size()) > 60) continue;
        const std::size_t distance = text::edit_distance(plain, other);
        if (distance >= smallest) continue;
        smallest = distance;
        best = candidate;
    }
    return best;
}

BodySides::BodySides(const model::Interaction& interaction, const verification::Exchange& exchange)
    : expected_(document(expected_text(interaction))), actual_(document(exchange.response.body)) {}

std::optional<BodySides::Objects> BodySides::objects_at(const Mismatch& mismatch) const {
    if (!lacks_members(mismatch) || !expected_ || !actual_) return std::nullopt;
    const json::Value* expected = value_at(*expected_, mismatch.location, true);
    const json::Value* actual = value_at(*actual_, mismatch.location, false);
    if (expected == nullptr || actual == nullptr) return std::nullopt;
    Objects objects{expected->object(), actual->object(), {}, {}};
    if (objects.expected == nullptr || objects.actual == nullptr) return std::nullopt;
    if (objects.expected->size() > kComparedNames || objects.actual->size() > kComparedNames)
        return std::nullopt;
    for (const auto& member : *objects.expected) {
        if (!objects.actual->contains(member.name)) objects.missing.push_back(member.name);
    }
    for (const auto& member : *objects.actual) {
        if (!objects.expected->contains(member.name)) objects.unexpected.push_back(member.name);
    }
    if (objects.missing.empty()) return std::nullopt;
    return objects;
}

std::vector<BodyMark> BodySides::marks_of(const Mismatch& mismatch) const {
    BodyMark own{mismatch.location, "", {}};
    const auto objects = objects_at(mismatch);
    if (!objects) {
        if (lacks_members(mismatch)) return {std::move(own)};
        if (mismatch.expected.empty()) {
            own.note = one_line(mismatch.sentence, kValueBytes);
            return {std::move(own)};
        }
        own.note = "expected " + one_line(mismatch.expected, kValueBytes);
        if (!mismatch.rule.empty()) own.note += " (" + one_line(rule_name(mismatch.rule), kValueBytes) + ")";
        return {std::move(own)};
    }
    std::vector<BodyMark> marks;
    for (const auto& name : objects->missing) {
        if (own.missing.size() == kShownMissing) break;
        own.missing.push_back(
            one_line(in_json(name) + ": (missing)  <- expected " +
                         text::shorten(json::to_text(*objects->expected->find(name)), kValueBytes),
                     3 * kValueBytes));
        const std::string near = nearly_the_same(name, objects->unexpected);
        if (near.empty()) continue;
        std::string location = mismatch.location;
        model::append_field(location, near);
        marks.push_back(
            {std::move(location), one_line("did you mean " + in_json(name) + "?", 2 * kValueBytes), {}});
    }
    marks.push_back(std::move(own));
    return marks;
}

// Where one side has an object and the other a list.
std::string BodySides::hint_of_kinds(const Mismatch& mismatch) const {
    if (mismatch.kind != MismatchKind::body || !expected_ || !actual_) return "";
    const json::Value* expected = value_at(*expected_, mismatch.location, true);
    const json::Value* actual = value_at(*actual_, mismatch.location, false);
    if (expected == nullptr || actual == nullptr || expected->kind() == actual->kind()) return "";
    if (expected->is_object() && actual->is_array()) {
        const json::Object* first = object_in(*actual);
        const bool fits = first != nullptr && has_all(*first, names_in(*expected->object()));
        return fits ? "the provider sends a list; its first element has what is expected" : "";
    }
    if (!expected->is_array() || !actual->is_object()) return "";
    const json::Object* example = object_in(*expected);
    if (example != nullptr && !example->empty() && has_all(*actual->object(), names_in(*example)))
        return "the provider sends one element where a list of them is expected";
    for (const auto& member : *actual->object()) {
        if (member.value.is_array())
            return one_line("there is a list inside " + in_json(member.name), 2 * kValueBytes);
    }
    return "";
}

std::string BodySides::hint_of(const Mismatch& mismatch) const {
    const auto objects = objects_at(mismatch);
    if (!objects) return hint_of_kinds(mismatch);
    std::vector<std::string> hints;
    for (const auto& name : objects->missing) {
        const std::string near = nearly_the_same(name, objects->unexpected);
        if (!near.empty() && hints.size() < kShownMissing)
            hints.push_back("the provider sends " + in_json(near) + ": did you mean " + in_json(name) + "?");
    }
    if (!hints.empty()) return one_line(text::join(hints, "; "), 5 * kValueBytes);
    // A lone common name such as "id" may well be somewhere else by chance
    const bool nothing_is_there = objects->missing.size() == objects->expected->size();
    if (nothing_is_there || objects->missing.size() > 1) {
        for (const auto& name : objects->unexpected) {
            const json::Object* inner = object_in(*objects->actual->find(name));
            if (inner != nullptr && has_all(*inner, objects->missing)) {
                return one_line("what is missing here is inside " + in_json(name) +
                                    (objects->actual->find(name)->is_array() ? ", which is a list" : ""),
                                2 * kValueBytes);
            }
        }
    }
    if (objects->missing.size() == 1) {
        const std::string& name = objects->missing.front();
        const json::Object* inner = object_in(*objects->expected->find(name));
        if (inner != nullptr && !inner->empty() && has_all(*objects->actual, names_in(*inner)))
            return one_line("what belongs into " + in_json(name) + " is here without it", 2 * kValueBytes);
    }
    return "";
}

}  // namespace tally::reporting
