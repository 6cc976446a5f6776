#include "recording/variants.h"

#include <algorithm>
#include <utility>

#include "model/path_expression.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxVariants = 100;

struct ValueVariant {
    Value value;
    std::string what;
    std::string absent;
    matchers::State state;
    Place place;
};

// A value without alternatives, and what may come in its place.
struct Resolved {
    Value base;
    std::vector<ValueVariant> variants;
};

bool has_alternatives(const Value& value) {
    const ValueNode& node = value.node();
    if (!node.alternatives.empty()) return true;
    if (const auto* items = node.items()) return std::any_of(items->begin(), items->end(), has_alternatives);
    if (const auto* members = node.members())
        return std::any_of(members->begin(), members->end(),
                           [](const Member& member) { return has_alternatives(member.value); });
    return false;
}

std::string told_of(const std::string& what, const std::string& path) {
    std::string told = what;
    return told.replace(told.find('%'), 1, path);
}

class Resolution {
  public:
    Resolution(Place place, std::vector<Mistake>& mistakes) : place_(place), mistakes_(mistakes) {}

    Resolved resolve(const Value& value, const std::string& path) {
        if (!has_alternatives(value)) return {value, {}};
        const ValueNode& node = value.node();
        if (node.parts == Parts::variants) {
            mistakes_.push_back({place_, "alternatives cannot stand inside array_containing(); put them around it"});
            return {value, {}};
        }
        ValueNode base = node;
        base.alternatives.clear();
        std::vector<ValueVariant> variants;
        if (const auto* items = node.items()) {
            base.content = std::vector<Value>();
            resolve_items(*items, node.parts, path, base, variants);
        } else if (const auto* members = node.members()) {
            resolve_members(*members, path, base, variants);
        }
        for (const AlternativeNode& alternative : node.alternatives) add_alternative(alternative, path, variants);
        return {value_of(std::move(base)), std::move(variants)};
    }

  private:
    // Copies of one example change together.
    void resolve_items(const std::vector<Value>& items, Parts parts, const std::string& path, ValueNode& base,
                       std::vector<ValueVariant>& variants) {
        const bool alike = parts == Parts::any_index;
        std::vector<Resolved> resolved;
        for (std::size_t i = 0; i < (alike ? std::min<std::size_t>(1, items.size()) : items.size()); ++i)
            resolved.push_back(resolve(items[i], alike ? path + "[*]" : path + '[' + std::to_string(i) + ']'));
        std::vector<Value> bases;
        for (std::size_t i = 0; i < items.size(); ++i) bases.push_back(resolved[alike ? 0 : i].base);
        base.content = bases;
        for (std::size_t i = 0; i < resolved.size(); ++i) {
            for (ValueVariant& variant : resolved[i].variants) {
                ValueNode changed = base;
                std::vector<Value> values = bases;
                if (alike)
                    std::fill(values.begin(), values.end(), variant.value);
                else
                    values[i] = variant.value;
                changed.content = std::move(values);
                variant.value = value_of(std::move(changed));
                variants.push_back(std::move(variant));
            }
        }
    }

    void resolve_members(const std::vector<Member>& members, const std::string& path, ValueNode& base,
                         std::vector<ValueVariant>& variants) {
        std::vector<Resolved> resolved;
        std::vector<Member> bases;
        for (const Member& member : members) {
            std::string member_path = path;
            model::append_field(member_path, member.name);
            resolved.push_back(resolve(member.value, member_path));
            bases.emplace_back(member.name, resolved.back().base);
        }
        base.content = bases;
        for (std::size_t i = 0; i < resolved.size(); ++i) {
            for (ValueVariant& variant : resolved[i].variants) {
                ValueNode changed = base;
                std::vector<Member> values = bases;
                values[i].value = variant.value;
                changed.content = std::move(values);
                variant.value = value_of(std::move(changed));
                variants.push_back(std::move(variant));
            }
        }
    }

    void add_alternative(const AlternativeNode& alternative, const std::string& path,
                         std::vector<ValueVariant>& variants) {
        const std::string what = told_of(alternative.what, path);
        if (alternative.state.name.empty()) {
            mistakes_.push_back({alternative.place, "the alternative \"" + what +
                                                        "\" names no provider state that brings it about; add "
                                                        "given(\"...\") to the matcher"});
        }
        if (!alternative.value) {
            ValueNode absent;
            absent.absent = true;
            variants.push_back({value_of(std::move(absent)), what, path, alternative.state, alternative.place});
            return;
        }
        Resolved resolved = resolve(*alternative.value, path);
        variants.push_back({std::move(resolved.base), what, "", alternative.state, alternative.place});
        for (ValueVariant& inner : resolved.variants) {
            inner.what = what + ", " + inner.what;
            variants.push_back(std::move(inner));
        }
    }

    Place place_;
    std::vector<Mistake>& mistakes_;
};

// A value of the draft that may have alternatives, or must not.
struct Slot {
    Value* value;
    std::string path;
    Place place;
    bool may_vary;
};

void add_slots(PartDraft& part, const std::string& kind, bool may_vary, std::vector<Slot>& slots) {
    for (NamedValue& entry : part.entries)
        slots.push_back({&entry.value, kind + ' ' + entry.name, entry.place, may_vary});
    if (!part.body) return;
    if (auto* json = std::get_if<JsonBody>(&part.body->form))
        slots.push_back({&json->document, may_vary ? "$" : "body of a request", part.body->place, may_vary});
    if (auto* text = std::get_if<TextBody>(&part.body->form))
        slots.push_back({&text->text, may_vary ? "$" : "body of a request", part.body->place, may_vary});
    if (auto* form = std::get_if<FormBody>(&part.body->form)) {
        for (Member& field : form->fields) slots.push_back({&field.value, "form field " + field.name, part.body->place, false});
    }
    if (auto* multipart = std::get_if<MultipartBody>(&part.body->form)) {
        for (MultipartPart& each : multipart->parts)
            slots.push_back({&each.content, "part " + each.name, part.body->place, false});
    }
}

// In the same order for every copy of a draft.
std::vector<Slot> slots_of(InteractionDraft& draft) {
    std::vector<Slot> slots;
    if (auto* http = std::get_if<HttpDraft>(&draft.exchange)) {
        if (http->request) {
            slots.push_back({&http->request->path, "path", http->request->place, false});
            for (NamedValue& parameter : http->request->query)
                slots.push_back({&parameter.value, "query parameter " + parameter.name, parameter.place, false});
            add_slots(*http->request, "header", false, slots);
        }
        if (http->response) {
            slots.push_back({&http->response->status, "status", http->response->place, false});
            add_slots(*http->response, "header", true, slots);
        }
    } else if (auto* message = std::get_if<MessageDraft>(&draft.exchange)) {
        if (message->message) add_slots(*message->message, "metadata", true, slots);
    } else if (auto* exchange = std::get_if<ExchangeDraft>(&draft.exchange)) {
        if (exchange->request) add_slots(*exchange->request, "metadata", false, slots);
        for (PartDraft& response : exchange->responses) add_slots(response, "metadata", true, slots);
    }
    for (NamedValue& state : draft.states) slots.push_back({&state.value, "state " + state.name, state.place, false});
    return slots;
}

void add_state(InteractionDraft& draft, const ValueVariant& variant) {
    if (variant.state.name.empty()) return;  // a mistake already
    if (variant.state.instead) draft.states.clear();
    draft.states.push_back({variant.state.name, variant.state.parameters, variant.place});
}

}  // namespace

std::vector<VariantDraft> variants_of(const InteractionDraft& draft, std::vector<Mistake>& mistakes) {
    VariantDraft base{draft, "", ""};
    std::vector<std::vector<ValueVariant>> alternatives;
    for (const Slot& slot : slots_of(base.interaction)) {
        alternatives.emplace_back();
        if (!has_alternatives(*slot.value)) continue;
        if (!slot.may_vary) {
            mistakes.push_back({slot.place,
                                "alternatives (optional, nullable, any_of, an empty each_like) are for headers, metadata "
                                "and JSON or text that the consumer receives, and cannot stand in the " +
                                    slot.path + "; write an interaction for each form"});
            continue;
        }
        Resolved resolved = Resolution(slot.place, mistakes).resolve(*slot.value, slot.path);
        *slot.value = std::move(resolved.base);
        alternatives.back() = std::move(resolved.variants);
    }
    std::vector<VariantDraft> variants{base};
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
        for (const ValueVariant& alternative : alternatives[i]) {
            if (variants.size() > kMaxVariants) {
                mistakes.push_back({draft.place, "the interaction has more than " + std::to_string(kMaxVariants) +
                                                     " alternatives; describe it in several interactions"});
                return variants;
            }
            VariantDraft variant{base.interaction, alternative.what, alternative.absent};
            *slots_of(variant.interaction)[i].value = alternative.value;
            add_state(variant.interaction, alternative);
            variants.push_back(std::move(variant));
        }
    }
    return variants;
}

}  // namespace tally::recording
