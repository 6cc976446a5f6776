#include "comparing/recorder.h"

#include "base/text.h"

namespace tally::comparing {
namespace {

constexpr std::size_t kMaxShownBytes = 300;

std::string_view width_text(Width width) {
    switch (width) {
        case Width::wider:
            return "accepts more than before";
        case Width::narrower:
            return "accepts less than before";
        default:
            return "accepts something else than before";
    }
}

}  // namespace

std::string shown(const json::Value& value) {
    return text::shorten(value.string() ? *value.string() : json::to_text(value), kMaxShownBytes);
}

void Recorder::add(std::string path, Effect effect, std::string before, std::string after,
                   std::string sentence) {
    Change change = blank_;
    change.effect = effect;
    change.path = std::move(path);
    change.before = std::move(before);
    change.after = std::move(after);
    change.sentence = std::move(sentence);
    changes_.push_back(std::move(change));
}

void Recorder::added(std::string path, std::string value) {
    add(std::move(path), Effect::tightening, "", std::move(value),
        direction_ == Direction::to_provider ? "the provider must accept it now"
                                             : "the provider must send it now");
}

void Recorder::removed(std::string path, std::string value) {
    if (direction_ == Direction::to_provider) {
        add(std::move(path), Effect::tightening, std::move(value), "", "the provider must do without it now");
    } else {
        add(std::move(path), Effect::loosening, std::move(value), "",
            "the provider need not send it any more");
    }
}

Effect Recorder::effect_of(Width width) const {
    switch (width) {
        case Width::same:
            return Effect::neutral;
        case Width::wider:
            return direction_ == Direction::to_provider ? Effect::tightening : Effect::loosening;
        case Width::narrower:
            return direction_ == Direction::to_provider ? Effect::loosening : Effect::tightening;
        case Width::other:
            break;
    }
    return Effect::tightening;
}

void Recorder::compare(const std::string& path, const Expected& older, const Expected& newer,
                       bool rules_stand_here, bool secret) {
    const auto value = [secret](const Expected& expected) {
        if (!expected.example) return std::string();
        return secret ? std::string("***") : shown(*expected.example);
    };
    const Width width = compare_rules(older, newer);
    if (width != Width::same && rules_stand_here) {
        const auto side = [&value](const Expected& expected) {
            const std::string rules = rules_text(expected.rules);
            return is_exact(expected) && expected.example ? "exactly " + value(expected) : rules;
        };
        return add(path, effect_of(width), side(older), side(newer),
                   "the rule " + std::string(width_text(width)));
    }
    if (!older.example || !newer.example || *older.example == *newer.example) return;
    if (is_exact(newer) && is_exact(older))
        return add(path, Effect::tightening, value(older), value(newer), "another value is expected");
    if (accepts(older, *newer.example))
        return add(path, Effect::neutral, value(older), value(newer), "another example for the same rule");
    add(path, Effect::tightening, value(older), value(newer), "the example is of another kind than before");
}

}  // namespace tally::comparing
