#include "reporting/change_list.h"

#include <algorithm>

#include "base/text.h"

namespace tally::reporting {
namespace {

using comparing::Change;
using comparing::ChangeKind;
using comparing::Changes;
using comparing::Effect;

constexpr Effect kEffects[] = {Effect::loosening, Effect::tightening, Effect::neutral};

std::size_t count(const Changes& changes, Effect effect) {
    return static_cast<std::size_t>(std::count_if(
        changes.begin(), changes.end(), [effect](const Change& change) { return change.effect == effect; }));
}

std::string summary(const Changes& changes) {
    std::string parts;
    for (const Effect effect : kEffects) {
        const std::size_t number = count(changes, effect);
        if (number == 0) continue;
        parts += (parts.empty() ? "" : ", ") + std::to_string(number) + ' ' +
                 std::string(comparing::to_text(effect));
    }
    return text::counted(changes.size(), "change") + ": " + parts + '\n';
}

std::string painted(Effect effect, const Style& style) {
    std::string word(comparing::to_text(effect));
    word.resize(12, ' ');
    switch (effect) {
        case Effect::loosening:
            return style.good(word);
        case Effect::tightening:
            return style.bad(word);
        case Effect::neutral:
            break;
    }
    return style.faint(word);
}

std::string heading(const Change& change, const Style& style) {
    if (change.interaction.empty() && change.id.empty()) return style.strong("the contract") + '\n';
    return std::string(comparing::to_text(change.kind)) + "  " + style.strong(in_quotes(change.interaction)) +
           " (" + one_line(change.id) + ")\n";
}

std::string place_of(const Change& change) {
    const std::string path = one_line(change.path);
    if (change.part.empty()) return path;
    return path.empty() ? change.part : change.part + ' ' + path;
}

std::string block(const Change& change, const Style& style) {
    const std::string place = place_of(change);
    std::string text =
        "  " + painted(change.effect, style) + (place.empty() ? "" : place + ": ") + change.sentence + '\n';
    if (!change.before.empty()) text += "              before  " + one_line(change.before) + '\n';
    if (!change.after.empty()) text += "              after   " + one_line(change.after) + '\n';
    return text;
}

bool same_interaction(const Change& a, const Change& b) {
    return a.kind == b.kind && a.id == b.id && a.interaction == b.interaction;
}

}  // namespace

std::string change_list_text(const Changes& changes, const Style& style) {
    if (changes.empty()) return "both contracts say the same\n";
    std::string text = summary(changes);
    const Change* last = nullptr;
    for (const Change& change : changes) {
        if (!last || !same_interaction(*last, change)) text += '\n' + heading(change, style);
        text += block(change, style);
        last = &change;
    }
    return text;
}

json::Value change_list_json(const Changes& changes) {
    json::Array list;
    for (const Change& change : changes) {
        list.emplace_back(json::Object{{"kind", comparing::to_text(change.kind)},
                                       {"effect", comparing::to_text(change.effect)},
                                       {"interaction", text::valid_utf8(change.interaction)},
                                       {"id", text::valid_utf8(change.id)},
                                       {"part", change.part},
                                       {"path", text::valid_utf8(change.path)},
                                       {"before", text::valid_utf8(change.before)},
                                       {"after", text::valid_utf8(change.after)},
                                       {"sentence", change.sentence}});
    }
    json::Object result{{"changes", std::move(list)}};
    for (const Effect effect : kEffects) {
        result.set(std::string(comparing::to_text(effect)),
                   static_cast<std::uint64_t>(count(changes, effect)));
    }
    return result;
}

}  // namespace tally::reporting
